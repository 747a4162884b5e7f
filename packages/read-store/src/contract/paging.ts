import type { Condition, Query, Scalar, Sort } from '../port.ts'
import { at, keysOfAll, ok, put, refusedAs, tickets, type Subject } from './asking.ts'
import { chance, type Chance } from './chance.ts'
import { expectedKeys } from './oracle.ts'

const scalars: readonly [Scalar, ...Scalar[]] = [
  null,
  0,
  1,
  2.5,
  true,
  '',
  'a',
  'a\0',
  'a\0b',
  'ab',
  'b',
  '\ufffd',
  '\u{10000}',
]
const paths: readonly [string, ...string[]] = ['p', 'q', 'r']
const indexes = [['p'], ['p', 'q'], ['q', 'p'], ['r', 'p', 'q'], ['r']].map((fields) => ({
  name: fields.join('-'),
  fields,
}))

const randomCondition = ({ oneOf, some }: Chance): Condition => {
  const path = oneOf(paths)
  return oneOf<() => Condition>([
    () => ({ path, is: oneOf(scalars) }),
    () => ({ path, in: some(4, () => oneOf(scalars)) }),
    () => ({ path, prefix: oneOf(['', 'a', '\ufffd']) }),
    () => ({ path, from: oneOf(scalars) }),
    () => ({ path, after: oneOf(scalars), upTo: oneOf(scalars) }),
    () => ({ path, before: oneOf(scalars) }),
  ])()
}

const randomSort = ({ oneOf }: Chance): Sort => ({ path: oneOf(paths), descending: oneOf([true, false]) })

const randomQuery = (random: Chance): Query => ({
  where: random.some(2, () => randomCondition(random)),
  sort: random.some(3, () => randomSort(random)),
  limit: 1 + random.below(12),
})

const randomDocument = ({ oneOf, below }: Chance): object =>
  Object.fromEntries(paths.flatMap((path) => (below(8) === 0 ? [] : [[path, oneOf(scalars)]])))

const randomDocuments = (random: Chance, count: number): Readonly<Record<string, object>> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, randomDocument(random)]))

const laws = ({ store }: Subject) => {
  it.each([1, 2, 3, 4])('are complete, in order and without repeats, whatever is asked (seed %d)', async (seed) => {
    const random = chance(seed)
    const documents = randomDocuments(random, 80)
    await ok(store().prepare(tickets, indexes))
    await put(store(), documents)
    for (let n = 0; n < 60; n++) {
      const query = randomQuery(random)
      const expected = expectedKeys(new Map(Object.entries(documents)), query)
      expect([query, await keysOfAll(store(), query)]).toEqual([query, expected])
      expect(await ok(store().count(tickets, query.where))).toBe(expected.length)
    }
  })
  it.each([5, 6])('give what stands still exactly once while others are written (seed %d)', async (seed) => {
    const random = chance(seed)
    const still = randomDocuments(random, 60)
    await ok(store().prepare(tickets, indexes))
    await put(store(), still)
    let position = 1
    for (let n = 0; n < 15; n++) {
      const query = randomQuery(random)
      const keys = await keysOfAll(store(), query, () => {
        const moving = random.some(10, (): readonly [string, object | undefined] => [
          `m${random.below(30)}`,
          random.below(3) === 0 ? undefined : randomDocument(random),
        ])
        return put(store(), Object.fromEntries(moving), at(++position))
      })
      expect(keys.filter((key) => key in still)).toEqual(expectedKeys(new Map(Object.entries(still)), query))
    }
  })
}

/** Pages one after the other. */
export const paging = (subject: Subject): void => {
  const { store } = subject
  describe('the pages of a query', () => {
    laws(subject)
    it('end with the last document, not after it', async () => {
      await put(store(), { a: {}, b: {}, c: {}, d: {} })
      const first = await ok(store().find(tickets, { limit: 2 }))
      const last = await ok(store().find(tickets, { limit: 2, after: first.next ?? '' }))
      expect([first.next === null, last.next]).toEqual([false, null])
      expect((await ok(store().find(tickets, { where: [{ path: 'x', is: 1 }] }))).next).toBeNull()
    })
    it('belong to it: the cursor of another query is refused', async () => {
      await put(store(), { a: { v: 1 }, b: { v: 2 }, c: { v: 3 } })
      const after = (await ok(store().find(tickets, { sort: [{ path: 'v' }], limit: 1 }))).next ?? ''
      expect((await ok(store().find(tickets, { sort: [{ path: 'v' }], limit: 9, after }))).found).toHaveLength(2)
      await refusedAs('BadQuery', store().find(tickets, { after }))
      await refusedAs('BadQuery', store().find(tickets, { sort: [{ path: 'v', descending: true }], after }))
      await refusedAs(
        'BadQuery',
        store().find(tickets, { sort: [{ path: 'v' }], where: [{ path: 'v', from: 1 }], after }),
      )
      await refusedAs('BadQuery', store().find(tickets, { sort: [{ path: 'v' }], after: after.slice(0, -4) }))
      const other = { name: 'others', generation: 'v1' }
      await ok(store().prepare(other, []))
      await refusedAs('BadQuery', store().find(other, { sort: [{ path: 'v' }], after }))
    })
    it('go on in the next generation of the table', async () => {
      const next = { name: tickets.name, generation: 'v2' }
      await ok(store().prepare(next, []))
      await put(store(), { a: {}, b: {} })
      await ok(store().write(next, [{ key: 'c', position: at(1), document: {} }]))
      const after = (await ok(store().find(tickets, { limit: 1 }))).next ?? ''
      expect((await ok(store().find(next, { limit: 1, after }))).found.map(({ key }) => key)).toEqual(['c'])
    })
  })
}
