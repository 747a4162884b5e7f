import type { Instant, NewEvent, Uuid } from '@deskledger/kernel'
import { NO_STREAM } from '../port.ts'
import { event, eventsOf, failure, got, idsOf, many, readToEnd } from './samples.ts'
import type { WithStore } from './opened-store.ts'

const names = [
  'incident-INC0000001',
  'with spaces inside',
  ' at the edges ',
  'quote \' and " and `',
  'slash / back \\ dots ../..',
  '%',
  '_',
  '100%_done',
  '$weird-[a]*?',
  'straße-Ünïcode-日本語-👩‍🚒',
  'e\u0301 is not \u00e9',
  'CASE',
  'case',
  '__proto__',
  'constructor',
  'x'.repeat(500),
]

const values: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a text', 'just text'],
  ['numbers', [0, 1e21, 1e-7, 0.1, -1.5, Number.MAX_SAFE_INTEGER, 5e-324, 1.7976931348623157e308]],
  ['texts', ['', '\u0000\u001f', '\u2028\u2029', '"\\/', '👩‍🚒', '\ufffd', '\ufeff']],
  ['nesting', Array.from({ length: 100 }).reduce<unknown>((inner) => ({ inner: [inner] }), 1)],
  ['odd names', JSON.parse('{"__proto__": {"x": 1}, "constructor": 2, "": 3, "10": 4, "9": 5, "é": 6}')],
]

const half = '\ud83d'
const unstorable: readonly (readonly [string, string, readonly NewEvent[]])[] = [
  ['no events', 'a', []],
  ['a stream without a name', '', many(1)],
  ['a name with a line feed', 'a\nb', many(1)],
  ['a name with a NUL', 'a\u0000b', many(1)],
  ['a name with half a surrogate pair', `a${half}`, many(1)],
  ['data with half a surrogate pair', 'a', [event('x', { text: half })]],
  ['a member with half a surrogate pair', 'a', [event('x', { [half]: 1 })]],
  ['data that is no number', 'a', [event('x', { n: NaN })]],
  ['infinite data', 'a', [event('x', [Infinity])]],
  ['data that is no JSON', 'a', [event('x', { f: () => 1 })]],
  ['a big integer', 'a', [event('x', { n: 1n })]],
  ['a type without a name', 'a', [event('x', 1, '')]],
  ['an id that is no UUID', 'a', [{ ...event('x'), eventId: 'x' as Uuid }]],
  ['one bad event among good ones', 'a', [...many(2), event('x', { f: () => 1 })]],
]

/** Unusual names, unusual data, unusual sizes. */
export const oddities = (withStore: WithStore): void => {
  it('keeps streams of unusual names apart', () =>
    withStore(async ({ store }) => {
      for (const name of names) await got(store.append(name, NO_STREAM, [event(name, { name })]))
      for (const name of names) {
        expect((await got(store.readStream(name))).map(({ stream, data }) => [stream, data])).toStrictEqual([
          [name, { name }],
        ])
        const beginning = eventsOf(await readToEnd(store, { streams: [name] })).map(({ stream }) => stream)
        expect(beginning).toStrictEqual(names.filter((other) => other.startsWith(name)))
      }
    }))
  it.each(values)('gives back unusual data: %s', (_, data) =>
    withStore(async ({ store }) => {
      await got(store.append('a', NO_STREAM, [event('x', data)]))
      expect((await got(store.readStream('a')))[0]?.data).toStrictEqual(data)
      expect(eventsOf(await readToEnd(store))[0]?.data).toStrictEqual(data)
    }),
  )
  it('stores minus zero as zero, and leaves out what is undefined', () =>
    withStore(async ({ store }) => {
      await got(store.append('a', NO_STREAM, [event('x', { n: -0, u: undefined })]))
      expect((await got(store.readStream('a')))[0]?.data).toStrictEqual({ n: 0 })
    }))
  it('keeps its own copy of what it was given, and gives copies', () =>
    withStore(async ({ store }) => {
      const data = { list: [1] }
      const appending = store.append('a', NO_STREAM, [event('x', data)])()
      data.list.push(2)
      await appending
      const read = async () => (await got(store.readStream('a')))[0]?.data as { list: number[] }
      ;(await read()).list.push(3)
      expect(await read()).toStrictEqual({ list: [1] })
    }))
  it('takes an event of a megabyte, or the largest that it says it takes', () =>
    withStore(async ({ store, largestAppend = Infinity }) => {
      const text = 'größe '.repeat(Math.floor(Math.min(1_200_000, largestAppend * 0.9) / 8))
      await got(store.append('a', NO_STREAM, [event('x', { text }), event('y')]))
      expect((await got(store.readStream('a')))[0]?.data).toStrictEqual({ text })
      expect(eventsOf(await readToEnd(store))).toHaveLength(2)
    }))
  it('refuses an append that is larger than any it takes, and writes nothing', () =>
    withStore(async ({ store, largestAppend = 17 * 1024 * 1024 }) => {
      const events = [event('x'), event('y', { text: 'x'.repeat(largestAppend) })]
      await failure(store.append('a', NO_STREAM, events), 'Unstorable')
      expect(eventsOf(await readToEnd(store))).toStrictEqual([])
      expect(await got(store.append('a', NO_STREAM, [event('x')]))).toMatchObject({ revision: 0 })
    }))
  it('takes 5,000 events at once, or as many as it says it takes', () =>
    withStore(async ({ store, largestAppend = Infinity }) => {
      const count = Math.min(5000, Math.floor(largestAppend / 1000))
      expect(await got(store.append('a', NO_STREAM, many(count)))).toMatchObject({ revision: count - 1 })
      expect(idsOf(await got(store.readStream('a')))).toStrictEqual(idsOf(many(count)))
      expect(eventsOf(await readToEnd(store))).toHaveLength(count)
    }))
  it.each(unstorable)('refuses %s with a sentence, and writes nothing', (_, stream, events) =>
    withStore(async ({ store }) => {
      await failure(store.append(stream, NO_STREAM, events), 'Unstorable')
      expect(eventsOf(await readToEnd(store))).toStrictEqual([])
    }),
  )
  it.each([-2, 0.5, NaN])('refuses to expect revision %d', (expected) =>
    withStore(({ store }) => failure(store.append('a', expected, many(1)), 'Unstorable')),
  )
  it('keeps the times of recording of a copy, and refuses times that go back within a stream', () =>
    withStore(async ({ store }) => {
      const times = ['2019-01-01T00:00:00.000Z' as Instant, '2019-01-02T00:00:00.000Z' as Instant] as const
      const appended = await got(store.append('a', NO_STREAM, many(2), { recordedAt: times }))
      expect(appended.recordedAt).toBe(times[1])
      expect((await got(store.readStream('a'))).map(({ recordedAt }) => recordedAt)).toStrictEqual(times)
      await failure(store.append('a', 1, [event('early')], { recordedAt: [times[0]] }), 'Unstorable')
      await failure(store.append('b', NO_STREAM, many(2), { recordedAt: [times[1], times[0]] }), 'Unstorable')
      await failure(store.append('b', NO_STREAM, many(2), { recordedAt: [times[1]] }), 'Unstorable')
      expect(await got(store.readStream('b'))).toStrictEqual([])
      await got(store.append('b', NO_STREAM, many(1, 'slow'), { recordedAt: [times[0]] }))
      expect(await got(store.append('a', 1, [event('now')]))).toMatchObject({ revision: 2 })
      expect((await got(store.verify)).fault).toBeNull()
    }))
}
