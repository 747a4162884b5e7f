import { dayNumber, type Instant } from '@deskledger/kernel'

/**
 * What `due` cannot do without, and nothing else: a sum over one week that is the same for ever, looked up the other way
 * round. No zones, no holidays, no pauses, no failures.
 */
const [HOUR, DAY] = [3600, 86_400]
const WEEK = 7 * DAY
/** 1969-12-29 was a Monday. */
const MONDAY = -3 * DAY

const days = [0, 1, 2, 3, 4]
const opens = Float64Array.from(days.flatMap((day) => [day * DAY + 9 * HOUR, day * DAY + 13 * HOUR]))
const closes = Float64Array.from(days.flatMap((day) => [day * DAY + 12 * HOUR, day * DAY + 17 * HOUR]))
const before = Float64Array.from(days.flatMap((day) => [day * 7 * HOUR, day * 7 * HOUR + 3 * HOUR]))
const PER_WEEK = 35 * HOUR

const at = (list: Float64Array, place: number): number => list[place] ?? 0

const worked = (seconds: number): number => {
  const week = Math.floor((seconds - MONDAY) / WEEK)
  const rest = seconds - MONDAY - week * WEEK
  let place = opens.length - 1
  while (place >= 0 && at(opens, place) > rest) place--
  return week * PER_WEEK + (place < 0 ? 0 : at(before, place) + Math.min(rest, at(closes, place)) - at(opens, place))
}

/** When so much is worked, Monday to Friday 9 to 12 and 13 to 17, UTC; seconds since 1970 in and out. */
export const leanDueSeconds = (start: number, seconds: number): number => {
  const wanted = worked(start) + seconds - 1
  const week = Math.floor(wanted / PER_WEEK)
  const rest = wanted - week * PER_WEEK
  let place = opens.length - 1
  while (at(before, place) > rest) place--
  return MONDAY + week * WEEK + at(opens, place) + rest - at(before, place) + 1
}

const two = (text: string, place: number): number => text.charCodeAt(place) * 10 + text.charCodeAt(place + 1) - 528
const digits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))
const pair = (n: number): string => digits[n] ?? ''

/** @source  H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days; years 1600 to 9999 */
const dateText = (day: number): string => {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const doe = z - era * 146_097
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const shifted = Math.floor((5 * doy + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0)
  const date = doy - Math.floor((153 * shifted + 2) / 5) + 1
  return `${pair(Math.floor(year / 100))}${pair(year % 100)}-${pair(month)}-${pair(date)}`
}

/** The same with texts in and out. */
export const leanDue = (start: Instant, seconds: number): Instant => {
  const day = dayNumber(two(start, 0) * 100 + two(start, 2), two(start, 5), two(start, 8))
  const due = leanDueSeconds(day * DAY + two(start, 11) * HOUR + two(start, 14) * 60 + two(start, 17), seconds)
  const dueDay = Math.floor(due / DAY)
  const clock = due - dueDay * DAY
  const minute = Math.floor(clock / 60)
  return `${dateText(dueDay)}T${pair(Math.floor(minute / 60))}:${pair(minute % 60)}:${pair(clock % 60)}.000Z` as Instant
}
