import type * as E from 'fp-ts/lib/Either.js'
import type { EventStore, StoreFailure } from '@deskledger/event-store'
import { appendOwn } from './append-own.ts'
import { RETRY, type Parked, type RetryRequested } from './parking.ts'

/** Asks every projector, at one place in the log, to take a parked stream up again. */
export const requestRetry = (
  events: EventStore,
  { build, stream }: Parked,
): Promise<E.Either<StoreFailure, RetryRequested>> => {
  const readModel = build.slice(0, build.lastIndexOf('~'))
  return appendOwn(events, `projection-${readModel}`, () => ({ type: RETRY, readModel, stream }))
}
