import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { NO_STREAM, type EventStore, type StoreFailure } from '@deskledger/event-store'
import { uuidv5, type Uuid } from '@deskledger/kernel'
import { RETRY, type Parked, type RetryRequested } from './parking.ts'

/** Asks every projector, at one place in the log, to take a parked stream up again. */
export const requestRetry = async (
  events: EventStore,
  { build, stream }: Parked,
): Promise<E.Either<StoreFailure, void>> => {
  const readModel = build.slice(0, build.lastIndexOf('~'))
  const own = `projection-${readModel}`
  const commandId = randomUUID() as Uuid
  const data: RetryRequested = { type: RETRY, readModel, stream }
  for (;;) {
    const last = await events.readStream(own, { direction: 'backwards', limit: 1 })()
    if (E.isLeft(last)) return last
    const revision = last.right[0]?.revision ?? NO_STREAM
    const event = {
      eventId: uuidv5(commandId, String(revision)),
      type: RETRY,
      data,
      metadata: { commandId, correlationId: commandId, causationId: commandId, schemaVersion: 1 },
    }
    const appended = await events.append(own, revision, [event])()
    if (E.isRight(appended)) return E.right(undefined)
    if (appended.left.type !== 'WrongRevision') return appended
  }
}
