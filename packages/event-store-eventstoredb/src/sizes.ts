import * as E from 'fp-ts/lib/Either.js'
import { failed, type StoreFailure } from '@deskledger/event-store'
import type { WireEvent } from './envelope.ts'

/** The server's setting as it is delivered, less a margin. */
export const LARGEST_APPEND = 1024 * 1024 - 1024

/** One message of the protocol, less what stands around an event in it. */
const LARGEST_EVENT = 16 * 1024 * 1024 - 64 * 1024

/**
 * Bytes of an event as servers from 25.0 on measure it; what those before measure, the data alone, is never more.
 * Each character of the type counts twice.
 */
const sizeOf = ({ type, data, metadata }: WireEvent): number => data.length + metadata.length + 2 * type.length

/** @unit bytes */
const sizeOfAll = (events: readonly WireEvent[]): number => events.reduce((sum, one) => sum + sizeOf(one), 0)

/** Refuses what the server would not take, or what would not fit into a message. */
export const fitting = (
  stream: string,
  events: readonly WireEvent[],
  largest: number,
): E.Either<StoreFailure, void> => {
  const size = sizeOfAll(events)
  if (size > largest)
    return failed(
      'Unstorable',
      `An append to stream ${stream} was refused: it comes to ${size} bytes, and this store takes ${largest}. Split it; or raise the server's MaxAppendSize, and give the larger size as largestAppend.`,
    )
  const widest = events.reduce((most, one) => Math.max(most, sizeOf(one)), 0)
  return widest > LARGEST_EVENT
    ? failed(
        'Unstorable',
        `An append to stream ${stream} was refused: one of its events comes to ${widest} bytes, and a message to the server holds ${LARGEST_EVENT}, whatever its settings. Keep large content elsewhere, and its address in the event.`,
      )
    : E.right(undefined)
}

/** The server takes less than it was believed to take. */
export const overServersLimit = (stream: string, events: readonly WireEvent[], limit: number): StoreFailure => ({
  type: 'Unstorable',
  message: `The server refused an append to stream ${stream}: it comes to ${sizeOfAll(events)} bytes, and its setting MaxAppendSize is ${limit}. Split it, or raise the setting; and open the store with largestAppend ${limit} or less.`,
})
