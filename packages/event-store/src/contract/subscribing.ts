import * as E from 'fp-ts/lib/Either.js'
import { START } from '@deskledger/kernel'
import { NO_STREAM, type Batch, type EventStore } from '../port.ts'
import { event, eventsOf, followUntil, got, idsOf, many, placesOf } from './samples.ts'
import type { WithStore } from './opened-store.ts'

const write = async (store: EventStore, from: number, to: number) => {
  for (let i = from; i < to; i++) await got(store.append('a', i - 1, [event(`event-${i}`)]))
}
const hasSeen = (count: number) => (batches: readonly Batch[]) => eventsOf(batches).length >= count

/** Following the log. */
export const subscribing = (withStore: WithStore): void => {
  it('gives what is there, then what comes', () =>
    withStore(async ({ store }) => {
      await write(store, 0, 5)
      const followed = followUntil(store, { after: START, limit: 2 }, hasSeen(10))
      await write(store, 5, 10)
      const batches = await followed
      expect(idsOf(eventsOf(batches))).toStrictEqual(idsOf(many(10)))
      expect(batches.every(({ events }) => events.length <= 2)).toBe(true)
    }))
  it('loses and doubles nothing where catching up meets what comes', () =>
    withStore(async ({ store }) => {
      await write(store, 0, 20)
      let written = 20
      const batches = await followUntil(store, { after: START, limit: 3 }, async (soFar) => {
        if (written < 60) await write(store, written, (written += 2))
        return hasSeen(60)(soFar)
      })
      expect(idsOf(eventsOf(batches))).toStrictEqual(idsOf(many(60)))
    }))
  it('goes on from the position of any batch', () =>
    withStore(async ({ store }) => {
      await write(store, 0, 9)
      const batches = await followUntil(store, { after: START, limit: 2, types: ['Noted'] }, hasSeen(9))
      for (const [index, { position }] of batches.slice(0, -1).entries()) {
        const rest = eventsOf(batches.slice(index + 1))
        if (rest.length === 0) continue
        expect(eventsOf(await followUntil(store, { after: position }, hasSeen(rest.length)))).toStrictEqual(rest)
      }
    }))
  it('filters, and tells when it has passed over the rest', () =>
    withStore(async ({ store }) => {
      await got(store.append('incident-1', NO_STREAM, [event('a', 1, 'Raised'), event('b', 2, 'Assigned')]))
      await got(store.append('change-1', NO_STREAM, [event('c', 3, 'Raised')]))
      const head = await got(store.head)
      const batches = await followUntil(
        store,
        { after: START, types: ['Raised'], streams: ['incident-'] },
        (soFar) => soFar.at(-1)?.caughtUp === true && (soFar.at(-1)?.position ?? '') >= head,
      )
      expect(placesOf(eventsOf(batches))).toStrictEqual(['incident-1@0'])
    }))
  it('tells that an empty log is caught up with', () =>
    withStore(async ({ store }) => {
      const batches = await followUntil(store, { after: START }, () => true)
      expect(batches).toMatchObject([{ events: [], caughtUp: true }])
    }))
  it('serves several followers at once, each at its own pace', () =>
    withStore(async ({ store }) => {
      const followers = [1, 2, 7].map((limit) => followUntil(store, { after: START, limit }, hasSeen(30)))
      await write(store, 0, 30)
      for (const batches of await Promise.all(followers))
        expect(idsOf(eventsOf(batches))).toStrictEqual(idsOf(many(30)))
    }))
  it('keeps no more than a batch for a follower who is slow', () =>
    withStore(async ({ store }) => {
      await write(store, 0, 3)
      const { signal } = new AbortController()
      const follower = store.subscribe({ after: START, limit: 3, signal })[Symbol.asyncIterator]()
      const first: unknown = (await follower.next()).value
      expect(first).toMatchObject(E.right({ events: [{ revision: 0 }, { revision: 1 }, { revision: 2 }] }))
      for (let sent = 0; sent < 2000; sent += 200) await got(store.append('a', 2 + sent, many(200, `later-${sent}`)))
      const sizes: number[] = []
      for (let seen = 3; seen < 2003;) {
        const next = (await follower.next()).value as E.Right<Batch>
        sizes.push(next.right.events.length)
        seen += next.right.events.length
      }
      expect(Math.max(...sizes)).toBeLessThanOrEqual(3)
      await follower.return?.()
    }))
  it('ends when its signal aborts while it waits, and gives nothing when it had aborted before', () =>
    withStore(async ({ store }) => {
      await write(store, 0, 1)
      const end = new AbortController()
      const follower = store.subscribe({ after: START, signal: end.signal })[Symbol.asyncIterator]()
      expect((await follower.next()).done).not.toBe(true)
      const waiting = follower.next()
      end.abort()
      expect(await waiting).toStrictEqual({ done: true, value: undefined })
      const late = store.subscribe({ after: START, signal: end.signal })[Symbol.asyncIterator]()
      expect((await late.next()).done).toBe(true)
    }))
  it('ends when the store closes while it waits', () =>
    withStore(async ({ store }) => {
      const signal = new AbortController().signal
      const follower = store.subscribe({ after: START, signal })[Symbol.asyncIterator]()
      await follower.next()
      const waiting = follower.next()
      await store.close()
      expect(await waiting).toStrictEqual({ done: true, value: undefined })
    }))
}
