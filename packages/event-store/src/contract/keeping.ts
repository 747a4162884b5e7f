import { GENESIS, hashOf } from '@deskledger/kernel'
import { NO_STREAM, type EventStore } from '../port.ts'
import { event, eventsOf, failure, got, many, readToEnd } from './samples.ts'
import type { WithStore } from './opened-store.ts'

const writeSome = async (store: EventStore) => {
  await got(store.append('a', NO_STREAM, many(3)))
  await got(store.append('b', NO_STREAM, many(2, 'other')))
  await got(store.append('a', 2, [event('last', { text: 'größer 👩‍🚒' })]))
}

/** What is kept, what is proved, and what is over when the store is closed. */
export const keeping = (withStore: WithStore): void => {
  it('chains the events of each stream by their hashes', () =>
    withStore(async ({ store }) => {
      await writeSome(store)
      for (const stream of ['a', 'b']) {
        let before = GENESIS
        for (const stored of await got(store.readStream(stream))) {
          expect(stored.hash).toBe(hashOf(before, stored))
          before = stored.hash
        }
      }
    }))
  it('finds nothing wrong with what nobody touched', () =>
    withStore(async ({ store }) => {
      expect(await got(store.verify)).toMatchObject({ streams: 0, events: 0, fault: null })
      await writeSome(store)
      expect(await got(store.verify)).toMatchObject({ streams: 2, events: 6, fault: null })
    }))
  it('records at times that never go back', () =>
    withStore(async ({ store }) => {
      for (let i = 0; i < 20; i++) await got(store.append('a', i - 1, [event(`event-${i}`)]))
      const times = eventsOf(await readToEnd(store)).map(({ recordedAt }) => recordedAt)
      expect([...times].sort()).toStrictEqual(times)
      for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    }))
  it('has everything again after it was closed and opened', () =>
    withStore(async ({ store, reopen }) => {
      if (reopen === undefined) return
      await writeSome(store)
      const before = await readToEnd(store)
      await store.close()
      const again = await reopen()
      expect(await readToEnd(again)).toStrictEqual(before)
      expect(await got(again.append('a', 2, [event('last')]))).toMatchObject({ revision: 3, repeated: true })
      expect(await got(again.append('a', 3, [event('new')]))).toMatchObject({ revision: 4, repeated: false })
      expect(await got(again.verify)).toMatchObject({ fault: null })
    }))
  it('answers what was asked before it was closed, and says that it is closed afterwards', () =>
    withStore(async ({ store }) => {
      const asked = Array.from({ length: 10 }, (_, i) => got(store.append(`s-${i}`, NO_STREAM, [event(`event-${i}`)])))
      await store.close()
      expect((await Promise.all(asked)).map(({ revision }) => revision)).toStrictEqual(asked.map(() => 0))
      for (const task of [
        store.append('a', NO_STREAM, many(1)),
        store.readStream('a'),
        store.readAll({ after: '' }),
        store.head,
        store.verify,
      ])
        await failure(task, 'Closed')
      await store.close()
    }))
}
