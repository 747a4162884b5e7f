import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '@deskledger/kernel'
import type { StoreFailure } from './port.ts'

/** Failures that are a type and a sentence. */
type Plain = Exclude<StoreFailure['type'], 'WrongRevision' | 'MixedRepeat'>

/** A store failure that says no more than its sentence: what, where, what to do. */
export const failed = (type: Plain, message: string): E.Either<StoreFailure, never> => E.left({ type, message })

const last = (revision: number): string => (revision === -1 ? 'no events' : `revision ${revision}`)

/** Somebody else wrote first. `-1` stands for no events. */
export const wrongRevision = (stream: string, expected: number, actual: number): E.Either<StoreFailure, never> =>
  E.left({
    type: 'WrongRevision',
    stream,
    expected,
    actual,
    message: `Stream ${stream} ends at ${last(actual)}, not at ${last(expected)}: load it again and decide again.`,
  })

/** An identity was used twice: for some of these events, and for others. */
export const mixedRepeat = (stream: string, expected: number): E.Either<StoreFailure, never> =>
  E.left({
    type: 'MixedRepeat',
    stream,
    expected,
    message: `Stream ${stream}: some of these event ids stand after ${last(expected)} already and some do not. Give new events new ids; repeat an append with the ids it had.`,
  })

/** A copy whose events were recorded before the last one of their stream: a stream's times of recording never go back. */
export const recordedBefore = (stream: string, first: Instant, last: Instant): E.Either<StoreFailure, never> =>
  failed(
    'Unstorable',
    `A copy of stream ${stream} was refused: its first event was recorded at ${first}, before the last one that the stream has (${last}). Copy in the order of the log, into a ledger without younger events.`,
  )
