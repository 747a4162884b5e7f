import {
  binaryEvent,
  END,
  eventTypeFilter,
  excludeSystemEvents,
  jsonEvent,
  START,
  StreamDeletedError,
  streamNameFilter,
  type AllStreamSubscription,
  type Position,
  type ReadRevision,
  type StreamSubscription,
} from '@eventstore/db-client'
import { shared, streams } from './protocol/messages.ts'
import { ofStream, openRaw } from './raw.spec.kit.ts'
import { event, events, lines, listenTo, sharedBench, until, withDouble, type Told } from './double.spec.kit.ts'

const bench = sharedBench()
const bothHalves = (at: bigint | undefined): Position => ({ commit: at ?? 0n, prepare: at ?? 0n })
const ends = async (subscription: AllStreamSubscription | StreamSubscription, told: readonly Told[]) => {
  await subscription.unsubscribe()
  await until(() => told.some(({ what }) => what === 'ended'))
}

/** What a subscription told until it told so many things. */
const toldBy = async (subscription: AllStreamSubscription | StreamSubscription, count: number): Promise<string[]> => {
  const told = listenTo(subscription)
  await until(() => told.length >= count)
  await ends(subscription, told)
  return lines(told.filter(({ what }) => what !== 'ended'))
}

describe('a subscription to a stream', () => {
  beforeAll(async () => {
    await bench().client.appendToStream('three', events(3))
  })

  it.each<[string, ReadRevision, string[]]>([
    ['its start: everything', START, ['E0', 'E1', 'E2']],
    ['a revision, exclusive', 0n, ['E1', 'E2']],
    ['its last revision: nothing', 2n, []],
    ['its end: nothing', END, []],
  ])('from %s, then caught up', async (_, fromRevision, expected) => {
    const subscription = bench().client.subscribeToStream('three', { fromRevision })
    expect(await toldBy(subscription, expected.length + 2)).toEqual(['confirmed', ...expected, 'caught up'])
  })

  it('goes on with what comes', async () => {
    const { client } = bench()
    await client.appendToStream('growing', events(2, 'Old'))
    const subscription = client.subscribeToStream('growing', { fromRevision: 0n })
    const told = listenTo(subscription)
    await until(() => told.some(({ what }) => what === 'caught up'))
    await client.appendToStream('elsewhere', events(5, 'NotOurs'))
    await client.appendToStream('growing', events(2, 'New'))
    await until(() => told.length >= 5)
    await ends(subscription, told)
    expect(lines(told)).toEqual(['confirmed', 'Old1', 'caught up', 'New0', 'New1', 'ended'])
  })

  it('may wait for a stream that does not exist', async () => {
    const { client } = bench()
    const subscription = client.subscribeToStream('not yet')
    const told = listenTo(subscription)
    await until(() => told.some(({ what }) => what === 'caught up'))
    await client.appendToStream('not yet', event('First'))
    await until(() => told.length >= 3)
    await ends(subscription, told)
    expect(lines(told)).toEqual(['confirmed', 'caught up', 'First', 'ended'])
  })

  it('from a revision that is not there yet gives only what comes behind it', async () => {
    const { client } = bench()
    await client.appendToStream('ahead', event('R0'))
    const subscription = client.subscribeToStream('ahead', { fromRevision: 2n })
    const told = listenTo(subscription)
    await until(() => told.some(({ what }) => what === 'caught up'))
    await client.appendToStream('ahead', [event('R1'), event('R2'), event('R3')])
    await until(() => told.length >= 3)
    await ends(subscription, told)
    expect(lines(told)).toEqual(['confirmed', 'caught up', 'R3', 'ended'])
  })

  it('goes on silently over a soft deletion', async () => {
    const { client } = bench()
    await client.appendToStream('soft', event('A'))
    const subscription = client.subscribeToStream('soft')
    const told = listenTo(subscription)
    await until(() => told.some(({ what }) => what === 'caught up'))
    await client.deleteStream('soft')
    await client.appendToStream('soft', event('B'))
    await until(() => told.length >= 4)
    await ends(subscription, told)
    expect(lines(told)).toEqual(['confirmed', 'A', 'caught up', 'B', 'ended'])
  })

  it('shows the tombstone, then fails', async () => {
    const { client } = bench()
    await client.appendToStream('buried', event('A'))
    const told = listenTo(client.subscribeToStream('buried'))
    await until(() => told.some(({ what }) => what === 'caught up'))
    await client.tombstoneStream('buried')
    await until(() => told.some(({ what }) => what === 'error'))
    expect(lines(told)).toEqual(['confirmed', 'A', 'caught up', '$streamDeleted', 'error'])
    expect(told.at(-1)).toMatchObject({ error: expect.any(StreamDeletedError) as unknown })
  })

  it('of a tombstoned stream fails', async () => {
    const { client } = bench()
    await client.tombstoneStream('dead')
    const told = listenTo(client.subscribeToStream('dead'))
    await until(() => told.some(({ what }) => what === 'error'))
    expect(lines(told)).toEqual(['confirmed', 'error'])
    expect(told.at(-1)).toMatchObject({ error: expect.any(StreamDeletedError) as unknown })
  })

  it('sends no checkpoint', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('many', events(200))
      const raw = openRaw(double)
      const { SubscriptionOptions } = streams.ReadReq.Options
      const reading = raw.follow((options) => ofStream('many')(options).setSubscription(new SubscriptionOptions()))
      await until(() => reading.answers.some((answer) => answer.hasCaughtUp()))
      await client.appendToStream('many', events(200))
      await until(() => reading.answers.filter((answer) => answer.hasEvent()).length === 400)
      double.faults.subscriptions.end()
      await reading.ended
      raw.close()
      expect(reading.answers.filter((answer) => answer.hasCheckpoint())).toEqual([])
    }))
})

describe('a subscription to $all', () => {
  it('from the start: everything, system events too, in order, then caught up', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', events(100))
      const stored = [...double.log.scan()].map(({ type }) => type)
      expect(await toldBy(client.subscribeToAll(), stored.length + 2)).toEqual(['confirmed', ...stored, 'caught up'])
    }))

  it('from a position, exclusive', () =>
    withDouble({}, async ({ client }) => {
      const { position } = await client.appendToStream('s', events(2))
      await client.appendToStream('s', events(2, 'More'))
      const subscription = client.subscribeToAll(position === undefined ? {} : { fromPosition: position })
      expect(await toldBy(subscription, 4)).toEqual(['confirmed', 'More0', 'More1', 'caught up'])
    }))

  it('from the end: only what comes', () =>
    withDouble({}, async ({ client }) => {
      await client.appendToStream('s', events(2))
      const subscription = client.subscribeToAll({ fromPosition: END })
      const told = listenTo(subscription)
      await until(() => told.length === 2)
      await client.appendToStream('s', event('New'))
      await until(() => told.length === 3)
      await ends(subscription, told)
      expect(lines(told)).toEqual(['confirmed', 'caught up', 'New', 'ended'])
    }))

  it('from a position that is not there yet gives only what comes behind it', () =>
    withDouble({}, async ({ client }) => {
      const { position } = await client.appendToStream('s', event('A'))
      const ahead = bothHalves((position?.commit ?? 0n) + 5_000n)
      const told = listenTo(client.subscribeToAll({ fromPosition: ahead }))
      await until(() => told.length === 2)
      await client.appendToStream('s', jsonEvent({ type: 'Before', data: 'x'.repeat(6_000) }))
      await client.appendToStream('s', event('Behind'))
      await until(() => told.length === 3)
      expect(lines(told)).toEqual(['confirmed', 'caught up', 'Behind'])
    }))

  it('from a position inside a record fails', () =>
    withDouble({}, async ({ client }) => {
      const { position } = await client.appendToStream('s', events(2))
      const told = listenTo(client.subscribeToAll({ fromPosition: bothHalves((position?.commit ?? 0n) - 1n) }))
      await until(() => told.some(({ what }) => what === 'error'))
      expect(lines(told)).toEqual(['confirmed', 'error'])
    }))

  it('without a filter sends no checkpoint', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', events(200))
      const raw = openRaw(double)
      const { AllOptions, SubscriptionOptions } = streams.ReadReq.Options
      const reading = raw.follow((options) =>
        options.setAll(new AllOptions().setStart(new shared.Empty())).setSubscription(new SubscriptionOptions()),
      )
      await until(() => reading.answers.some((answer) => answer.hasCaughtUp()))
      await client.appendToStream('s', events(200))
      await until(() => reading.answers.filter((answer) => answer.hasEvent()).length === double.log.count())
      double.faults.subscriptions.end()
      await reading.ended
      raw.close()
      expect(reading.answers.filter((answer) => answer.hasCheckpoint())).toEqual([])
    }))

  it('resolves links where it is asked to', () =>
    withDouble({}, async ({ client }) => {
      await client.appendToStream('target', event('Target'))
      await client.appendToStream('links', binaryEvent({ type: '$>', data: Buffer.from('0@target') }))
      const subscription = client.subscribeToStream('links', { resolveLinkTos: true })
      expect(await toldBy(subscription, 3)).toEqual(['confirmed', 'Target', 'caught up'])
    }))
})

describe('a filter', () => {
  const seen = (filter: Parameters<ReturnType<typeof bench>['client']['subscribeToAll']>[0]) =>
    withDouble({}, async ({ client }) => {
      await client.appendToStream('incident-1', [event('IncidentRaised'), event('Closed')])
      await client.appendToStream('change-1', [event('ChangeRaised')])
      const told = listenTo(client.subscribeToAll({ ...filter, fromPosition: START }))
      await until(() => told.some(({ what }) => what === 'caught up'))
      return lines(told).slice(1, -1)
    })

  it.each([
    ['prefixes of the type', eventTypeFilter({ prefixes: ['Incident', 'Change'] }), ['IncidentRaised', 'ChangeRaised']],
    ['prefixes of the stream', streamNameFilter({ prefixes: ['incident-'] }), ['IncidentRaised', 'Closed']],
    ['a pattern found anywhere in the type', eventTypeFilter({ regex: 'Raised' }), ['IncidentRaised', 'ChangeRaised']],
    ['an anchored pattern of the type', eventTypeFilter({ regex: '^Raised' }), []],
    ['a pattern found anywhere in the stream', streamNameFilter({ regex: 'ange' }), ['ChangeRaised']],
    ['no system events', excludeSystemEvents(), ['IncidentRaised', 'Closed', 'ChangeRaised']],
  ])('by %s', async (_, filter, expected) => {
    expect(await seen({ filter })).toEqual(expected)
  })

  it('looks at links, not at their targets', () =>
    withDouble({}, async ({ client }) => {
      await client.appendToStream('target', event('Target'))
      await client.appendToStream('links', binaryEvent({ type: '$>', data: Buffer.from('0@target') }))
      const told = listenTo(
        client.subscribeToAll({ resolveLinkTos: true, filter: eventTypeFilter({ prefixes: ['Target'] }) }),
      )
      await until(() => told.some(({ what }) => what === 'caught up'))
      expect(told.filter(({ what }) => what === 'event')).toHaveLength(1)
    }))

  it('that is no pattern fails the call', async () => {
    const told = listenTo(bench().client.subscribeToAll({ filter: eventTypeFilter({ regex: '(' }) }))
    await until(() => told.length > 0)
    expect(lines(told)).toEqual(['error'])
  })
})
