import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { dayOf, instantOf, millisOf, type Instant } from '@deskledger/kernel'
import type { ViewFailure } from '@deskledger/read-store'

/** The calendar of a place: which day a moment falls on there, and when a day begins there. */
export interface TimeZone {
  readonly name: string
  readonly isUtc: boolean
  /** `2016-03-01` */
  readonly dayOf: (at: Instant) => string
  /** the first moment of a day; where clocks skip midnight, the moment after the gap */
  readonly startOf: (day: string) => Instant
}

const midnight = (day: string): number => millisOf(`${day}T00:00:00.000Z` as Instant)

export const utc: TimeZone = {
  name: 'UTC',
  isUtc: true,
  dayOf,
  startOf: (day) => instantOf(midnight(day)),
}

const HOUR = 3_600_000
const QUARTER = 900_000

const formatted = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })

const wallClock = (format: Intl.DateTimeFormat, millis: number): number => {
  const parts = new Map(format.formatToParts(millis).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes, width = 2): string => (parts.get(type) ?? '0').padStart(width, '0')
  const day = `${part('year', 4)}-${part('month')}-${part('day')}`
  return millisOf(`${day}T${part('hour')}:${part('minute')}:${part('second')}.000Z` as Instant)
}

/** Offsets change on quarters of an hour, in whole seconds before standard time: one look-up serves a quarter. */
const offsets = (format: Intl.DateTimeFormat): ((millis: number) => number) => {
  const known = new Map<number, number>()
  return (millis) => {
    const quarter = Math.floor(millis / QUARTER)
    const before = known.get(quarter)
    if (before !== undefined) return before
    const offset = wallClock(format, quarter * QUARTER) - quarter * QUARTER
    known.set(quarter, offset)
    return offset
  }
}

const startIn = (offsetAt: (millis: number) => number, day: string): Instant => {
  const wanted = midnight(day)
  const early = wanted - offsetAt(wanted - 14 * HOUR)
  const late = wanted - offsetAt(wanted + 14 * HOUR)
  const exact = [Math.min(early, late), Math.max(early, late)].find((at) => at + offsetAt(at) === wanted)
  if (exact !== undefined) return instantOf(exact)
  let [before, after] = [wanted - 14 * HOUR, wanted + 14 * HOUR]
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000
    if (middle + offsetAt(middle) >= wanted) after = middle
    else before = middle
  }
  return instantOf(after)
}

/**
 * A zone by its name in the IANA database (`Europe/Berlin`) or `UTC`.
 * @errors  BadQuery: no such zone
 */
export const timeZoneOf = (name: string): E.Either<ViewFailure, TimeZone> => {
  if (name === 'UTC') return E.right(utc)
  return pipe(
    E.tryCatch(
      () => formatted(name),
      (): ViewFailure => ({
        type: 'BadQuery',
        message: `There is no time zone "${name}". Write UTC or a name such as Europe/Berlin or America/New_York.`,
      }),
    ),
    E.map((format) => {
      const offsetAt = offsets(format)
      return {
        name,
        isUtc: false,
        dayOf: (at) => dayOf(instantOf(millisOf(at) + offsetAt(millisOf(at)))),
        startOf: (day) => startIn(offsetAt, day),
      }
    }),
  )
}
