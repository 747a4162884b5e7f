import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { NO_STREAM, type EventStore, type StoreFailure } from '@deskledger/event-store'
import { uuidv5, type Message, type StoredEvent, type Uuid } from '@deskledger/kernel'

/**
 * Appends one event to a stream of the runtime's own; what it says may depend on the event before it. Whoever else
 * appends at the same time, each comes to its turn.
 */
export const appendOwn = async <Event extends Message>(
  events: EventStore,
  stream: string,
  next: (before: StoredEvent | undefined) => Event,
): Promise<E.Either<StoreFailure, Event>> => {
  const commandId = randomUUID() as Uuid
  const metadata = { commandId, correlationId: commandId, causationId: commandId, schemaVersion: 1 }
  for (;;) {
    const last = await events.readStream(stream, { direction: 'backwards', limit: 1 })()
    if (E.isLeft(last)) return last
    const before = last.right[0]
    const data = next(before)
    const revision = before?.revision ?? NO_STREAM
    const event = { eventId: uuidv5(commandId, String(revision)), type: data.type, data, metadata }
    const appended = await events.append(stream, revision, [event])()
    if (E.isRight(appended)) return E.right(data)
    if (appended.left.type !== 'WrongRevision') return appended
  }
}
