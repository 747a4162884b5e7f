import { MongoClient, type AnyBulkWriteOperation, type Collection } from 'mongodb'
import * as E from 'fp-ts/lib/Either.js'
import { writeGuarded, type SendBulk } from './guarded.ts'
import { at, everyKind, right, serverForSpecs } from './servers.spec.kit.ts'
import type { Packed, Stored } from './stored.ts'

const packed = (key: string, n: number): Packed => {
  const position = at(n)
  return { key, position, replacement: { position, gone: false, by: {}, document: { n } } }
}

/** Upserts that found nothing, and insert: another may have been faster since they looked. */
const inserts = (changes: readonly Packed[]): AnyBulkWriteOperation<Stored>[] =>
  changes.map(({ key, replacement }) => ({ insertOne: { document: { _id: key, ...replacement } } }))

describe.each(everyKind)('guarded writes, on %s', (kind) => {
  const { running, open } = serverForSpecs({ kind })
  let client: MongoClient
  let rows: Collection<Stored>
  beforeEach(() => {
    client = new MongoClient(running().url)
    rows = client.db(running().newDatabase()).collection<Stored>('rows')
  })
  afterEach(() => client.close())

  const standing = async () =>
    (await rows.find().sort({ _id: 1 }).toArray()).map(({ _id, position }) => [_id, position])

  it('of which the inserts collide: the loser that is newer replaces, the one that is older is behind', async () => {
    await rows.insertMany(['a', 'b', 'c'].map((_id) => ({ _id, position: at(5), gone: false, document: {} })))
    const changes = [packed('a', 4), packed('b', 5), packed('c', 6), packed('d', 1)]
    const sent: number[] = []
    const sendBulk: SendBulk = (operations) => {
      sent.push(operations.length)
      return rows.bulkWrite(sent.length === 1 ? inserts(changes) : operations, { ordered: false })
    }
    await writeGuarded(sendBulk, changes)
    expect(sent).toEqual([4, 3])
    expect(await standing()).toEqual([
      ['a', at(5)],
      ['b', at(5)],
      ['c', at(6)],
      ['d', at(1)],
    ])
  })
  it('are sent in bulks of a thousand, and an empty list not at all', async () => {
    const sent: number[] = []
    const sendBulk: SendBulk = (operations) => {
      sent.push(operations.length)
      return rows.bulkWrite(operations, { ordered: false })
    }
    expect(await writeGuarded(sendBulk, [])).toBe(0)
    const changes = Array.from({ length: 2_300 }, (_, n) => packed(`k${n}`, 1))
    expect(await writeGuarded(sendBulk, changes)).toBe(2_300)
    expect(sent).toEqual([1_000, 1_000, 300])
  })
  it('that collide in another index than that of the key are a failure, not writers who are behind', async () => {
    const table = { name: 'queue', generation: 'v1' }
    const store = await open()
    right(await store.prepare(table, [])())
    const theirs = client.db(store.database).collection('deskledger.queue.v1')
    await theirs.createIndexes([{ key: { 'document.n': 1 }, unique: true, name: 'made by hand' }])
    const change = (key: string, n: number) => [{ key, position: at(n), document: { n: 1 } }]
    right(await store.write(table, change('a', 1))())
    const answer = await store.write(table, change('b', 1))()
    expect(answer).toMatchObject(E.left({ type: 'ViewsUnavailable' }))
    await store.close()
  })
})
