import { getEventListeners } from 'node:events'
import * as E from 'fp-ts/lib/Either.js'
import { NO_STREAM } from '@deskledger/event-store'
import { START } from '@deskledger/kernel'
import type { EventStoreDouble } from '@deskledger/servers'
import { openFollower, write } from './following.spec.kit.ts'
import { event, got, scan, scanOf, until, withBoth, withDouble, withStore } from './ledger.spec.kit.ts'

const isStrictlyGrowing = (positions: readonly string[]): boolean =>
  positions.every((position, i) => i === 0 || position > (positions[i - 1] ?? ''))

/** Everything once, in the order of the log, and no position before what was given with it. */
const isWhole = (double: EventStoreDouble, follower: ReturnType<typeof openFollower>) => {
  expect(scanOf(follower.events())).toStrictEqual(scan(double))
  expect(isStrictlyGrowing(follower.events().map(({ position }) => position))).toBe(true)
  for (const { events, position } of follower.batches)
    for (const one of events) expect(one.position <= position).toBe(true)
}

type Hit = (double: EventStoreDouble) => unknown
const hits: readonly (readonly [string, Hit])[] = [
  [
    'cancelled by the server',
    ({ faults }) => {
      faults.subscriptions.cancel()
    },
  ],
  [
    'failed',
    ({ faults }) => {
      faults.subscriptions.fail()
    },
  ],
  [
    'ended in peace',
    ({ faults }) => {
      faults.subscriptions.end()
    },
  ],
  [
    'made to catch up again',
    ({ faults }) => {
      faults.subscriptions.fallBehind()
    },
  ],
  [
    'cut off',
    ({ faults }) => {
      faults.dropConnections()
    },
  ],
  ['stopped gently with the server, which starts again', (double) => double.restart('gently')],
  ['stopped hard with the server, which starts again', (double) => double.restart('hard')],
]

describe('a subscription that is lost', () => {
  it.each(hits)('goes on without loss or doubling: %s', (_, hit) =>
    withBoth({ patience: 10_000 }, async ({ double, store }) => {
      const follower = openFollower(store, { limit: 7 })
      for (let round = 0; round < 6; round++) {
        const writing = write(store, `s-${round}`, 15)
        await hit(double)
        await writing
      }
      await until(() => follower.events().length >= 90, 'all events arrive')
      await follower.stop()
      expect(follower.failures).toStrictEqual([])
      isWhole(double, follower)
    }),
  )
  it.each(hits)('with a filter, while only others write: %s', (_, hit) =>
    withBoth({}, async ({ double, store }) => {
      const follower = openFollower(store, { types: ['Wanted'] })
      await got(store.append('a', NO_STREAM, [event('x', {}, 'Wanted')]))
      for (let round = 0; round < 4; round++) {
        await write(store, 'b', 40)
        await hit(double)
      }
      await got(store.append('a', 0, [event('y', {}, 'Wanted')]))
      await until(() => follower.events().length >= 2, 'both events arrive')
      await follower.stop()
      expect(follower.events().map(({ stream, revision }) => `${stream}@${revision}`)).toStrictEqual(['a@0', 'a@1'])
      expect(
        isStrictlyGrowing(follower.batches.map(({ position }) => position).filter((p, i, all) => p !== all[i - 1])),
      ).toBe(true)
    }),
  )
  it('is taken up by whoever begins at any position that was given', () =>
    withBoth({}, async ({ double, store }) => {
      const follower = openFollower(store, { limit: 3, streams: ['s-'] })
      await write(store, 's-1', 10)
      await write(store, 'other', 50)
      double.faults.subscriptions.end()
      await write(store, 's-2', 10)
      await until(() => follower.events().length >= 20, 'all events arrive')
      await follower.stop()
      const all = follower.events()
      for (const [index, { position }] of follower.batches.entries()) {
        const given = follower.batches.slice(0, index + 1).flatMap(({ events }) => events).length
        const rest = openFollower(store, { after: position, streams: ['s-'] })
        await until(() => rest.events().length >= all.length - given, 'the rest arrives')
        await rest.stop()
        expect(rest.events()).toStrictEqual(all.slice(given))
      }
    }))
  it('says so once, and once that it goes on, without end of its patience', () =>
    withDouble({}, async (double) => {
      const said: string[] = []
      await withStore(double.url, { patience: 300, onTrouble: (sentence) => said.push(sentence) }, async (store) => {
        const follower = openFollower(store)
        await write(store, 'a', 3)
        await until(() => follower.events().length >= 3, 'events arrive')
        await double.stop('hard')
        await new Promise((resolve) => setTimeout(resolve, 1500))
        await double.restart()
        await until(() => said.some((sentence) => sentence.includes('goes on')), 'it goes on')
        await write(store, 'a', 3)
        await until(() => follower.events().length >= 6, 'events arrive')
        await follower.stop()
        expect(said.filter((sentence) => sentence.includes('was lost'))).toHaveLength(1)
        expect(said.filter((sentence) => sentence.includes('goes on'))).toHaveLength(1)
        isWhole(double, follower)
      })
    }))
  it('that the server never answers is asked for again', () =>
    withBoth({ patience: 600 }, async ({ double, store }) => {
      double.faults.set({ on: 'subscribe', what: 'silence', times: 2 })
      const follower = openFollower(store)
      await write(store, 'a', 3)
      await until(() => follower.events().length >= 3, 'events arrive')
      await follower.stop()
      expect(double.faults.struck()).toBe(2)
    }))
  it('ends with a failure where a person must mend something', () =>
    withBoth({}, async ({ double, store }) => {
      double.faults.set({ on: 'subscribe', what: 'denied', times: 1 })
      const follower = openFollower(store)
      await until(() => follower.failures.length > 0, 'it fails')
      await follower.stop()
      expect(follower.failures).toMatchObject([{ type: 'NotALedger' }])
    }))
})

describe('at the server', () => {
  it('nothing is left of a follower who leaves, aborts or is closed under', () =>
    withBoth({}, async ({ double, store }) => {
      await write(store, 'a', 3)
      for await (const given of store.subscribe({ after: START, signal: new AbortController().signal })) {
        expect(E.isRight(given)).toBe(true)
        break
      }
      const follower = openFollower(store)
      await until(() => follower.events().length >= 3, 'events arrive')
      await follower.stop()
      await until(() => double.faults.subscriptions.count() === 0, 'none is left')
      const held = store.subscribe({ after: START, signal: new AbortController().signal })[Symbol.asyncIterator]()
      await held.next()
      expect(double.faults.subscriptions.count()).toBe(1)
      await store.close()
      await until(() => double.faults.subscriptions.count() === 0, 'none is left after closing')
      expect(await held.next()).toStrictEqual({ done: true, value: undefined })
    }))
  it('there is one subscription of a follower, however often it was lost', () =>
    withBoth({}, async ({ double, store }) => {
      const signal = new AbortController()
      const follower = openFollower(store, {}, signal)
      for (let i = 0; i < 40; i++) {
        await write(store, 'a', 1)
        await until(() => follower.events().length === i + 1, 'the event arrives')
        expect(double.faults.subscriptions.count()).toBe(1)
        double.faults.subscriptions.end()
      }
      expect(getEventListeners(signal.signal, 'abort')).toHaveLength(1)
      await follower.stop()
      expect(getEventListeners(signal.signal, 'abort')).toHaveLength(0)
    }))
})
