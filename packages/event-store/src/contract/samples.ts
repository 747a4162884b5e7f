import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { START, uuidv5, type NewEvent, type StoredEvent, type Uuid } from '@deskledger/kernel'
import type { Batch, EventStore, LogQuery, StoreFailure, Subscription } from '../port.ts'

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
  expect(result).toMatchObject({ _tag: 'Right' })
  return (result as E.Right<A>).right
}

/** The failure a task ends with: of this type, and with a sentence. */
export const failure = async (
  task: TE.TaskEither<StoreFailure, unknown>,
  type: StoreFailure['type'],
): Promise<StoreFailure> => {
  const result = await task()
  expect(result).toMatchObject({ _tag: 'Left', left: { type, message: expect.stringMatching(/\w+ .+[.:]/) as string } })
  return (result as E.Left<StoreFailure>).left
}

/** All of the log that a query lets through, read in as many steps as it takes. */
export const readToEnd = async (store: EventStore, query: Partial<LogQuery> = {}): Promise<readonly Batch[]> => {
  const batches: Batch[] = []
  let after = query.after ?? START
  for (let caughtUp = false; !caughtUp;) {
    const batch = await got(store.readAll({ ...query, after }))
    batches.push(batch)
    ;({ position: after, caughtUp } = batch)
  }
  return batches
}

export const eventsOf = (batches: readonly Batch[]): readonly StoredEvent[] => batches.flatMap(({ events }) => events)

export const idsOf = (events: readonly { readonly eventId: Uuid }[]): readonly Uuid[] =>
  events.map(({ eventId }) => eventId)

/** Where an event stands, in one text. */
export const placesOf = (events: readonly StoredEvent[]): readonly string[] =>
  events.map(({ stream, revision }) => `${stream}@${revision}`)

/** Follows the log until `enough` says so; answers the batches. */
export const followUntil = async (
  store: EventStore,
  subscription: Omit<Subscription, 'signal'>,
  enough: (batches: readonly Batch[]) => boolean | Promise<boolean>,
): Promise<readonly Batch[]> => {
  const batches: Batch[] = []
  const end = new AbortController()
  for await (const batch of store.subscribe({ ...subscription, signal: end.signal })) {
    expect(batch).toMatchObject({ _tag: 'Right' })
    batches.push((batch as E.Right<Batch>).right)
    if (await enough(batches)) end.abort()
  }
  return batches
}
