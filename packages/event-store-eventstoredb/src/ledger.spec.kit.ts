import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { EventStore, LogQuery, StoreFailure } from '@deskledger/event-store'
import {
  canonicalJson,
  sha256,
  START,
  uuidv5,
  type NewEvent,
  type StoredEvent as KernelEvent,
  type Uuid,
} from '@deskledger/kernel'
import { startEventStoreDouble, type DoubleOptions, type EventStoreDouble, type StoredEvent } from '@deskledger/servers'
import { openEventStoreDbEventStore, type EventStoreDbOptions } from './index.ts'

const NAMESPACE = '6f1c2f9e-52a1-4c1b-9f7e-0d5c6a3b2e10' as Uuid

/** An event with an identity of its own for each name. */
export const event = (name: string, data: unknown = { name }, type = 'Noted'): NewEvent => ({
  eventId: uuidv5(NAMESPACE, name),
  type,
  data,
  metadata: { commandId: NAMESPACE, correlationId: NAMESPACE, causationId: NAMESPACE, schemaVersion: 1 },
})

export const many = (count: number, name = 'event'): readonly NewEvent[] =>
  Array.from({ length: count }, (_, i) => event(`${name}-${i}`))

export const got = async <A>(task: TE.TaskEither<StoreFailure, A>): Promise<A> => {
  const result = await task()
  if (E.isLeft(result)) throw new Error(`${result.left.type}: ${result.left.message}`)
  return result.right
}

export const failureOf = async (task: TE.TaskEither<StoreFailure, unknown>): Promise<StoreFailure> => {
  const result = await task()
  if (E.isRight(result)) throw new Error(`no failure, but ${JSON.stringify(result.right)}`)
  return result.left
}

/** Opens a store for one test, and closes it afterwards. */
export const withStore = async (
  url: string,
  options: EventStoreDbOptions,
  test: (store: EventStore) => Promise<unknown>,
): Promise<void> => {
  const store = await got(openEventStoreDbEventStore(url, options))
  try {
    await test(store)
  } finally {
    await store.close()
  }
}

/** Starts the double for one test. */
export const withDouble = async (
  options: DoubleOptions,
  test: (double: EventStoreDouble) => Promise<unknown>,
): Promise<void> => {
  const double = await startEventStoreDouble(options)
  try {
    await test(double)
  } finally {
    await double.stop('hard')
  }
}

/** A double, and a store on it, for one test. */
export const withBoth = (
  options: EventStoreDbOptions,
  test: (parts: { readonly double: EventStoreDouble; readonly store: EventStore }) => Promise<unknown>,
): Promise<void> => withDouble({}, (double) => withStore(double.url, options, (store) => test({ double, store })))

/** What a plain scan of the server's log finds of one stream. */
interface Scanned {
  readonly revisions: readonly number[]
  readonly eventIds: readonly string[]
  /** SHA-256 over the one before and the bytes, as one text */
  readonly rolling: string
}

const envelopeOf = ({ metadata }: StoredEvent): { readonly eventId?: string } => {
  const text = Buffer.from(metadata).toString()
  const parsed = text === '' ? {} : (JSON.parse(text) as { readonly deskledger?: { readonly eventId?: string } })
  return parsed.deskledger ?? {}
}

/** The oracle: streams as a plain scan of the server's log has them, the server's own left out. */
export const scan = (double: EventStoreDouble): ReadonlyMap<string, Scanned> => {
  const streams = new Map<string, Scanned>()
  for (const one of double.log.scan()) {
    if (one.type.startsWith('$') || one.stream.startsWith('$')) continue
    const before = streams.get(one.stream) ?? { revisions: [], eventIds: [], rolling: '' }
    streams.set(one.stream, {
      revisions: [...before.revisions, Number(one.revision)],
      eventIds: [...before.eventIds, envelopeOf(one).eventId ?? ''],
      rolling: sha256(before.rolling + one.type + Buffer.from(one.data).toString('hex')),
    })
  }
  return streams
}

/** The same of events that were read. */
export const scanOf = (events: readonly KernelEvent[]): ReadonlyMap<string, Scanned> => {
  const streams = new Map<string, Scanned>()
  for (const one of events) {
    const before = streams.get(one.stream) ?? { revisions: [], eventIds: [], rolling: '' }
    streams.set(one.stream, {
      revisions: [...before.revisions, one.revision],
      eventIds: [...before.eventIds, one.eventId],
      rolling: sha256(before.rolling + one.type + Buffer.from(canonicalJson(one.data)).toString('hex')),
    })
  }
  return streams
}

/** All of the log, page by page. */
export const readToEnd = async (store: EventStore, query: Partial<LogQuery> = {}): Promise<readonly KernelEvent[]> => {
  const events: KernelEvent[] = []
  for (let after = query.after ?? START; ;) {
    const batch = await got(store.readAll({ ...query, after }))
    events.push(...batch.events)
    if (batch.caughtUp) return events
    after = batch.position
  }
}

/** Waits until something holds; fails where it never does. */
export const until = async (holds: () => boolean, what: string): Promise<void> => {
  const end = performance.now() + 20_000
  while (!holds()) {
    if (performance.now() > end) throw new Error(`It never came to be: ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
