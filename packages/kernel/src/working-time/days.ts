import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../words.ts'
import type { Dates } from './dates.ts'
import { hoursEnd, notWhole, type WorkingTimeFailure } from './failures.ts'
import type { WorkingHours } from './hours.ts'
import { numberAt } from './spans.ts'
import { DAY, instantAt, secondsOf } from './texts.ts'
import { FIRST, LAST } from './timeline.ts'
import { momentIn } from './zone.ts'

const [FIRST_DAY, LAST_DAY] = [Math.floor(FIRST / DAY), Math.floor(LAST / DAY)]

/** The date with hours that has so many with hours before it, as `openBefore` counts; NaN: not within our years. */
const openDate = ({ openBefore }: Dates, before: number): number => {
  if (openBefore(FIRST_DAY) > before || openBefore(LAST_DAY + 1) <= before) return NaN
  let [low, high] = [FIRST_DAY, LAST_DAY + 1]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (openBefore(middle) <= before) low = middle
    else high = middle
  }
  return low
}

/** How many dates with hours come before the one that is so many working days from a date. */
const rankOf = ({ openBefore }: Dates, from: number, days: number): number =>
  days > 0 ? openBefore(from + 1) + days - 1 : openBefore(from) + days

/** When the last hours of a date end, in seconds from its midnight. */
const closingOf = ({ hoursOf }: Dates, date: number): number => numberAt(hoursOf(date).at(-1) ?? [], 1)

/**
 * The instant so many working days after the local date of a start, or before it: a working day is a date with hours, never
 * 24 hours. The date of the start is not counted; 0 is that date itself if it has hours, else the next that has. The
 * clock time stays that of the start, also outside the hours of the day; or it is when the last hours of the day end.
 * @unit    working days, negative to go back
 * @errors  NotWhole; HoursEnd: not that many dates with hours between the years 0000 and 9999
 * @example dueInDays(hours, start, 5, { endOfDay: true })
 */
export const dueInDays = (
  { dates, zone }: WorkingHours,
  ...[start, days, { endOfDay = false } = {}]: readonly [
    start: Instant,
    days: number,
    options?: { readonly endOfDay?: boolean },
  ]
): E.Either<WorkingTimeFailure, Instant> => {
  if (!Number.isSafeInteger(days)) return E.left(notWhole('working days', days))
  const local = zone.localAt(secondsOf(start))
  const today = Math.floor(local / DAY)
  const date = openDate(dates, rankOf(dates, today, days))
  const clock = endOfDay ? closingOf(dates, date) : local - today * DAY
  const at = Number.isNaN(date) ? NaN : momentIn(zone, date * DAY + clock)
  return at >= FIRST && at <= LAST
    ? E.right(instantAt(at))
    : E.left(hoursEnd({ unit: 'working days', amount: days, from: start }))
}
