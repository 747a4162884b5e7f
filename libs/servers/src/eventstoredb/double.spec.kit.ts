import { randomUUID } from 'node:crypto'
import {
  EventStoreDBClient,
  jsonEvent,
  type AllStreamSubscription,
  type EventData,
  type Position,
  type ResolvedEvent,
  type StreamSubscription,
} from '@eventstore/db-client'
import { startEventStoreDouble, type DoubleOptions, type EventStoreDouble } from './double.ts'

/** One client for a whole file: appends under way live in the client's module, so two of them break each other. */
export interface Bench {
  readonly double: EventStoreDouble
  readonly client: EventStoreDBClient
}

/** A double and a client, for as long as `use` needs them. */
export const withDouble = async <T>(options: DoubleOptions, use: (bench: Bench) => Promise<T>): Promise<T> => {
  const double = await startEventStoreDouble(options)
  const client = EventStoreDBClient.connectionString(double.url)
  try {
    return await use({ double, client })
  } finally {
    await client.dispose()
    await double.stop('hard')
  }
}

export const event = (type: string, id: string = randomUUID()): EventData => jsonEvent({ type, id, data: { type } })
export const events = (count: number, prefix = 'E'): EventData[] =>
  Array.from({ length: count }, (_, i) => event(`${prefix}${i}`))

export const collect = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const one of source) all.push(one)
  return all
}

/** The error of what must fail. */
export const failing = async (what: Promise<unknown>): Promise<unknown> =>
  what.then(
    (value) => {
      throw new Error(`This should have failed, but gave ${JSON.stringify(value)}.`)
    },
    (error: unknown) => error,
  )

export const typesOf = (all: readonly ResolvedEvent[]): (string | undefined)[] => all.map(({ event: e }) => e?.type)

/** Resolves once something is so; it is looked at again and again, until Jest loses patience. */
export const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2))
}

/** All that a subscription told, in order. */
export type Told =
  | { readonly what: 'confirmed' | 'caught up' | 'ended' }
  | { readonly what: 'event'; readonly event: ResolvedEvent }
  | { readonly what: 'checkpoint'; readonly position: Position }
  | { readonly what: 'error'; readonly error: unknown }

/** Listens to a subscription that is in no hurry. */
export const listenTo = (subscription: AllStreamSubscription | StreamSubscription): Told[] => {
  const told: Told[] = []
  subscription
    .on('confirmation', () => told.push({ what: 'confirmed' }))
    .on('caughtUp', () => told.push({ what: 'caught up' }))
    .on('data', (resolved: ResolvedEvent) => told.push({ what: 'event', event: resolved }))
    .on('error', (error) => told.push({ what: 'error', error }))
    .on('end', () => told.push({ what: 'ended' }))
  return told
}

/** A short form of what was told: types of events, places of checkpoints. */
export const lines = (told: readonly Told[]): string[] =>
  told.map((one) => {
    if (one.what === 'event') return one.event.event?.type ?? 'nothing'
    if (one.what === 'checkpoint') return `checkpoint ${one.position.commit}/${one.position.prepare}`
    return one.what
  })
