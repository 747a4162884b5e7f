import * as E from 'fp-ts/lib/Either.js'
import type { EventStore, StoreFailure } from '@deskledger/event-store'
import type { Position, StoredEvent } from '@deskledger/kernel'
import { RETRY, type RetryRequested } from './parking.ts'

export type Stretch = readonly StoredEvent<object>[]
/** By the position of the marker: the events that wait behind it. */
export type Missed = ReadonlyMap<Position, Stretch>

export interface Waiting {
  readonly events: EventStore
  readonly readModel: string
  /** whether the read model takes events of this type */
  readonly takes: (type: string) => boolean
  /** the revision that a stream is parked at; undefined: it is not */
  readonly parkedAt: (stream: string) => number | undefined
}

const retriedAt = ({ type, data }: StoredEvent<object>, readModel: string): string | undefined => {
  const asked = data as Partial<RetryRequested>
  return type === RETRY && asked.readModel === readModel ? asked.stream : undefined
}

/** What waits behind each marker of a batch: events of the stream that it asks to take up again. */
export const missedIn = async (
  batch: Stretch,
  { events, readModel, takes, parkedAt }: Waiting,
): Promise<E.Either<StoreFailure, Missed>> => {
  const missed = new Map<Position, Stretch>()
  for (const marker of batch) {
    const stream = retriedAt(marker, readModel)
    if (stream === undefined) continue
    const from = parkedAt(stream) ?? batch.find((event) => event.stream === stream)?.revision
    if (from === undefined) continue
    const read = await events.readStream(stream, { from })()
    if (E.isLeft(read)) return read
    const taken = read.right.filter(({ type, position }) => takes(type) && position < marker.position)
    missed.set(marker.position, taken as Stretch)
  }
  return E.right(missed)
}
