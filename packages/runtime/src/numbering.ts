import type * as E from 'fp-ts/lib/Either.js'
import type { EventStore, StoreFailure } from '@deskledger/event-store'
import { appendOwn } from './append-own.ts'

/** A block of numbers was taken out of a series: `from` to `to`, both inclusive. */
export interface NumbersReserved {
  readonly type: 'NumbersReserved'
  readonly series: string
  readonly from: number
  readonly to: number
}

/**
 * Takes numbers that nobody else is ever given: each block is one event on the series' own stream. Gaps are allowed,
 * repeats are not. `above` lifts the series over numbers that are in use without having been taken here.
 */
export const reserveNumbers = (
  events: EventStore,
  series: string,
  { count, above = 0 }: { readonly count: number; readonly above?: number },
): Promise<E.Either<StoreFailure, NumbersReserved>> =>
  appendOwn(events, `numbering-${series}`, (before) => {
    const used = Math.max((before?.data as NumbersReserved | undefined)?.to ?? 0, above)
    return { type: 'NumbersReserved', series, from: used + 1, to: used + count }
  })
