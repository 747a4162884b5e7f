import { at, keysOf, ok, put, refusedAs, tickets, type Subject } from './asking.ts'

const keys = [
  "'",
  '"; DROP TABLE x',
  '%',
  '_',
  '\\',
  ' ',
  'ä',
  '𝒳',
  'a\nb',
  '$set',
  'a.b',
  '__proto__',
  'k'.repeat(500),
]

const documents: Readonly<Record<string, object>> = {
  empty: {},
  nested: { a: { b: [{ c: [[], [1, null]] }] }, z: 1, b: 2, '': 'no name' },
  texts: { a: 'ünï\u{1f600}\u0000"\\\n', 'ключ ': "it's", $where: 1, 'a.b': { 'c.d': 1 } },
  proto: JSON.parse('{"__proto__":{"x":1},"constructor":1,"toString":null}') as object,
  numbers: { a: 0.1 + 0.2, b: 1e21, c: 5e-324, d: Number.MAX_SAFE_INTEGER, e: -1.5, f: 1.7976931348623157e308 },
  half: { a: 'half \ud800 a pair' },
  large: { text: 'ö"x'.repeat(250_000) },
}

/** Keys, names and documents that nobody would choose. */
export const oddities = ({ store }: Subject): void => {
  describe('unusual things', () => {
    it('as keys', async () => {
      for (const key of keys) {
        await ok(store().write(tickets, [{ key, position: at(1), document: { key } }]))
        expect(await ok(store().read(tickets, [key]))).toEqual([{ key, position: at(1), document: { key } }])
        expect(await keysOf(store(), { where: [{ path: 'key', is: key }] })).toEqual([key])
      }
    })
    it('keys are told apart: case, composition, spaces, text and number', async () => {
      const alike = ['a', 'A', 'a ', ' a', 'e\u0301', '\u00e9', '1', '1.0', '01']
      await put(store(), Object.fromEntries(alike.map((key) => [key, {}])))
      expect(new Set(await keysOf(store(), {}))).toEqual(new Set(alike))
    })
    it('as names of tables, indexes and models', async () => {
      for (const name of keys) {
        const table = { name, generation: name }
        const indexes = [['x', 'y'], ['y'], [name.replaceAll('.', '')]].map((fields) => ({ name, fields }))
        await ok(store().prepare(table, indexes))
        await ok(store().write(table, [{ key: 'k', position: at(1), document: { x: 1 } }]))
        expect(await ok(store().count(table, [{ path: 'x', is: 1 }]))).toBe(1)
        expect(await ok(store().tables)).toContainEqual(table)
        expect(await ok(store().switchLive({ model: name, generation: name }, undefined))).toBe(true)
        expect(await ok(store().live(name))).toBe(name)
        await ok(store().drop(table))
        expect(await ok(store().tables)).toEqual([tickets])
      }
    })
    it('as documents', async () => {
      for (const [key, document] of Object.entries(documents)) {
        await put(store(), { [key]: document })
        const [held] = await ok(store().read(tickets, [key]))
        const [found] = (await ok(store().find(tickets, {}))).found
        for (const got of [held, found]) expect(JSON.stringify(got?.document)).toBe(JSON.stringify(document))
        await put(store(), { [key]: undefined }, at(2))
      }
    })
  })
}

/** The end of a store. */
export const closing = ({ store }: Subject): void => {
  describe('a closed store', () => {
    it('answers nothing more, and closes again', async () => {
      const late = store().write(tickets, [{ key: 'late', position: at(1), document: {} }])
      const asked = ok(store().write(tickets, [{ key: 'asked', position: at(1), document: {} }]))
      await store().close()
      expect(await asked).toBe(1)
      await store().close()
      await refusedAs('ViewsClosed', late)
      await refusedAs('ViewsClosed', store().prepare(tickets, []))
      await refusedAs('ViewsClosed', store().read(tickets, ['a']))
      await refusedAs('ViewsClosed', store().find(tickets, {}))
      await refusedAs('ViewsClosed', store().count(tickets))
      await refusedAs('ViewsClosed', store().live('queue'))
      await refusedAs('ViewsClosed', store().switchLive({ model: 'queue', generation: 'v1' }, undefined))
      await refusedAs('ViewsClosed', store().tables)
      await refusedAs('ViewsClosed', store().drop(tickets))
    })
  })
}
