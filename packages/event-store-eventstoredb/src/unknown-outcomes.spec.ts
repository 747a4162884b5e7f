import * as E from 'fp-ts/lib/Either.js'
import { NO_STREAM, type EventStore } from '@deskledger/event-store'
import type { Fault, Trouble } from '@deskledger/servers'
import {
  event,
  failureOf,
  got,
  many,
  readToEnd,
  scan,
  scanOf,
  until,
  withBoth,
  withDouble,
  withStore,
} from './ledger.spec.kit.ts'

const passing: readonly Trouble[] = [
  'drop',
  'silence',
  'unavailable',
  'busy',
  'not-ready',
  'timeout',
  'not-leader',
  'cancel',
]
const cases = passing.flatMap((what) => (['before', 'after'] as const).map((when) => [what, when] as const))

describe('an append whose outcome is unknown', () => {
  it.each(cases)('is stored once, and is no repeat: %s %s it was stored', (what, when) =>
    withBoth({ patience: 3000 }, async ({ double, store }) => {
      await got(store.append('a', NO_STREAM, many(2)))
      double.faults.set({ on: 'append', what, when, times: 1 })
      const second = await got(store.append('a', 1, many(2, 'second')))
      expect(second).toMatchObject({ revision: 3, repeated: false })
      expect(double.faults.struck()).toBe(1)
      expect(scan(double).get('a')?.revisions).toStrictEqual([0, 1, 2, 3])
      expect(await got(store.append('a', 1, many(2, 'second')))).toStrictEqual({ ...second, repeated: true })
      expect(await got(store.append('a', 3, [event('third')]))).toMatchObject({ revision: 4, repeated: false })
      expect(await got(store.verify)).toMatchObject({ events: 5, fault: null })
    }),
  )
  it.each(cases)('is stored once where it was the first of its stream: %s %s it was stored', (what, when) =>
    withBoth({ patience: 3000 }, async ({ double, store }) => {
      double.faults.set({ on: 'append', what, when, times: 2 })
      expect(await got(store.append('a', NO_STREAM, many(3)))).toMatchObject({ revision: 2, repeated: false })
      expect(scan(double).get('a')?.revisions).toStrictEqual([0, 1, 2])
      expect(await got(store.verify)).toMatchObject({ events: 3, fault: null })
    }),
  )
  it('is stored once although the server forgot the ids of its appends', () =>
    withBoth({ patience: 3000 }, async ({ double, store }) => {
      double.faults.set({ on: 'append', what: 'silence', when: 'after', times: 1 })
      const appending = store.append('a', NO_STREAM, many(2))()
      double.faults.forgetIds()
      expect(await appending).toMatchObject(E.right({ revision: 1, repeated: false }))
      expect(scan(double).get('a')?.revisions).toStrictEqual([0, 1])
    }))
  it.each(passing)('is told to be unknown within its time, and settled by repeating it: %s', (what) =>
    withBoth({ patience: 10_000 }, async ({ double, store }) => {
      const lift = double.faults.set({ on: 'append', what, when: 'after' })
      const start = performance.now()
      const late = await failureOf(store.append('a', NO_STREAM, many(2), { timeout: 400 }))
      expect(performance.now() - start).toBeLessThan(2000)
      expect(late).toMatchObject({ type: 'TimedOut', message: expect.stringMatching(/same event ids/) as string })
      lift()
      expect(await got(store.append('a', NO_STREAM, many(2)))).toMatchObject({ revision: 1, repeated: true })
      expect(scan(double).get('a')?.revisions).toStrictEqual([0, 1])
    }),
  )
  it('does not hold up other streams, nor later appends of its own', () =>
    withBoth({ patience: 10_000 }, async ({ double, store }) => {
      const lift = double.faults.set({ on: 'append', what: 'silence', when: 'before', stream: /^a$/ })
      const late = store.append('a', NO_STREAM, many(1), { timeout: 300 })()
      expect(await got(store.append('b', NO_STREAM, many(1, 'b')))).toMatchObject({ revision: 0 })
      expect(await late).toMatchObject({ left: { type: 'TimedOut' } })
      lift()
      expect(await got(store.append('a', NO_STREAM, many(1)))).toMatchObject({ revision: 0 })
    }))
})

describe('the same command at two nodes at once', () => {
  it('has one effect, and one of them says that it is a repeat', () =>
    withDouble({}, (double) =>
      withStore(double.url, {}, (one) =>
        withStore(`${double.url}&connectionName=other`, {}, async (other) => {
          for (let i = 0; i < 20; i++) {
            const append = (store: EventStore) => got(store.append('a', i - 1, [event(`event-${i}`)]))
            const answers = await Promise.all([append(one), append(other)])
            expect(answers.map(({ repeated }) => repeated).sort()).toStrictEqual([false, true])
            expect(new Set(answers.map(({ position, recordedAt }) => `${position} ${recordedAt}`)).size).toBe(1)
          }
          expect(await got(one.verify)).toMatchObject({ events: 20, fault: null })
        }),
      ),
    ))
  it('is chained behind what the other stored, whatever happened to its answer', () =>
    withDouble({}, (double) =>
      withStore(double.url, { patience: 3000 }, (one) =>
        withStore(`${double.url}&connectionName=other`, {}, async (other) => {
          double.faults.set({ on: 'append', what: 'drop', when: 'before', times: 1 })
          const [first, second] = await Promise.all([
            got(one.append('a', NO_STREAM, many(2))),
            got(other.append('a', NO_STREAM, many(2))),
          ])
          expect([first.repeated, second.repeated].sort()).toStrictEqual([false, true])
          await got(one.append('a', 1, [event('next')]))
          expect(await got(other.verify)).toMatchObject({ events: 3, fault: null })
        }),
      ),
    ))
})

describe('many appends at once', () => {
  const faults: readonly Omit<Fault, 'on' | 'times' | 'after'>[] = [
    { what: 'drop', when: 'before' },
    { what: 'drop', when: 'after' },
    { what: 'unavailable', when: 'before' },
    { what: 'busy', when: 'after' },
    { what: 'cancel', when: 'after' },
    { what: 'timeout', when: 'before' },
  ]
  it('are each stored once, whatever happens in between', () =>
    withBoth({ patience: 20_000 }, async ({ double, store }) => {
      const streams = Array.from({ length: 64 }, (_, i) => `s-${i}`)
      for (const [i, fault] of faults.entries())
        for (let n = 0; n < 4; n++)
          double.faults.set({ on: 'append', ...fault, times: 1, after: 40 * (i + 1) + 11 * n })
      await Promise.all(
        streams.map(async (stream) => {
          for (let i = 0; i < 12; i++) {
            const appended = await got(store.append(stream, i - 1, [event(`${stream}/${i}`)]))
            expect(appended).toMatchObject({ revision: i, repeated: false })
          }
        }),
      )
      expect(double.faults.struck()).toBeGreaterThanOrEqual(faults.length)
      const there = scan(double)
      for (const stream of streams) {
        expect(there.get(stream)?.revisions).toStrictEqual([...Array(12).keys()])
        expect(new Set(there.get(stream)?.eventIds).size).toBe(12)
      }
      expect(scanOf(await readToEnd(store))).toStrictEqual(there)
      expect(await got(store.verify)).toMatchObject({ streams: 64, events: 64 * 12, fault: null })
    }))
  it('are each stored once when the connection breaks while they wait to be written', () =>
    withBoth({ patience: 20_000 }, async ({ double, store }) => {
      const text = 'x'.repeat(20_000)
      for (let round = 0; round < 8; round++) {
        const streams = Array.from({ length: 100 }, (_, i) => `s-${round}-${i}`)
        const all = Promise.all(
          streams.map((stream) => got(store.append(stream, NO_STREAM, [event(stream, { text })]))),
        )
        const before = double.log.count()
        await until(() => double.log.count() > before + 10 * round, 'the server takes some')
        double.faults.dropConnections()
        for (const appended of await all) expect(appended).toMatchObject({ revision: 0, repeated: false })
      }
      expect(scan(double).size).toBe(800)
      expect(await got(store.verify)).toMatchObject({ events: 800, fault: null })
    }))
  it('go out in the order they were asked for, also on a fresh connection', () =>
    withBoth({}, async ({ double, store }) => {
      const streams = Array.from({ length: 40 }, (_, i) => `s-${i}`)
      await Promise.all(streams.map((stream) => got(store.append(stream, NO_STREAM, [event(stream)]))))
      expect([...scan(double).keys()]).toStrictEqual(streams)
    }))
})
