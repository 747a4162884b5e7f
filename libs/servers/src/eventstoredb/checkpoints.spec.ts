import {
  eventTypeFilter,
  jsonEvent,
  START,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type Position,
} from '@eventstore/db-client'
import { event, events, lines, listenTo, until, withDouble, type Told } from './double.spec.kit.ts'

interface Asked {
  readonly interval?: number
  readonly window?: number
  readonly from?: Position | typeof START
}

/** Subscribes to events of type Wanted, and writes down checkpoints as well. */
const wanted = (client: EventStoreDBClient, { interval = 1, window, from = START }: Asked = {}) => {
  const checkpoints: Position[] = []
  const told: Told[] = []
  const filter = eventTypeFilter({
    prefixes: ['Wanted'],
    checkpointInterval: interval,
    checkpointReached: (_: AllStreamSubscription, position: Position) => {
      checkpoints.push(position)
      told.push({ what: 'checkpoint', position })
    },
    ...(window === undefined ? {} : { maxSearchWindow: window }),
  })
  const subscription = client.subscribeToAll({ fromPosition: from, filter })
  subscription
    .on('confirmation', () => told.push({ what: 'confirmed' }))
    .on('data', (resolved) => told.push({ what: 'event', event: resolved }))
    .on('caughtUp', () => told.push({ what: 'caught up' }))
    .on('error', (error) => told.push({ what: 'error', error }))
  const caughtUp = () => until(() => told.some(({ what }) => what === 'caught up'))
  return { subscription, told, checkpoints, caughtUp, kinds: () => told.map(({ what }) => what) }
}

const startOf = (client: EventStoreDBClient) => client.appendToStream('start', event('Start'))

describe('while catching up', () => {
  it('a checkpoint ends it, behind the events and before caught up', () =>
    withDouble({}, async ({ client }) => {
      const { position: from } = await startOf(client)
      const { position } = await client.appendToStream('s', event('Wanted'))
      const seen = wanted(client, from === undefined ? {} : { from })
      await seen.caughtUp()
      expect(seen.kinds()).toEqual(['confirmed', 'event', 'checkpoint', 'caught up'])
      expect(seen.checkpoints).toEqual([position])
    }))

  it('also where nothing passed the filter', () =>
    withDouble({}, async ({ client }) => {
      await client.appendToStream('s', events(100, 'Other'))
      const seen = wanted(client)
      await seen.caughtUp()
      expect(seen.checkpoints.length).toBeGreaterThan(1)
      expect(seen.told.at(-2)?.what).toBe('checkpoint')
      expect(seen.told.at(-1)?.what).toBe('caught up')
    }))

  it('on an empty log, too', () =>
    withDouble({}, async ({ client }) => {
      const seen = wanted(client)
      await seen.caughtUp()
      expect(seen.kinds()).toEqual(['confirmed', 'checkpoint', 'caught up'])
    }))

  it('nothing to catch up with: none', () =>
    withDouble({}, async ({ client }) => {
      const { position: from } = await startOf(client)
      const seen = wanted(client, from === undefined ? {} : { from })
      await seen.caughtUp()
      expect(seen.kinds()).toEqual(['confirmed', 'caught up'])
    }))

  it('about one comes every window × interval events that were looked at', () =>
    withDouble({}, async ({ client }) => {
      for (let i = 0; i < 4; i++) await client.appendToStream('s', events(160, 'Other'))
      const often = wanted(client)
      const seldom = wanted(client, { interval: 5 })
      const narrow = wanted(client, { window: 8, interval: 2 })
      await Promise.all([often.caughtUp(), seldom.caughtUp(), narrow.caughtUp()])
      const counts = [often, seldom, narrow].map(({ checkpoints }) => checkpoints.length)
      // 640 events and what a new server writes: by 32, by 160 and by 16, and one at the end.
      expect(counts[0]).toBeGreaterThanOrEqual(20)
      expect(counts[0]).toBeLessThanOrEqual(22)
      expect(counts[1]).toBeGreaterThanOrEqual(4)
      expect(counts[1]).toBeLessThanOrEqual(6)
      expect(counts[2]).toBeGreaterThanOrEqual(40)
      expect(counts[2]).toBeLessThanOrEqual(43)
    }))

  it('one may be no place of an event: its prepare is 0', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', events(100, 'Other'))
      const seen = wanted(client)
      await seen.caughtUp()
      const places = new Set([...double.log.scan()].map(({ position }) => `${position}/${position}`))
      const noPlaces = seen.checkpoints.filter(({ commit, prepare }) => !places.has(`${commit}/${prepare}`))
      expect(noPlaces.length).toBeGreaterThan(0)
      expect(noPlaces.every(({ prepare }) => prepare === 0n)).toBe(true)
    }))

  it('they grow, compared as pairs', () =>
    withDouble({}, async ({ client }) => {
      for (let i = 0; i < 5; i++) {
        await client.appendToStream('s', events(40, 'Other'))
        await client.appendToStream('s', events(2, 'Wanted'))
      }
      const seen = wanted(client)
      await seen.caughtUp()
      const grows = seen.checkpoints.slice(1).map(({ commit, prepare }, i) => {
        const before = seen.checkpoints[i]
        return (
          before !== undefined && (commit > before.commit || (commit === before.commit && prepare > before.prepare))
        )
      })
      expect(grows).not.toContain(false)
    }))
})

describe('resumed from a checkpoint', () => {
  it('with both halves, nothing is missed and nothing comes twice, from every one of them', () =>
    withDouble({}, async ({ client }) => {
      for (let i = 0; i < 6; i++) {
        await client.appendToStream('s', events(35, `Other${i}-`))
        await client.appendToStream('s', events(3, `Wanted${i}-`))
      }
      const first = wanted(client)
      await first.caughtUp()
      const whole = lines(first.told).filter((line) => line.startsWith('Wanted'))
      expect(whole).toHaveLength(18)
      for (const from of first.checkpoints) {
        const at = first.told.findIndex((one) => one.what === 'checkpoint' && one.position === from)
        const before = lines(first.told.slice(0, at)).filter((line) => line.startsWith('Wanted'))
        const resumed = wanted(client, { from })
        await resumed.caughtUp()
        const after = lines(resumed.told).filter((line) => line.startsWith('Wanted'))
        expect([...before, ...after]).toEqual(whole)
        await resumed.subscription.unsubscribe()
      }
    }))

  it('with the commit in both halves, the event that came to stand there is missed', () =>
    withDouble({}, async ({ client, double }) => {
      const search = 32
      await client.appendToStream('s', events(4 * search - double.log.count(), 'Other'))
      const first = wanted(client)
      await first.caughtUp()
      const end = first.checkpoints.at(-1) ?? { commit: 0n, prepare: 0n }
      const { position } = await client.appendToStream('s', event('WantedThere'))
      expect(end).toEqual({ commit: position?.commit, prepare: 0n })
      const exact = wanted(client, { from: end })
      const rounded = wanted(client, { from: { commit: end.commit, prepare: end.commit } })
      await Promise.all([exact.caughtUp(), rounded.caughtUp()])
      expect(lines(exact.told)).toContain('WantedThere')
      expect(lines(rounded.told)).not.toContain('WantedThere')
    }))
})

describe('live', () => {
  it('one comes every window × interval events that were looked at, at the place of the last', () =>
    withDouble({}, async ({ client }) => {
      const { position: from } = await startOf(client)
      const seen = wanted(client, from === undefined ? {} : { from })
      await seen.caughtUp()
      const ends: (Position | undefined)[] = []
      for (let i = 0; i < 3; i++) {
        const { position } = await client.appendToStream('s', events(32, 'Other'))
        ends.push(position)
      }
      await until(() => seen.checkpoints.length >= 3)
      expect(seen.checkpoints).toEqual(ends)
    }))

  it('behind the events before it', () =>
    withDouble({}, async ({ client }) => {
      const { position: from } = await startOf(client)
      const seen = wanted(client, { window: 4, ...(from === undefined ? {} : { from }) })
      await seen.caughtUp()
      await client.appendToStream('s', [...events(3, 'Wanted'), ...events(3, 'Other'), ...events(2, 'Wanted')])
      await until(() => seen.checkpoints.length >= 2)
      expect(seen.kinds()).toEqual([
        'confirmed',
        'caught up',
        'event',
        'event',
        'event',
        'checkpoint',
        'event',
        'event',
        'checkpoint',
      ])
    }))
})

describe('a reader that is too slow', () => {
  it('silently catches up again, and is told again that it caught up; nothing is missed, nothing comes twice', () =>
    withDouble({}, async ({ client, double }) => {
      const subscription = client.subscribeToAll({ fromPosition: START })
      let caughtUp = 0
      let fellBehind = 0
      subscription.on('caughtUp', () => (caughtUp += 1)).on('fellBehind', () => (fellBehind += 1))
      const ids: string[] = []
      subscription.on('data', ({ event: e }) => ids.push(e?.id ?? ''))
      await until(() => caughtUp === 1)
      subscription.pause()
      const large = () => Array.from({ length: 20 }, () => jsonEvent({ type: 'Large', data: 'x'.repeat(4_000) }))
      for (let i = 0; i < 20; i++) await client.appendToStream('s', large())
      subscription.resume()
      await until(() => ids.length >= double.log.count())
      await until(() => caughtUp >= 2)
      expect(ids).toEqual([...double.log.scan()].map(({ id }) => id))
      expect(fellBehind).toBe(0)
    }))

  it('can be one by the switch', () =>
    withDouble({}, async ({ client, double }) => {
      const told = listenTo(client.subscribeToAll({ fromPosition: START }))
      await until(() => told.some(({ what }) => what === 'caught up'))
      double.faults.subscriptions.fallBehind()
      await until(() => told.filter(({ what }) => what === 'caught up').length === 2)
      await client.appendToStream('s', event('After'))
      await until(() => lines(told).includes('After'))
      expect(lines(told).filter((line) => line === 'After')).toHaveLength(1)
    }))
})
