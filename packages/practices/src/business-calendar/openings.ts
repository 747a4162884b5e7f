import { instantOf, type Instant } from '@deskledger/kernel'
import {
  due,
  dueInDays,
  elapsed,
  intervals,
  weekdays,
  workingHours,
  type Weekday,
  type WorkingHours,
  type WorkingHoursDefinition,
  type WorkingHoursMistake,
} from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import { localTimes } from './local-times.ts'

/** One opening, within one local date, for people to read. */
export interface Opening {
  readonly date: string
  readonly weekday: Weekday
  /** local times; seconds only where the clocks have some; an end at midnight is `24:00` */
  readonly from: string
  readonly to: string
  readonly opens: Instant
  readonly closes: Instant
  /** real seconds between, whatever the clocks do */
  readonly seconds: number
}

const LAST = instantOf(253_402_300_799_000) // 9999-12-31T23:59:59.000Z

/** The end of the local date of an instant. */
const midnights = (timeZone: string): ((at: Instant) => Instant) => {
  const weekly = Object.fromEntries(weekdays.map((day) => [day, [['00:00', '24:00']] as const]))
  const always = workingHours({ timeZone, weekly })
  return (at) => {
    if (E.isLeft(always)) return LAST
    const end = dueInDays(always.right, at, 0, { endOfDay: true })
    return E.isLeft(end) ? LAST : end.right
  }
}

/** The opening that begins at an instant, up to the end of its local date. */
const openingsIn = (hours: WorkingHours): ((opens: Instant) => Opening) => {
  const { timeZone } = hours.definition
  const [midnightAfter, localAt] = [midnights(timeZone), localTimes(timeZone)]
  return (opens) => {
    const midnight = midnightAfter(opens)
    const [closes = midnight] = [...intervals(hours, opens, midnight)].map(([, end]) => end)
    const [{ date, weekday, time: from }, end] = [localAt(opens), localAt(closes)]
    const to = end.date === date ? end.time : '24:00'
    return { date, weekday, from, to, opens, closes, seconds: elapsed(hours, opens, closes) }
  }
}

/**
 * The next openings at or after an instant, at most so many: the first is cut where the instant lies within it, and hours
 * over midnight are one opening for each date. Fewer where hours have single dates only, or the year 9999 comes first.
 * @errors  all mistakes of the definition
 * @example openingsOf(definition, now, 20)
 */
export const openingsOf = (
  definition: WorkingHoursDefinition,
  from: Instant,
  count: number,
): E.Either<readonly WorkingHoursMistake[], readonly Opening[]> => {
  const read = workingHours(definition)
  if (E.isLeft(read)) return read
  const openingFrom = openingsIn(read.right)
  const openings: Opening[] = []
  let at = from
  while (openings.length < count) {
    const opens = due(read.right, at, 0)
    if (E.isLeft(opens)) break
    const opening = openingFrom(opens.right)
    if (opening.closes <= at) break
    openings.push(opening)
    at = opening.closes
  }
  return E.right(openings)
}
