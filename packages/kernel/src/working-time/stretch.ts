import type { Dates } from './dates.ts'
import { risingFrom, type Rising } from './rising.ts'
import { lastUpTo, numberAt, union, type Span } from './spans.ts'
import { DAY } from './texts.ts'
import { FIRST, LAST, startOf } from './timeline.ts'
import type { Zone } from './zone.ts'

/** The openings in a stretch of time, in order, none touching the next: seconds since 1970. */
export interface Stretch {
  readonly opens: Rising
  readonly closes: Float64Array
  /** seconds worked in the stretch before each opening, and at last in all of it */
  readonly before: Rising
}

/** How far the openings of a date can lie from its midnight in UTC. */
const FAR = 2 * DAY

/** Openings in order: when they begin, and when they end. */
interface Lists {
  readonly opens: number[]
  readonly closes: number[]
}

/** Adds an opening, as one with the last if it touches; false: it begins before the last ends. */
const put = ({ opens, closes }: Lists, from: number, to: number): boolean => {
  const end = closes.at(-1) ?? -Infinity
  if (to <= from) return true
  if (from < end) return false
  if (from === end) closes.pop()
  else opens.push(from)
  closes.push(to)
  return true
}

/** The openings of the dates in and around a stretch; where a change of clocks tore them, put in order again. */
const openingsOf = (dates: Dates, zone: Zone, stretch: number): Lists => {
  const momentOf = zone.momentsIn(stretch)
  const lists: Lists = { opens: [], closes: [] }
  const torn: Span[] = []
  const last = Math.floor((startOf(stretch + 1) + FAR) / DAY)
  for (let day = Math.floor((startOf(stretch) - FAR) / DAY); day <= last; day++)
    for (const hours of dates.hoursOf(day)) {
      const from = momentOf(day * DAY + hours[0])
      const to = momentOf(day * DAY + hours[1])
      if (!put(lists, from, to)) torn.push([from, to])
    }
  if (torn.length === 0) return lists
  const whole = union([...torn, ...lists.opens.map((from, place): Span => [from, numberAt(lists.closes, place)])])
  return { opens: whole.map(([from]) => from), closes: whole.map(([, to]) => to) }
}

/** Works out a stretch: each date's local hours as moments, whatever the clocks do. */
export const stretchFrom = (dates: Dates, zone: Zone, stretch: number): Stretch => {
  const [first, last] = [Math.max(startOf(stretch), FIRST), Math.min(startOf(stretch + 1), LAST)]
  const all = openingsOf(dates, zone, stretch)
  const skipped = lastUpTo(all.closes, first) + 1
  const opens = Float64Array.from(all.opens.slice(skipped, lastUpTo(all.opens, last - 1) + 1))
  const closes = Float64Array.from(all.closes.slice(skipped, skipped + opens.length))
  const before = new Float64Array(opens.length + 1)
  if (opens.length > 0) {
    opens[0] = Math.max(first, numberAt(opens, 0))
    closes[opens.length - 1] = Math.min(last, numberAt(closes, opens.length - 1))
  }
  for (let place = 0; place < opens.length; place++)
    before[place + 1] = (before[place] ?? 0) + (closes[place] ?? 0) - (opens[place] ?? 0)
  return { opens: risingFrom(opens), closes, before: risingFrom(before) }
}
