import { MongoClient } from 'mongodb'
import { chance } from './chance.spec.kit.ts'
import type { MongoDbReadStore } from './index.ts'
import { collectionOf } from './names.ts'
import { at, everyKind, right, serverForSpecs } from './servers.spec.kit.ts'
import { openMongoDbReadStore } from './index.ts'

const table = { name: 'queue', generation: 'v1' }
const keys = Array.from({ length: 60 }, (_, n) => `k${n}`)

describe.each(everyKind)('two stores on one database, on %s', (kind) => {
  const { running, open } = serverForSpecs({ kind })
  let one: MongoDbReadStore
  let other: MongoDbReadStore

  beforeEach(async () => {
    one = await open()
    other = right(await openMongoDbReadStore(running().url, { database: one.database, patience: 60_000 })())
    right(await one.prepare(table, [{ name: 'n', fields: ['n'] }])())
    right(await other.prepare(table, [{ name: 'n', fields: ['n'] }])())
  })
  afterEach(async () => {
    await one.close()
    await other.close()
  })

  it('make a database at once: it is a read store for both', async () => {
    for (let round = 0; round < 10; round++) {
      const options = { database: running().newDatabase(), patience: 60_000 }
      const opened = await Promise.all(Array.from({ length: 6 }, () => openMongoDbReadStore(running().url, options)()))
      for (const store of opened.map(right)) await store.close()
    }
  })
  it.each([1, 2, 3])(
    'write at once, new keys and old, further and behind, and again: the furthest stands (seed %d)',
    async (seed) => {
      const random = chance(seed)
      const furthest = new Map<string, { readonly position: string; readonly document: object | undefined }>()
      const batch = () =>
        keys
          .filter(() => random.below(2) === 0)
          .map((key) => {
            const n = random.below(40)
            // what is written at a position is the same whoever writes it
            return { key, position: at(n), document: n % 5 === 0 ? undefined : { n, of: key } }
          })
      for (let round = 0; round < 8; round++) {
        const batches = [batch(), batch(), batch(), batch()]
        await Promise.all(
          batches.flatMap((changes, index) => {
            const [mine, theirs] = index % 2 === 0 ? [one, other] : [other, one]
            return [mine.write(table, changes)(), theirs.write(table, changes)()].map(async (answer) =>
              right(await answer),
            )
          }),
        )
        for (const { key, position, document } of batches.flat())
          if (position > (furthest.get(key)?.position ?? '')) furthest.set(key, { position, document })
      }
      const held = right(await one.read(table, keys)())
      expect(new Map(held.map(({ key, ...rest }) => [key, rest]))).toEqual(furthest)
      const live = Array.from(furthest.values()).filter(({ document }) => document !== undefined)
      expect(right(await other.count(table)())).toBe(live.length)
      expect(right(await other.count(table, [{ path: 'n', from: 0 }])())).toBe(live.length)
    },
  )
  it('count each write once between them', async () => {
    for (let n = 1; n <= 10; n++) {
      const changes = keys.map((key) => ({ key, position: at(n), document: { n } }))
      const written = await Promise.all([one, other].map(async (store) => right(await store.write(table, changes)())))
      expect(written.reduce((sum, count) => sum + count, 0)).toBe(keys.length)
    }
  })
  it('race to move a name: each generation is reached once', async () => {
    const move = (store: MongoDbReadStore, n: number) =>
      store.switchLive({ model: 'm', generation: String(n) }, n === 1 ? undefined : String(n - 1))()
    let won = 0
    for (let n = 1; n <= 30; n++) {
      const moved = await Promise.all([move(one, n), move(other, n), move(one, n)])
      won += moved.map(right).filter(Boolean).length
    }
    expect(won).toBe(30)
    expect(right(await one.live('m')())).toBe('30')
  })
  it('hear of the indexes that the other adds, while writing', async () => {
    let adding = Promise.resolve()
    for (let n = 1; n <= 20; n++) {
      if (n === 5)
        adding = other
          .prepare(table, [{ name: 'late', fields: ['late', 'n'] }])()
          .then((answer) => {
            right(answer)
          })
      const changes = keys.map((_, i) => ({ key: `b${n}-${i}`, position: at(1), document: { n, late: i % 3 } }))
      right(await one.write(table, changes)())
    }
    await adding
    const query = { where: [{ path: 'late', is: 1 }], sort: [{ path: 'n' }], limit: 1_000 }
    for (const store of [one, other]) {
      const found = right(await store.find(table, query)()).found
      expect(found).toHaveLength(20 * 20)
      expect(right(await store.count(table, query.where)())).toBe(20 * 20)
    }
  })
  it('fill what a writer left out that was ended before it looked again', async () => {
    right(await other.prepare(table, [{ name: 'late', fields: ['late'] }])())
    // as that writer would have left it
    const client = new MongoClient(running().url)
    const rows = client.db(one.database).collection<{ _id: string }>(collectionOf(table, 1))
    await rows.insertOne({
      _id: 'left',
      ...{ position: at(1), gone: false, by: { n: 1 }, document: { n: 1, late: 7 } },
    })
    await client.close()
    right(await one.prepare(table, [{ name: 'late', fields: ['late'] }])())
    expect(right(await one.find(table, { where: [{ path: 'late', is: 7 }] })()).found).toHaveLength(1)
  })
  it('notice that the other dropped a table, and what it made anew is another', async () => {
    const change = (n: number) => [{ key: 'a', position: at(n), document: { n } }]
    right(await one.write(table, change(1))())
    right(await other.drop(table)())
    const none = { _tag: 'Left', left: { type: 'BadQuery' } }
    expect(await one.read(table, ['a'])()).toMatchObject(none)
    expect(await one.write(table, change(2))()).toMatchObject(none)
    expect(await one.find(table, {})()).toMatchObject(none)
    right(await other.prepare(table, [])())
    expect(right(await one.count(table)())).toBe(0)
    expect(right(await one.write(table, change(1))())).toBe(1)
    expect(right(await other.read(table, ['a'])())).toHaveLength(1)
    // what was written to the dropped one is gone with its collection
    const client = new MongoClient(running().url)
    const names = (await client.db(one.database).listCollections().toArray()).map(({ name }) => name)
    expect(names.filter((name) => name.startsWith('deskledger.')).sort()).toEqual([collectionOf(table, 2)])
    await client.close()
  })
})
