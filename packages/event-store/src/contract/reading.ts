import type { Instant } from '@deskledger/kernel'
import { NO_STREAM, type EventStore, type StreamQuery } from '../port.ts'
import { event, eventsOf, got, idsOf, many, placesOf, readToEnd } from './samples.ts'
import type { WithStore } from './opened-store.ts'

const threeStreams = async (store: EventStore) => {
  await got(store.append('incident-1', NO_STREAM, [event('a', 1, 'Raised'), event('b', 2, 'Assigned')]))
  await got(store.append('change-1', NO_STREAM, [event('c', 3, 'Raised')]))
  await got(store.append('incident-2', NO_STREAM, [event('d', 4, 'Raised')]))
  await got(store.append('incident-1', 1, [event('e', 5, 'Resolved')]))
}

/** Reading one stream and the log. */
export const reading = (withStore: WithStore): void => {
  it('gives back what was appended', () =>
    withStore(async ({ store }) => {
      const sent = event('x', { text: 'mail is down', list: [1, null, true], deep: { a: {} } })
      const appended = await got(store.append('a', NO_STREAM, [sent]))
      const [stored] = await got(store.readStream('a'))
      const { position, recordedAt } = appended
      expect(stored).toStrictEqual({ ...sent, stream: 'a', revision: 0, position, recordedAt, hash: stored?.hash })
      expect(eventsOf(await readToEnd(store))).toStrictEqual([stored])
    }))
  it('has no events of a stream nobody wrote to', () =>
    withStore(async ({ store }) => {
      expect(await got(store.readStream('nobody'))).toStrictEqual([])
      expect(await readToEnd(store)).toStrictEqual([{ events: [], position: '', caughtUp: true }])
      expect(await got(store.head)).toBe('')
    }))
  it.each<readonly [StreamQuery, readonly number[]]>([
    [{}, [0, 1, 2, 3, 4]],
    [{ from: 2 }, [2, 3, 4]],
    [{ from: 1, limit: 2 }, [1, 2]],
    [{ from: 9 }, []],
    [{ limit: 9 }, [0, 1, 2, 3, 4]],
    [{ direction: 'backwards' }, [4, 3, 2, 1, 0]],
    [{ direction: 'backwards', from: 2 }, [2, 1, 0]],
    [{ direction: 'backwards', from: 9, limit: 1 }, [4]],
    [{ direction: 'backwards', limit: 2 }, [4, 3]],
  ])('reads a stream by %j', (query, revisions) =>
    withStore(async ({ store }) => {
      await got(store.append('a', NO_STREAM, many(5)))
      expect((await got(store.readStream('a', query))).map(({ revision }) => revision)).toStrictEqual(revisions)
    }),
  )
  it('reads what was recorded up to an instant, from either end', () =>
    withStore(async ({ store }) => {
      const times = [1, 2, 2, 3].map((n) => `2019-01-0${n}T00:00:00.000Z` as Instant)
      await got(store.append('a', NO_STREAM, many(4), { recordedAt: times }))
      const upTo = (day: number, direction: 'forwards' | 'backwards') =>
        got(store.readStream('a', { recordedUpTo: `2019-01-0${day}T00:00:00.000Z` as Instant, direction, limit: 3 }))
      expect(placesOf(await upTo(2, 'forwards'))).toStrictEqual(['a@0', 'a@1', 'a@2'])
      expect(placesOf(await upTo(2, 'backwards'))).toStrictEqual(['a@2', 'a@1', 'a@0'])
      expect(placesOf(await upTo(1, 'backwards'))).toStrictEqual(['a@0'])
    }))
  it('reads all streams in the order they were written', () =>
    withStore(async ({ store }) => {
      await threeStreams(store)
      const events = eventsOf(await readToEnd(store))
      expect(placesOf(events)).toStrictEqual([
        'incident-1@0',
        'incident-1@1',
        'change-1@0',
        'incident-2@0',
        'incident-1@2',
      ])
      const positions = events.map(({ position }) => position)
      expect([...positions].sort()).toStrictEqual(positions)
      expect(new Set(positions).size).toBe(5)
      expect(positions.at(-1)).toBe(await got(store.head))
    }))
  it.each([1, 2, 3, 100])('reads the log in steps of %i without loss or doubling', (limit) =>
    withStore(async ({ store }) => {
      await threeStreams(store)
      const batches = await readToEnd(store, { limit })
      expect(batches.every(({ events }) => events.length <= limit)).toBe(true)
      expect(idsOf(eventsOf(batches))).toStrictEqual(idsOf(['a', 'b', 'c', 'd', 'e'].map((name) => event(name))))
    }),
  )
  it('goes on after the position of any event', () =>
    withStore(async ({ store }) => {
      await threeStreams(store)
      const events = eventsOf(await readToEnd(store))
      for (const [index, { position }] of events.entries()) {
        expect(eventsOf(await readToEnd(store, { after: position }))).toStrictEqual(events.slice(index + 1))
      }
    }))
  it.each([
    [{ types: ['Raised'] }, ['incident-1@0', 'change-1@0', 'incident-2@0']],
    [{ streams: ['incident-'] }, ['incident-1@0', 'incident-1@1', 'incident-2@0', 'incident-1@2']],
    [
      { types: ['Raised', 'Resolved'], streams: ['change-', 'incident-1'] },
      ['incident-1@0', 'change-1@0', 'incident-1@2'],
    ],
    [{ types: ['Unheard'] }, []],
    [{ types: [], streams: [] }, ['incident-1@0', 'incident-1@1', 'change-1@0', 'incident-2@0', 'incident-1@2']],
  ])('lets through %j, and its position passes over the rest', (filter, places) =>
    withStore(async ({ store }) => {
      await threeStreams(store)
      for (const limit of [1, 1000]) {
        const batches = await readToEnd(store, { ...filter, limit })
        expect(placesOf(eventsOf(batches))).toStrictEqual(places)
        expect((batches.at(-1)?.position ?? '') >= (await got(store.head))).toBe(true)
      }
    }),
  )
  it('is caught up only when nothing more stands in the log', () =>
    withStore(async ({ store }) => {
      await threeStreams(store)
      const first = await got(store.readAll({ after: '', limit: 2 }))
      expect(first).toMatchObject({ caughtUp: false, position: first.events[1]?.position })
      const end = await got(store.head)
      const rest = await got(store.readAll({ after: end }))
      expect(rest).toMatchObject({ events: [], caughtUp: true })
      expect(rest.position >= end).toBe(true)
    }))
}
