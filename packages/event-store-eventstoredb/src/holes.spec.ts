import { EventStoreDBClient, jsonEvent, type StreamMetadata } from '@eventstore/db-client'
import { NO_STREAM, type EventStore } from '@deskledger/event-store'
import { event, failureOf, got, many, withBoth } from './ledger.spec.kit.ts'

/** A ledger of two streams, and an administrator with tools of his own. */
const withLedger = (test: (parts: { store: EventStore; client: EventStoreDBClient }) => Promise<unknown>) =>
  withBoth({}, async ({ double, store }) => {
    const client = EventStoreDBClient.connectionString(double.url)
    try {
      await got(store.append('a', NO_STREAM, many(5)))
      await got(store.append('b', NO_STREAM, many(3, 'b')))
      await test({ store, client })
    } finally {
      await client.dispose()
    }
  })

const isDamage = (what: RegExp) => ({ type: 'Damaged', message: expect.stringMatching(what) as string })
const verified = async (store: EventStore) => (await got(store.verify)).fault

describe('a stream that was deleted', () => {
  it('softly is named as a hole, and is not taken for one without events', () =>
    withLedger(async ({ store, client }) => {
      await client.deleteStream('a')
      expect(await failureOf(store.readStream('a'))).toMatchObject(isDamage(/Stream a was deleted.*hole.*\$tb/))
      expect(await verified(store)).toMatchObject({
        stream: 'a',
        revision: 0,
        what: expect.stringMatching(/deleted/) as string,
      })
      expect(await got(store.readStream('b'))).toHaveLength(3)
    }))
  it('softly, and written to as if it were new: the append says so, and verify too', () =>
    withLedger(async ({ store, client }) => {
      await client.deleteStream('a')
      expect(await failureOf(store.append('a', NO_STREAM, [event('new')]))).toMatchObject(isDamage(/was deleted/))
      expect(await verified(store)).toMatchObject({
        stream: 'a',
        what: expect.stringMatching(/begins with revision 5/) as string,
      })
    }))
  it('for ever is named as a tombstone by whoever reads, appends or verifies', () =>
    withLedger(async ({ store, client }) => {
      await client.tombstoneStream('a')
      for (const task of [
        store.readStream('a'),
        store.append('a', 4, [event('x')]),
        store.append('a', NO_STREAM, many(1)),
      ])
        expect(await failureOf(task)).toMatchObject(isDamage(/deleted for ever/))
      expect(await verified(store)).toMatchObject({ stream: 'a', what: expect.stringMatching(/tombstone/) as string })
    }))
  it('belongs to others where it is not of this ledger', () =>
    withLedger(async ({ store, client }) => {
      await client.appendToStream('orders', jsonEvent({ type: 'OrderPlaced', data: {} }))
      await client.deleteStream('orders')
      await client.tombstoneStream('never-there')
      expect(await verified(store)).toBeNull()
    }))
})

describe('a stream whose beginning was cut off', () => {
  const cuts: readonly (readonly [string, StreamMetadata, number])[] = [
    ['$maxCount', { maxCount: 2 }, 3],
    ['$tb', { truncateBefore: 4 }, 4],
  ]
  it.each(cuts)('by %s is named as a hole', (_, metadata, first) =>
    withLedger(async ({ store, client }) => {
      await client.setStreamMetadata('a', metadata)
      const damage = isDamage(new RegExp(`Stream a begins with revision ${first}.*hole`))
      expect(await failureOf(store.readStream('a'))).toMatchObject(damage)
      expect(await failureOf(store.readStream('a', { from: 1, limit: 1 }))).toMatchObject(damage)
      expect(await failureOf(store.readStream('a', { direction: 'backwards' }))).toMatchObject(damage)
      expect(await verified(store)).toMatchObject({ stream: 'a', revision: 0 })
    }),
  )
  it('shows what is left to whoever asks for no more', () =>
    withLedger(async ({ store, client }) => {
      await client.setStreamMetadata('a', { maxCount: 2 })
      const read = await got(store.readStream('a', { direction: 'backwards', limit: 2 }))
      expect(read.map(({ revision }) => revision)).toStrictEqual([4, 3])
    }))
  it('altogether is named as a hole', () =>
    withLedger(async ({ store, client }) => {
      await client.setStreamMetadata('a', { truncateBefore: 9 })
      expect(await failureOf(store.readStream('a'))).toMatchObject(isDamage(/none of its events/))
      expect(await verified(store)).toMatchObject({ stream: 'a', revision: 0 })
    }))
  it('is whole where the limit hides nothing, or was lifted', () =>
    withLedger(async ({ store, client }) => {
      await client.setStreamMetadata('a', { maxCount: 2 })
      await client.setStreamMetadata('a', { maxCount: 100 })
      expect(await got(store.readStream('a'))).toHaveLength(5)
      expect(await verified(store)).toBeNull()
    }))
})

describe('an event that somebody put into a stream', () => {
  const sealed = (eventId: string, hash: string) => ({
    deskledger: { format: 1, ledger: '', eventId, recordedAt: '2099-01-01T00:00:00.000Z', hash },
    metadata: {},
  })
  it.each([
    ['with a hash that is none', 'x', /its hash cannot be read/],
    ['with the hash of something else', 'f'.repeat(64), /its content gives the hash/],
  ])('%s is found', (_, hash, what) =>
    withLedger(async ({ store, client }) => {
      const data = { forged: true }
      await client.appendToStream('b', jsonEvent({ type: 'Noted', data, metadata: sealed(event('f').eventId, hash) }))
      const { fault, events } = await got(store.verify)
      expect(fault).toMatchObject({ stream: 'b', revision: 3, what: expect.stringMatching(what) as string })
      expect(events).toBeGreaterThanOrEqual(8)
    }),
  )
  it('that cannot be read ends a read of the log before it, and then fails with its place', () =>
    withLedger(async ({ store, client }) => {
      await client.appendToStream('b', jsonEvent({ type: 'Noted', data: {}, metadata: sealed('1', 'x') }))
      await got(store.append('c', NO_STREAM, many(2, 'c')))
      const first = await got(store.readAll({ after: '' }))
      expect(first).toMatchObject({ caughtUp: false })
      expect(first.events).toHaveLength(8)
      expect(await failureOf(store.readAll({ after: first.position }))).toMatchObject(isDamage(/Stream b, revision 3/))
    }))
})
