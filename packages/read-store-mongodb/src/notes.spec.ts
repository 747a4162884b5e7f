import { MongoClient, MongoServerError, type Document } from 'mongodb'
import { openMongoDbReadStore } from './index.ts'
import { right, at, serverForSpecs } from './servers.spec.kit.ts'
import { shardingOf } from './sharding.ts'
import type { Deployment, ShardKey, Site } from './site.ts'

const { running, open } = serverForSpecs({ kind: 'secantusdb' })
const table = { name: 'queue', generation: 'v1' }

describe('indexes', () => {
  it('that no read model declares any more are named once, and stay', async () => {
    const told: string[] = []
    const store = await open({ onTrouble: (sentence) => told.push(sentence) })
    right(
      await store.prepare(table, [
        { name: 'a', fields: ['a'] },
        { name: 'b', fields: ['b', 'a'] },
      ])(),
    )
    expect(store.notes()).toEqual([])
    for (let n = 0; n < 2; n++) right(await store.prepare(table, [{ name: 'b', fields: ['b', 'a'] }])())
    const note: unknown = expect.stringMatching(
      /^The index 'by a' of .*\.deskledger\.queue\.v1 \(table 'queue', generation 'v1'\) .*\.$/,
    )
    expect(store.notes()).toEqual([note])
    expect(told).toEqual([note])
    const client = new MongoClient(running().url)
    const names = (await client.db(store.database).collection('deskledger.queue.v1').listIndexes().toArray()).map(
      ({ name }) => String(name),
    )
    expect(names.sort()).toEqual(['_id_', 'by a', 'by b, a', 'by key'])
    await client.close()
    await store.close()
  })
  it('that somebody dropped are noticed: lists go on without, and preparing makes them again', async () => {
    const store = await open()
    right(await store.prepare(table, [{ name: 'a', fields: ['a'] }])())
    right(
      await store.write(
        table,
        [1, 2, 3].map((a) => ({ key: `k${a}`, position: at(1), document: { a } })),
      )(),
    )
    const client = new MongoClient(running().url)
    const rows = client.db(store.database).collection('deskledger.queue.v1')
    await rows.dropIndex('by a')
    const query = { sort: [{ path: 'a', descending: true }] }
    const keys = async () => right(await store.find(table, query)()).found.map(({ key }) => key)
    expect([await keys(), await keys()]).toEqual([
      ['k3', 'k2', 'k1'],
      ['k3', 'k2', 'k1'],
    ])
    expect(store.notes()).toEqual([expect.stringMatching(/'by a'.*not there any more.*\.$/)])
    right(await store.prepare(table, [{ name: 'a', fields: ['a'] }])())
    expect((await rows.listIndexes().toArray()).map(({ name }) => String(name))).toContain('by a')
    await client.close()
    await store.close()
  })
})

describe('several ledgers', () => {
  it('have databases of their own, named after them', async () => {
    const database = running().newDatabase()
    const [one, two] = [await open({ database, ledger: 'north' }), await open({ database, ledger: 'south' })]
    expect([one.database, two.database]).toEqual([`${database}-north`, `${database}-south`])
    right(await one.prepare(table, [])())
    expect([right(await one.tables()), right(await two.tables())]).toEqual([[table], []])
    await one.close()
    await two.close()
  })
  it('stand in the database of the URL, where nothing else is said', async () => {
    const { url } = running()
    const name = running().newDatabase()
    const store = right(await openMongoDbReadStore(url.replace('/?', `/${name}?`))())
    expect([store.database, store.deployment]).toEqual([name, 'replica set'])
    await store.close()
    const other = right(await openMongoDbReadStore(url)())
    expect(other.database).toBe('deskledger')
    await other.close()
  })
})

describe('a sharded cluster', () => {
  /** What is sent, where the servers answer like this. */
  const sentTo = async (deployment: Deployment, shardKey: ShardKey, answer: () => Promise<unknown>) => {
    const client = new MongoClient(running().url)
    const sent: Document[] = []
    const notes: string[] = []
    const site: Site = {
      client: () => client,
      unhurried: (ask) => ask(client),
      database: 'views',
      where: 'a cluster',
      patience: 5_000,
      deployment,
      note: (sentence) => notes.push(sentence),
    }
    const sharding = shardingOf(site, (command) => {
      sent.push(command)
      return answer()
    })
    await sharding.spread('deskledger.queue.v1', shardKey)
    await client.close()
    return { sent, notes, indexes: sharding.indexes(shardKey).map(({ key }) => key) }
  }
  const done = () => Promise.resolve({ ok: 1 })
  const command = (key: object) => [{ shardCollection: 'views.deskledger.queue.v1', key }]

  it('is told to spread a table by its key, as the read model says', async () => {
    expect(await sentTo('sharded cluster', 'hashed', done)).toEqual({
      sent: command({ _id: 'hashed' }),
      indexes: [{ _id: 'hashed' }],
      notes: [],
    })
    expect(await sentTo('sharded cluster', 'ranged', done)).toEqual({
      sent: command({ _id: 1 }),
      indexes: [],
      notes: [],
    })
  })
  it('is told nothing of a table that is to stay on one shard, and no other deployment is', async () => {
    const nothing = { sent: [], indexes: [], notes: [] }
    expect(await sentTo('sharded cluster', 'none', done)).toEqual(nothing)
    expect(await sentTo('replica set', 'hashed', done)).toEqual(nothing)
    expect(await sentTo('single server', 'ranged', done)).toEqual(nothing)
  })
  it('that does not let this user shard keeps the table on one shard, and a person is told', async () => {
    const refused = () => Promise.reject(new MongoServerError({ ok: 0, code: 13, errmsg: 'not authorized' }))
    const { notes } = await sentTo('sharded cluster', 'hashed', refused)
    expect(notes).toEqual([
      expect.stringMatching(/^The collection views\.deskledger\.queue\.v1 stays on one shard.*clusterManager\.$/),
    ])
  })
  it('that refuses for another reason is not used as if it were sharded', async () => {
    const refused = () => Promise.reject(new MongoServerError({ ok: 0, code: 20, errmsg: 'sharded by another key' }))
    await expect(sentTo('sharded cluster', 'hashed', refused)).rejects.toThrow('sharded by another key')
  })
})
