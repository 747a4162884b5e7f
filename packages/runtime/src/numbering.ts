import * as E from 'fp-ts/lib/Either.js'
import { NO_STREAM, type EventStore, type StoreFailure } from '@deskledger/event-store'
import { uuidv5, type Uuid } from '@deskledger/kernel'
import { appendOwn } from './append-own.ts'

/** A block of numbers was taken out of a series: `from` to `to`, both inclusive. */
interface NumbersReserved {
  readonly type: 'NumbersReserved'
  readonly series: string
  readonly from: number
  readonly to: number
}

/** Which numbers are wanted. */
export interface Wanted {
  readonly count: number
  /** lifts the series over numbers that are in use without having been taken here */
  readonly above?: number
  /** the command they are for: asked again, it is given the same ones */
  readonly commandId?: Uuid
}

type Reserved = E.Either<StoreFailure, NumbersReserved>

const reserveNew = (events: EventStore, series: string, { count, above = 0 }: Wanted): Promise<Reserved> =>
  appendOwn(events, `numbering-${series}`, (before) => {
    const used = Math.max((before?.data as NumbersReserved | undefined)?.to ?? 0, above)
    return { type: 'NumbersReserved', series, from: used + 1, to: used + count }
  })

/** What a command was given is kept under its id: whoever comes first decides for all. */
const keep = async (events: EventStore, commandId: Uuid, given: NumbersReserved): Promise<Reserved> => {
  const stream = keptIn(given.series, commandId)
  const metadata = { commandId, correlationId: commandId, causationId: commandId, schemaVersion: 1 }
  const eventId = uuidv5(commandId, `numbers of ${given.series}`)
  const kept = await events.append(stream, NO_STREAM, [{ eventId, type: given.type, data: given, metadata }])()
  if (E.isLeft(kept) && kept.left.type !== 'WrongRevision') return kept
  return E.map((first: NumbersReserved | undefined) => first ?? given)(await keptFor(events, given.series, commandId))
}

const keptIn = (series: string, commandId: Uuid): string => `numbering-${series}-${commandId}`

const keptFor = async (events: EventStore, series: string, commandId: Uuid) =>
  E.map(([first]: readonly { readonly data: unknown }[]) => first?.data as NumbersReserved | undefined)(
    await events.readStream(keptIn(series, commandId), { limit: 1 })(),
  )

/**
 * Takes numbers that nobody else is ever given: each block is one event on the series' own stream. Gaps are allowed,
 * repeats are not.
 */
export const reserveNumbers = async (events: EventStore, series: string, wanted: Wanted): Promise<Reserved> => {
  const { commandId } = wanted
  if (commandId === undefined) return reserveNew(events, series, wanted)
  const before = await keptFor(events, series, commandId)
  if (E.isLeft(before)) return before
  if (before.right !== undefined) return E.right(before.right)
  const fresh = await reserveNew(events, series, wanted)
  return E.isLeft(fresh) ? fresh : keep(events, commandId, fresh.right)
}
