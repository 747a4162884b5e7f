import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { START, type StoredEvent } from '@deskledger/kernel'
import type { EventStoreDouble, How } from '@deskledger/servers'
import { event, got, readToEnd, scan, scanOf, until, withBoth, withDouble, withStore } from './ledger.spec.kit.ts'

/** Appends one event after the other to a stream, and repeats each until it is answered. */
const insist = async (store: EventStore, stream: string, count: number): Promise<readonly string[]> => {
  const acknowledged: string[] = []
  for (let i = 0; i < count; i++) {
    const one = event(`${stream}/${i}`)
    for (;;) {
      const answer = await store.append(stream, i - 1, [one], { timeout: 1000 })()
      if (E.isRight(answer)) break
      expect(['TimedOut', 'StoreUnavailable']).toContain(answer.left.type)
    }
    acknowledged.push(one.eventId)
  }
  return acknowledged
}

const follow = (store: EventStore) => {
  const events: StoredEvent[] = []
  const end = new AbortController()
  const over = (async () => {
    for await (const batch of store.subscribe({ after: START, signal: end.signal, limit: 50 })) {
      if (E.isLeft(batch)) throw new Error(batch.left.message)
      events.push(...batch.right.events)
    }
  })()
  return {
    events,
    stop: async () => {
      end.abort()
      await over
    },
  }
}

const STREAMS = 24
const EVENTS = 25

/** Everything acknowledged is there, once, in its order; and every reader has the same. */
const isWhole = async (double: EventStoreDouble, store: EventStore, acknowledged: readonly (readonly string[])[]) => {
  const there = scan(double)
  expect(there.size).toBe(STREAMS)
  for (const [i, ids] of acknowledged.entries()) {
    expect(there.get(`s-${i}`)?.eventIds).toStrictEqual(ids)
    expect(there.get(`s-${i}`)?.revisions).toStrictEqual([...Array(EVENTS).keys()])
  }
  expect(scanOf(await readToEnd(store, { limit: 70 }))).toStrictEqual(there)
  expect(await got(store.verify)).toStrictEqual({ streams: STREAMS, events: STREAMS * EVENTS, fault: null })
}

const all = (store: EventStore) =>
  Promise.all(Array.from({ length: STREAMS }, (_, i) => insist(store, `s-${i}`, EVENTS)))

describe('a server that is restarted during many appends and a subscription', () => {
  it.each<How>(['gently', 'hard'])('has everything that was acknowledged, once: %s', (how) =>
    withBoth({}, async ({ double, store }) => {
      const follower = follow(store)
      const appending = all(store)
      for (let i = 0; i < 5; i++) {
        const target = ((i + 1) * STREAMS * EVENTS) / 7
        await until(() => double.log.count() > target, 'appends go on')
        await double.restart(how)
      }
      await isWhole(double, store, await appending)
      await until(() => follower.events.length >= STREAMS * EVENTS, 'the follower has all')
      await follower.stop()
      expect(scanOf(follower.events)).toStrictEqual(scan(double))
    }),
  )
  it('that is gone for a while answers in time, and goes on by itself when it is back', () =>
    withDouble({}, async (double) => {
      const said: string[] = []
      await withStore(double.url, { patience: 400, onTrouble: (sentence) => said.push(sentence) }, async (store) => {
        const follower = follow(store)
        await got(store.append('a', -1, [event('0')]))
        await double.stop('hard')
        for (let i = 0; i < 4; i++) {
          const start = performance.now()
          const answer = await store.append('a', 0, [event('1')])()
          expect(answer).toMatchObject({ left: { type: expect.stringMatching(/TimedOut|StoreUnavailable/) as string } })
          expect(await store.readStream('a')()).toMatchObject({ left: { type: 'StoreUnavailable' } })
          expect(performance.now() - start).toBeLessThan(3000)
        }
        await double.restart()
        const answer = await insist(store, 'b', 1)
        expect(answer).toHaveLength(1)
        expect(await got(store.append('a', 0, [event('1')]))).toMatchObject({ revision: 1 })
        await until(() => follower.events.length >= 3, 'the follower has all')
        await follower.stop()
        expect(said.filter((sentence) => sentence.includes('trying again'))).toHaveLength(1)
        expect(said.filter((sentence) => sentence.includes('answers again'))).toHaveLength(1)
        for (const sentence of said) expect(sentence).toMatch(/127\.0\.0\.1:\d+/)
      })
    }))
})

describe('two servers in one process', () => {
  it('lose connections without harm to each other, and to the process', () =>
    withDouble({}, (first) =>
      withDouble({}, (second) =>
        withStore(first.url, {}, (one) =>
          withStore(second.url, {}, async (other) => {
            const both = Promise.all([all(one), all(other)])
            for (let i = 0; i < 6; i++) {
              const target = ((i + 1) * STREAMS * EVENTS) / 8
              await until(() => first.log.count() > target, 'appends go on')
              if (i % 2 === 0) first.faults.dropConnections()
              else await second.restart('hard')
            }
            const [ofOne, ofOther] = await both
            await isWhole(first, one, ofOne)
            await isWhole(second, other, ofOther)
          }),
        ),
      ),
    ))
  it('hold copies of a ledger with the same hashes', () =>
    withDouble({}, (first) =>
      withDouble({}, (second) =>
        withStore(first.url, { ledger: 'acme' }, (one) =>
          withStore(second.url, {}, async (other) => {
            await all(one)
            const events = await readToEnd(one)
            for (const { stream, revision, recordedAt, eventId, type, data, metadata } of events)
              await got(
                other.append(stream, revision - 1, [{ eventId, type, data, metadata }], { recordedAt: [recordedAt] }),
              )
            const hashesOf = (copied: readonly StoredEvent[]) => copied.map(({ hash }) => hash)
            expect(hashesOf(await readToEnd(other))).toStrictEqual(hashesOf(events))
            expect(await got(other.verify)).toMatchObject({ events: events.length, fault: null })
          }),
        ),
      ),
    ))
})
