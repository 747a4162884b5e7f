import { at, keysOf, ok, put, refusedAs, tickets, type Subject } from './asking.ts'

const next = { name: 'tickets', generation: 'v2' }
const byValue = { name: 'by-value', fields: ['v'] }
const one = (key: string, document: object) => [{ key, position: at(1), document }]

const preparing = ({ store }: Subject) => {
  describe('a table with documents', () => {
    it('is prepared twice without a change', async () => {
      await put(store(), { a: { v: 1 } })
      await ok(store().prepare(tickets, [byValue]))
      await ok(store().prepare(tickets, [byValue]))
      expect(await keysOf(store(), { where: [{ path: 'v', is: 1 }] })).toEqual(['a'])
      expect(await ok(store().tables)).toEqual([tickets])
    })
    it('is given an index later, which holds what was there and what comes', async () => {
      await put(store(), { a: { v: 0.1 + 0.2 }, b: { v: 'b' }, c: {}, gone: {} })
      await put(store(), { gone: undefined }, at(2))
      await ok(store().prepare(tickets, [byValue, { name: 'two', fields: ['v', 'deep.er'] }]))
      await put(store(), { d: { v: 1, deep: { er: 2 } } })
      const sort = [{ path: 'v' }, { path: 'deep.er' }]
      expect(await keysOf(store(), { sort })).toEqual(['c', 'a', 'd', 'b'])
      expect(await keysOf(store(), { where: [{ path: 'v', is: 0.1 + 0.2 }] })).toEqual(['a'])
      expect(await keysOf(store(), { where: [{ path: 'v', is: null }] })).toEqual(['c'])
      expect(await ok(store().read(tickets, ['a']))).toHaveLength(1)
    })
    it('is given an index while it is written', async () => {
      const writes = Array.from({ length: 10 }, (_, n) => ok(store().write(tickets, one(`k${n}`, { v: n }))))
      const more = { name: 'more', fields: ['w', 'v'] }
      await Promise.all([
        ...writes,
        ok(store().prepare(tickets, [byValue, more])),
        put(store(), { z: { v: 99, w: 1 } }),
      ])
      expect(await ok(store().count(tickets, [{ path: 'v', from: 0 }]))).toBe(11)
      expect(await keysOf(store(), { where: [{ path: 'w', is: 1 }], sort: [{ path: 'v' }] })).toEqual(['z'])
    })
  })
}

const generations = ({ store }: Subject) => {
  describe('two generations of a table', () => {
    beforeEach(() => ok(store().prepare(next, [byValue])))

    it('stand side by side', async () => {
      await ok(store().write(tickets, one('a', { v: 1 })))
      await ok(store().write(next, one('a', { v: 2 })))
      await ok(store().write(next, one('b', { v: 3 })))
      expect(await ok(store().read(tickets, ['a', 'b']))).toEqual(one('a', { v: 1 }))
      expect(await ok(store().count(next))).toBe(2)
      expect(new Set(await ok(store().tables))).toEqual(new Set([tickets, next]))
    })
    it('are dropped one by one, twice without harm', async () => {
      await ok(store().write(next, one('b', { v: 3 })))
      expect(await ok(store().read(next, ['b']))).toHaveLength(1)
      await ok(store().drop(next))
      await ok(store().drop(next))
      expect(await ok(store().tables)).toEqual([tickets])
      expect(await ok(store().count(tickets))).toBe(0)
      await refusedAs('BadQuery', store().read(next, ['b']))
      await ok(store().prepare(next, []))
      expect(await ok(store().read(next, ['b']))).toEqual([])
    })
  })
  describe('a table that nobody prepared', () => {
    const none = { name: 'none', generation: 'v1' }
    it('is neither read nor written', async () => {
      await refusedAs('BadQuery', store().write(none, one('a', {})))
      await refusedAs('BadQuery', store().read(none, ['a']))
      await refusedAs('BadQuery', store().find(none, {}))
      await refusedAs('BadQuery', store().count(none))
    })
    it('is not made without a name', async () => {
      await refusedAs('BadQuery', store().prepare({ name: '', generation: 'v1' }, []))
      await refusedAs('BadQuery', store().prepare({ name: 'x', generation: '' }, []))
    })
  })
}

const names = ({ store }: Subject) => {
  describe('the name that readers follow', () => {
    const to = (generation: string) => ({ model: 'queue', generation })

    it('is nowhere at first, and moves only from where it is expected', async () => {
      expect(await ok(store().live('queue'))).toBeUndefined()
      expect(await ok(store().switchLive(to('v1'), 'v0'))).toBe(false)
      expect(await ok(store().live('queue'))).toBeUndefined()
      expect(await ok(store().switchLive(to('v1'), undefined))).toBe(true)
      expect(await ok(store().switchLive(to('v2'), undefined))).toBe(false)
      expect(await ok(store().switchLive(to('v2'), 'v1'))).toBe(true)
      expect(await ok(store().live('queue'))).toBe('v2')
      expect(await ok(store().live('other'))).toBeUndefined()
    })
    it('is won by one of many who move it at once', async () => {
      const moves = ['a', 'b', 'c', 'd'].map((generation) => ok(store().switchLive(to(generation), undefined)))
      expect((await Promise.all(moves)).filter(Boolean)).toHaveLength(1)
    })
  })
}

/** Tables, generations, and which of them readers see. */
export const tables = (subject: Subject): void => {
  preparing(subject)
  generations(subject)
  names(subject)
}
