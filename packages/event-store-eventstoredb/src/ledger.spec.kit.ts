import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { EventStore, StoreFailure } from '@deskledger/event-store'
import { uuidv5, type NewEvent, type Uuid } from '@deskledger/kernel'
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
