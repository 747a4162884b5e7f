import {
  AccessDeniedError,
  CancelledError,
  NotLeaderError,
  TimeoutError,
  UnavailableError,
  type AppendToStreamOptions,
} from '@eventstore/db-client'
import type { EventStoreDouble } from './double.ts'
import type { Trouble } from './faults.ts'
import {
  collect,
  event,
  failing,
  lines,
  listenTo,
  outcome,
  typesOf,
  until,
  withDouble,
  type Told,
} from './double.spec.kit.ts'

const unary: AppendToStreamOptions = { credentials: { username: 'a', password: 'b' } }
const storedIn = ({ log }: EventStoreDouble, name: string) =>
  [...log.scan()].filter(({ stream }) => stream === name).length

describe('a fault on appends', () => {
  const troubles: readonly [Trouble, unknown][] = [
    ['drop', UnavailableError],
    ['unavailable', UnavailableError],
    ['busy', UnavailableError],
    ['not-ready', UnavailableError],
    ['timeout', TimeoutError],
    ['denied', AccessDeniedError],
    ['cancel', CancelledError],
    ['not-leader', NotLeaderError],
  ]

  const whens = [
    { when: 'before', stored: 0 },
    { when: 'after', stored: 1 },
  ] as const

  it.each(troubles.flatMap(([what, error]) => whens.map((row) => ({ ...row, what, error }))))(
    '$what $when storing: $stored stored',
    ({ what, when, stored, error }) =>
      withDouble({}, async ({ client, double }) => {
        double.faults.set({ on: 'append', what, when, times: 1 })
        expect(await failing(client.appendToStream('s', event('A'), unary))).toBeInstanceOf(error)
        expect(storedIn(double, 's')).toBe(stored)
      }),
  )

  it.each(['before', 'after'] as const)('silence %s storing, until the caller loses patience', (when) =>
    withDouble({}, async ({ client, double }) => {
      double.faults.set({ on: 'append', what: 'silence', when })
      const error = await failing(client.appendToStream('s', event('A'), { ...unary, deadline: 150 }))
      expect(error).toMatchObject({ code: 4 })
      expect(storedIn(double, 's')).toBe(when === 'after' ? 1 : 0)
    }),
  )

  it('a delay is a late answer', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      double.faults.set({ on: 'append', what: 'delay', milliseconds: 150, times: 1 })
      const asked = performance.now()
      expect(await outcome(client.appendToStream('s', event('B')))).toBe('stored 1')
      expect(performance.now() - asked).toBeGreaterThanOrEqual(149)
    }))
})

describe('a fault strikes', () => {
  it('so many calls, and no more', () =>
    withDouble({}, async ({ client, double }) => {
      double.faults.set({ on: 'append', what: 'denied', times: 2 })
      const outcomes = []
      for (let i = 0; i < 4; i++) outcomes.push(await outcome(client.appendToStream('s', event('A'))))
      expect(outcomes).toEqual(['AccessDeniedError', 'AccessDeniedError', 'stored 0', 'stored 1'])
      expect(double.faults.struck()).toBe(2)
    }))

  it('only after so many calls', () =>
    withDouble({}, async ({ client, double }) => {
      double.faults.set({ on: 'append', what: 'denied', after: 2, times: 1 })
      const outcomes = []
      for (let i = 0; i < 4; i++) outcomes.push(await outcome(client.appendToStream('s', event('A'))))
      expect(outcomes).toEqual(['stored 0', 'stored 1', 'AccessDeniedError', 'stored 2'])
    }))

  it('until it is lifted', () =>
    withDouble({}, async ({ client, double }) => {
      const lift = double.faults.set({ on: 'append', what: 'denied' })
      expect(await outcome(client.appendToStream('s', event('A')))).toBe('AccessDeniedError')
      lift()
      expect(await outcome(client.appendToStream('s', event('A')))).toBe('stored 0')
      double.faults.set({ on: ['append', 'delete'], what: 'denied' })
      double.faults.clear()
      expect(await outcome(client.appendToStream('s', event('A')))).toBe('stored 1')
    }))

  it('only the streams it names, and only the calls it names', () =>
    withDouble({}, async ({ client, double }) => {
      double.faults.set({ on: ['append', 'delete'], what: 'denied', stream: /^incident-/ })
      expect(await outcome(client.appendToStream('incident-1', event('A')))).toBe('AccessDeniedError')
      expect(await outcome(client.appendToStream('change-1', event('A')))).toBe('stored 0')
      expect(await outcome(client.deleteStream('incident-1'))).toBe('AccessDeniedError')
      expect(await outcome(client.deleteStream('change-1'))).toBe('deleted')
    }))
})

describe('a fault on other calls', () => {
  it.each<[Trouble, unknown]>([
    ['drop', UnavailableError],
    ['unavailable', UnavailableError],
    ['cancel', CancelledError],
    ['not-leader', NotLeaderError],
  ])('reads: %s', (what, error) =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      double.faults.set({ on: 'read', what, times: 1 })
      expect(await failing(collect(client.readStream('s')))).toBeInstanceOf(error)
      expect(typesOf(await collect(client.readStream('s')))).toEqual(['A'])
    }),
  )

  it('reads: ended in peace, they are empty', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      double.faults.set({ on: 'read', what: 'end', times: 1 })
      expect(await collect(client.readStream('s'))).toEqual([])
      expect(typesOf(await collect(client.readStream('s')))).toEqual(['A'])
    }))

  it('deletions: not answered, and cancelled when the server stops', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      double.faults.set({ on: ['delete', 'tombstone'], what: 'silence' })
      const asked = [failing(client.deleteStream('s')), failing(client.tombstoneStream('s'))]
      await until(() => double.faults.struck() === 2)
      await double.stop('gently')
      for (const error of await Promise.all(asked)) expect(error).toBeInstanceOf(CancelledError)
    }))

  it.each(['before', 'after'] as const)('deletions: dropped %s they are done', (when) =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      double.faults.set({ on: 'delete', what: 'drop', when, times: 1 })
      expect(await failing(client.deleteStream('s'))).toBeInstanceOf(UnavailableError)
      expect(storedIn(double, '$$s')).toBe(when === 'after' ? 1 : 0)
    }),
  )

  it('features and gossip: unavailable, and then found', () =>
    withDouble({ nodes: 2 }, async ({ client, double }) => {
      double.faults.set({ on: 'gossip', what: 'unavailable', times: 1 })
      double.faults.set({ on: 'features', what: 'unavailable', times: 1 })
      expect(await failing(client.appendToStream('s', event('A')))).toMatchObject({ code: 14 })
      expect(await outcome(client.appendToStream('s', event('A')))).toBe('stored 0')
      expect(double.faults.struck()).toBe(2)
    }))

  it('new subscriptions: they fail at once', () =>
    withDouble({}, async ({ client, double }) => {
      double.faults.set({ on: 'subscribe', what: 'unavailable', times: 1 })
      const told = listenTo(client.subscribeToAll())
      await until(() => told.length > 0)
      expect(told).toMatchObject([{ what: 'error', error: expect.any(UnavailableError) as unknown }])
    }))
})

describe('subscriptions under way', () => {
  const following = (then: (told: Told[], double: EventStoreDouble) => Promise<void>) =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      const told = listenTo(client.subscribeToStream('s'))
      await until(() => told.some(({ what }) => what === 'caught up'))
      await then(told, double)
    })

  it('cancelled: an error, and no end', () =>
    following(async (told, { faults }) => {
      expect(faults.subscriptions.count()).toBe(1)
      faults.subscriptions.cancel()
      await until(() => told.some(({ what }) => what === 'error'))
      expect(lines(told)).toEqual(['confirmed', 'A', 'caught up', 'error'])
      expect(told.at(-1)).toMatchObject({ error: expect.any(CancelledError) as unknown })
      expect(faults.subscriptions.count()).toBe(0)
    }))

  it('failed: an error, and no end', () =>
    following(async (told, { faults }) => {
      faults.subscriptions.fail()
      await until(() => told.some(({ what }) => what === 'error'))
      expect(lines(told)).toEqual(['confirmed', 'A', 'caught up', 'error'])
      expect(told.at(-1)).toMatchObject({ error: expect.any(UnavailableError) as unknown })
    }))

  it('ended in peace: an end, and no error', () =>
    following(async (told, { faults }) => {
      faults.subscriptions.end()
      await until(() => told.some(({ what }) => what === 'ended'))
      expect(lines(told)).toEqual(['confirmed', 'A', 'caught up', 'ended'])
    }))

  it('with every connection dropped: an error', () =>
    following(async (told, { faults }) => {
      faults.dropConnections()
      await until(() => told.some(({ what }) => what === 'error'))
      expect(told.at(-1)).toMatchObject({ error: expect.any(UnavailableError) as unknown })
    }))

  it.each([
    ['gently', CancelledError],
    ['hard', UnavailableError],
  ] as const)('of a server that stops %s', (how, error) =>
    following(async (told, double) => {
      await double.stop(how)
      await until(() => told.some(({ what }) => what === 'error'))
      expect(told.at(-1)).toMatchObject({ error: expect.any(error) as unknown })
    }),
  )
})
