import * as E from 'fp-ts/lib/Either.js'
import type { Condition, Sort } from '../port.ts'
import { keysOf, ok, put, refusedAs, tickets, type Subject } from './asking.ts'

// U+FFFD comes before U+10000 in UTF-8 and in the order of characters, after it in UTF-16
const few = {
  '1': { v: null, deep: { er: 'x' }, 'odd"\'\\name%_': 1 },
  '2': { v: false, deep: null, __proto__x: 1 },
  '3': { v: 1, deep: { er: 'y' } },
  '4': { v: 9, deep: 'text' },
  '5': { v: 10, deep: { er: ['x'] } },
  '6': { v: '' },
  '7': { v: 'a' },
  '8': { v: 'a%b' },
  '9': { v: 'ab' },
  a: { v: '\ufffd' },
  b: { v: '\u{10000}' },
  c: { v: '\u{10ffff}x' },
  d: { w: 1 },
  e: { v: { is: 'an object' } },
  f: { v: ['a'] },
}

type Case = readonly [where: Condition, keys: string]
const conditions: readonly Case[] = [
  [{ path: 'v', is: null }, '1def'],
  [{ path: 'v', is: 0 }, '2'],
  [{ path: 'v', is: false }, '2'],
  [{ path: 'v', is: true }, '3'],
  [{ path: 'v', is: 10 }, '5'],
  [{ path: 'v', is: '10' }, ''],
  [{ path: 'v', is: '' }, '6'],
  [{ path: 'v', in: [] }, ''],
  [{ path: 'v', in: [null, 9, 'a', 'a', 'unknown'] }, '147def'],
  [{ path: 'v', prefix: '' }, '6789abc'],
  [{ path: 'v', prefix: 'a' }, '789'],
  [{ path: 'v', prefix: 'a%' }, '8'],
  [{ path: 'v', prefix: 'a_' }, ''],
  [{ path: 'v', prefix: '\ufffd' }, 'a'],
  [{ path: 'v', prefix: '\u{10ffff}' }, 'c'],
  [{ path: 'v', from: 9 }, '456789abc'],
  [{ path: 'v', after: 9 }, '56789abc'],
  [{ path: 'v', upTo: 9 }, '234'],
  [{ path: 'v', before: 9 }, '23'],
  [{ path: 'v', from: 1, before: 10 }, '34'],
  [{ path: 'v', from: 9, after: 9 }, '56789abc'],
  [{ path: 'v', upTo: 'a', before: 'b', from: '' }, '67'],
  [{ path: 'v', after: '\ufffd' }, 'bc'],
  [{ path: 'v', before: '\u{10000}', from: 'b' }, 'a'],
  [{ path: 'v', from: null }, '23456789abc'],
  [{ path: 'v', after: null }, '23456789abc'],
  [{ path: 'v', upTo: null }, ''],
  [{ path: 'v', before: null }, ''],
  [{ path: 'v' }, '23456789abc'],
  [{ path: 'deep.er', is: 'x' }, '1'],
  [{ path: 'deep.er', after: null }, '13'],
  [{ path: 'deep', is: 'text' }, '4'],
  [{ path: 'odd"\'\\name%_', is: 1 }, '1'],
  [{ path: '__proto__', is: null }, '123456789abcdef'],
  [{ path: 'constructor.name', is: null }, '123456789abcdef'],
  [{ path: 'f.0', is: null }, '123456789abcdef'],
]

const wrong: readonly (readonly [string, object])[] = [
  ['an unknown member', { filter: [] }],
  ['a limit of 0', { limit: 0 }],
  ['a limit above 10,000', { limit: 10_001 }],
  ['a limit that is no whole number', { limit: 1.5 }],
  ['no list', { where: { path: 'v', is: 1 } }],
  ['a condition without path', { where: [{ is: 1 }] }],
  ['an empty path', { where: [{ path: '', is: 1 }] }],
  ['an empty name in a path', { where: [{ path: 'a..b', is: 1 }] }],
  ['a condition of two forms', { where: [{ path: 'v', is: 1, prefix: 'a' }] }],
  ['an unknown form', { where: [{ path: 'v', equals: 1 }] }],
  ['an object to compare with', { where: [{ path: 'v', is: {} }] }],
  ['a number that is none', { where: [{ path: 'v', from: NaN }] }],
  ['a prefix that is no text', { where: [{ path: 'v', prefix: 1 }] }],
  ['an entry that is no scalar', { where: [{ path: 'v', in: [[1]] }] }],
  ['more than 10,000 values', { where: [{ path: 'v', in: Array.from({ length: 10_001 }, (_, n) => n) }] }],
  ['a sort without path', { sort: [{ descending: true }] }],
  ['a direction that is none', { sort: [{ path: 'v', descending: 'yes' }] }],
  ['a cursor that is none', { after: 'hello' }],
  ['a cursor that is no text', { after: 1 }],
]

const orders: readonly (readonly [readonly Sort[], string])[] = [
  [[], '123456789abcdef'],
  [[{ path: 'v' }], '1def23456789abc'],
  [[{ path: 'v', descending: true }], 'cba98765432fed1'],
  [[{ path: 'w' }, { path: 'v', descending: true }], 'cba98765432fe1d'],
  [[{ path: 'w', descending: true }, { path: 'v' }], 'd1ef23456789abc'],
  [[{ path: 'unknown', descending: true }], 'fedcba987654321'],
]

const indexed = ['v', 'w', 'deep', 'deep.er', 'odd"\'\\name%_', '__proto__', 'constructor.name', 'f.0']

/** Conditions and orders, with an index for each field and without any. */
export const searching = ({ store }: Subject): void => {
  describe.each([
    ['with indexes', indexed.map((path) => ({ name: path, fields: [path] }))],
    ['without indexes', []],
  ])('a table %s', (_, indexes) => {
    beforeEach(async () => {
      await ok(store().prepare(tickets, indexes))
      await put(store(), few)
    })
    it('finds and counts what fits each condition', async () => {
      for (const [condition, keys] of conditions) {
        expect([condition, (await keysOf(store(), { where: [condition] })).join('')]).toEqual([condition, keys])
        expect([condition, await ok(store().count(tickets, [condition]))]).toEqual([condition, keys.length])
      }
    })
    it('finds what fits all conditions', async () => {
      const where = [
        { path: 'v', prefix: 'a' },
        { path: 'v', after: 'a' },
        { path: 'w', is: null },
      ]
      expect(await keysOf(store(), { where })).toEqual(['8', '9'])
      expect(await ok(store().count(tickets, where))).toBe(2)
    })
    it('sorts: null, numbers, texts by their UTF-8 bytes, ties by key', async () => {
      for (const [sort, keys] of orders) expect((await keysOf(store(), { sort })).join('')).toBe(keys)
    })
    it('lists as many as wanted, 100 if nothing is said', async () => {
      await put(store(), Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`n${n}`, {}])))
      expect(await keysOf(store(), {})).toHaveLength(100)
      expect(await keysOf(store(), { limit: 1 })).toEqual(['1'])
      expect(await keysOf(store(), { limit: 10_000 })).toHaveLength(115)
    })
  })
  it('a query that no store takes is refused with a sentence', async () => {
    for (const [what, query] of wrong) {
      const answer = await store().find(tickets, query)()
      const left = { type: 'BadQuery', message: expect.stringMatching(/^The .{20,}\.$/su) as unknown }
      expect([what, answer]).toEqual([what, E.left(left)])
    }
    await refusedAs('BadQuery', store().count(tickets, [{ path: '' }]))
  })
}
