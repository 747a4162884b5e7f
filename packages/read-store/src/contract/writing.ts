import { at, ok, put, refusedAs, tickets, type Subject } from './asking.ts'

const held = (key: string, position: number, document: object | undefined) => ({
  key,
  position: at(position),
  document,
})

const guards = ({ store }: Subject) => {
  describe('a document that stands at a position', () => {
    beforeEach(() => put(store(), { a: { n: 1 } }, at(5)))

    it('is kept against an older write, and against one of the same position', async () => {
      for (const position of [4, 5]) {
        expect(await put(store(), { a: { n: 2 } }, at(position))).toBe(0)
        expect(await put(store(), { a: undefined }, at(position))).toBe(0)
      }
      expect(await ok(store().read(tickets, ['a']))).toEqual([held('a', 5, { n: 1 })])
    })
    it('gives way to a later one', async () => {
      expect(await put(store(), { a: { n: 2 } }, at(6))).toBe(1)
      expect(await ok(store().read(tickets, ['a']))).toEqual([held('a', 6, { n: 2 })])
    })
    it('is one of many in a list: only those that are behind are left out', async () => {
      const changes = [held('a', 5, { n: 9 }), held('b', 1, { n: 2 }), held('c', 1, undefined)]
      expect(await ok(store().write(tickets, changes))).toBe(2)
      expect(await ok(store().count(tickets))).toBe(2)
    })
    it('is not changed by who gave it or got it', async () => {
      const mine = { list: [1] }
      await put(store(), { b: mine })
      mine.list.push(2)
      const [got] = (await ok(store().find(tickets, { where: [{ path: 'n', is: null }] }))).found
      Object.assign(got?.document ?? {}, { list: [3] })
      expect(await ok(store().read(tickets, ['b']))).toEqual([held('b', 1, { list: [1] })])
    })
  })
}

const tombstones = ({ store }: Subject) => {
  describe('a removed document', () => {
    beforeEach(async () => {
      await put(store(), { a: { n: 1 }, b: { n: 1 } })
      await put(store(), { a: undefined, never: undefined }, at(5))
    })

    it('is in no list and no count', async () => {
      expect((await ok(store().find(tickets, {}))).found.map(({ key }) => key)).toEqual(['b'])
      expect(await ok(store().count(tickets))).toBe(1)
      expect(await ok(store().count(tickets, [{ path: 'n', is: null }]))).toBe(0)
    })
    it('leaves its position to be read, even where none stood before', async () => {
      const read = await ok(store().read(tickets, ['a', 'never', 'unknown']))
      expect([...read].sort((x, y) => (x.key < y.key ? -1 : 1))).toEqual([
        held('a', 5, undefined),
        held('never', 5, undefined),
      ])
    })
    it('is not brought back by a writer who is not further', async () => {
      for (const position of [4, 5]) expect(await put(store(), { a: { n: 2 }, never: { n: 2 } }, at(position))).toBe(0)
      expect(await ok(store().count(tickets))).toBe(1)
    })
    it('comes back, goes again and stays gone', async () => {
      expect(await put(store(), { a: { n: 2 } }, at(6))).toBe(1)
      expect(await ok(store().read(tickets, ['a']))).toEqual([held('a', 6, { n: 2 })])
      expect(await put(store(), { a: undefined }, at(5))).toBe(0)
      expect(await put(store(), { a: undefined }, at(7))).toBe(1)
      expect(await put(store(), { a: undefined }, at(7))).toBe(0)
      expect(await put(store(), { a: { n: 3 } }, at(6))).toBe(0)
      expect(await ok(store().read(tickets, ['a']))).toEqual([held('a', 7, undefined)])
    })
  })
}

const batches = ({ store }: Subject) => {
  describe('a batch of 5,000', () => {
    const keys = Array.from({ length: 5_000 }, (_, n) => `k${n}`)
    const batch = (position: number) => keys.map((key, n) => held(key, position, n % 10 === 0 ? undefined : { n }))

    it('is counted, read back whole, and nothing twice', async () => {
      expect(await ok(store().write(tickets, batch(1)))).toBe(5_000)
      expect(await ok(store().write(tickets, batch(1)))).toBe(0)
      const read = await ok(store().read(tickets, [...keys, 'k1', 'k1']))
      expect(new Map(read.map((one) => [one.key, one]))).toEqual(new Map(batch(1).map((one) => [one.key, one])))
      expect(read).toHaveLength(5_000)
      expect(await ok(store().count(tickets))).toBe(4_500)
    })
    it('may be asked for without waiting; the order is kept', async () => {
      const written = await Promise.all([3, 1, 2, 4].map((position) => ok(store().write(tickets, batch(position)))))
      expect(written).toEqual([5_000, 0, 0, 5_000])
    })
    it('may be empty', async () => {
      expect(await ok(store().write(tickets, []))).toBe(0)
      expect(await ok(store().read(tickets, []))).toEqual([])
    })
    it('that holds what no store takes is refused whole', async () => {
      const good = held('good', 1, { n: 1 })
      await refusedAs('BadQuery', store().write(tickets, [good, held('', 1, {})]))
      await refusedAs('BadQuery', store().write(tickets, [good, held('half \ud800', 1, {})]))
      await refusedAs('BadQuery', store().write(tickets, [good, held('zero \0', 1, {})]))
      await refusedAs('BadQuery', store().write(tickets, [good, held('n', 1, { n: 1n })]))
      await refusedAs('BadQuery', store().write(tickets, [good, held('list', 1, [1])]))
      expect(await ok(store().count(tickets))).toBe(0)
    })
  })
}

const lists = ({ store }: Subject) => {
  describe('lists for several tables', () => {
    const others = { name: 'others', generation: 'v1' }
    beforeEach(() => ok(store().prepare(others, [{ name: 'n', fields: ['n'] }])))

    it('are written together, each under its guards, and counted', async () => {
      await put(store(), { a: { n: 1 } }, at(5))
      const first = { table: others, changes: [held('a', 4, { n: 4 }), held('b', 4, { n: 5 })] }
      const second = { table: tickets, changes: [held('a', 4, { n: 4 }), held('b', 4, undefined)] }
      const third = { table: others, changes: [held('a', 6, { n: 6 })] }
      expect(await ok(store().writeInOrder([first, second, third]))).toBe(4)
      expect(await ok(store().read(others, ['a']))).toEqual([held('a', 6, { n: 6 })])
      expect(await ok(store().read(tickets, ['a']))).toEqual([held('a', 5, { n: 1 })])
      expect(await ok(store().count(others, [{ path: 'n', from: 5 }]))).toBe(2)
      expect(await ok(store().writeInOrder([]))).toBe(0)
    })
    it('end at a table that nobody prepared: nothing after it is written', async () => {
      const none = { name: 'none', generation: 'v1' }
      const changes = [held('a', 1, { n: 1 })]
      await refusedAs(
        'BadQuery',
        store().writeInOrder([
          { table: none, changes },
          { table: others, changes },
        ]),
      )
      expect(await ok(store().count(others))).toBe(0)
    })
  })
}

/** Writes and reads by key. */
export const writing = (subject: Subject): void => {
  guards(subject)
  tombstones(subject)
  batches(subject)
  lists(subject)
}
