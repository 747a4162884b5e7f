import { randomUUID } from 'node:crypto'
import { inspect } from 'node:util'
import {
  EventStoreDBClient,
  jsonEvent,
  WrongExpectedVersionError,
  type AllStreamSubscription,
  type AppendResult,
  type DeleteResult,
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

/** Lets go of a client. It waits for ever for an append call that the server ended in peace: then it is left. */
const letGo = (client: EventStoreDBClient): Promise<void> =>
  new Promise((resolve) => {
    const patience = setTimeout(resolve, 1_000)
    void client.dispose().finally(() => {
      clearTimeout(patience)
      resolve()
    })
  })

/** A double and a client, for as long as `use` needs them. */
export const withDouble = async <T>(options: DoubleOptions, use: (bench: Bench) => Promise<T>): Promise<T> => {
  const double = await startEventStoreDouble(options)
  const client = EventStoreDBClient.connectionString(double.url)
  try {
    return await use({ double, client })
  } finally {
    await letGo(client)
    await double.stop('hard')
  }
}

/** One double and one client for all tests of a file, which keep to streams of their own. */
export const sharedBench = (options: DoubleOptions = {}): (() => Bench) => {
  let bench: Bench | undefined
  beforeAll(async () => {
    const double = await startEventStoreDouble(options)
    bench = { double, client: EventStoreDBClient.connectionString(double.url) }
    // The first append of a connection is slower than those behind it, and would be overtaken by them.
    await bench.client.appendToStream('warm-up', event('WarmUp'))
  })
  afterAll(async () => {
    if (bench !== undefined) await letGo(bench.client)
    await bench?.double.stop('hard')
  })
  return () => {
    if (bench === undefined) throw new Error('The double has not started.')
    return bench
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

/** How an append or a deletion ended, in a few words. */
export const outcome = async (what: Promise<AppendResult | DeleteResult>): Promise<string> => {
  try {
    const done = await what
    return 'nextExpectedRevision' in done ? `stored ${done.nextExpectedRevision}` : 'deleted'
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) return `wrong version ${String(error.actualVersion)}`
    return error instanceof Error ? error.constructor.name : String(error)
  }
}

/** The error of what must fail. */
export const failing = async (what: Promise<unknown>): Promise<unknown> =>
  what.then(
    (value) => {
      throw new Error(`This should have failed, but gave ${inspect(value)}.`)
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
