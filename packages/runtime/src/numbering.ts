import * as E from 'fp-ts/lib/Either.js'
import { NO_STREAM, type EventStore, type StoreFailure } from '@deskledger/event-store'
import { uuidv5, type Uuid } from '@deskledger/kernel'
import { randomUUID } from 'node:crypto'

/** A block of numbers was taken out of a series: `from` to `to`, both inclusive. */
interface NumbersReserved {
  readonly type: 'NumbersReserved'
  readonly series: string
  readonly from: number
  readonly to: number
}

/**
 * Takes numbers that nobody else is ever given: each block is one event on the series' own stream. Gaps are allowed,
 * repeats are not. `above` lifts the series over numbers that are in use without having been taken here.
 */
export const reserveNumbers = async (
  events: EventStore,
  series: string,
  wanted: { readonly count: number; readonly above?: number },
): Promise<E.Either<StoreFailure, NumbersReserved>> => {
  const stream = `numbering-${series}`
  const commandId = randomUUID() as Uuid
  for (;;) {
    const last = await events.readStream(stream, { direction: 'backwards', limit: 1 })()
    if (E.isLeft(last)) return last
    const before = last.right[0]
    const used = Math.max((before?.data as NumbersReserved | undefined)?.to ?? 0, wanted.above ?? 0)
    const data: NumbersReserved = { type: 'NumbersReserved', series, from: used + 1, to: used + wanted.count }
    const event = {
      eventId: uuidv5(commandId, String(used)),
      type: data.type,
      data,
      metadata: { commandId, correlationId: commandId, causationId: commandId, schemaVersion: 1 },
    }
    const appended = await events.append(stream, before?.revision ?? NO_STREAM, [event])()
    if (E.isRight(appended)) return E.right(data)
    if (appended.left.type !== 'WrongRevision') return appended
  }
}
