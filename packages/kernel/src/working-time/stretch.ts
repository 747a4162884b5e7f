import type { Dates } from './dates.ts'
import { runningSums, union, within, type Span } from './spans.ts'
import { DAY } from './texts.ts'
import { FIRST, LAST, startOf } from './timeline.ts'
import type { Zone } from './zone.ts'

/** The openings in a stretch of time, in order, none touching the next: seconds since 1970. */
export interface Stretch {
  readonly opens: Float64Array
  readonly closes: Float64Array
  /** seconds worked in the stretch before each opening, and at last in all of it */
  readonly before: Float64Array
}

/** How far the openings of a date can lie from its midnight in UTC. */
const FAR = 2 * DAY

const openingsOf = (dates: Dates, zone: Zone, stretch: number): readonly Span[] => {
  const momentOf = zone.momentsIn(stretch)
  const openings: Span[] = []
  const last = Math.floor((startOf(stretch + 1) + FAR) / DAY)
  for (let day = Math.floor((startOf(stretch) - FAR) / DAY); day <= last; day++)
    for (const [from, to] of dates.hoursOf(day)) openings.push([momentOf(day * DAY + from), momentOf(day * DAY + to)])
  return union(openings)
}

/** Works out a stretch: each date's local hours as moments, whatever the clocks do. */
export const stretchFrom = (dates: Dates, zone: Zone, stretch: number): Stretch => {
  const ends: Span = [Math.max(startOf(stretch), FIRST), Math.min(startOf(stretch + 1), LAST)]
  const openings = [...within(openingsOf(dates, zone, stretch), ends)]
  return {
    opens: Float64Array.from(openings, ([from]) => from),
    closes: Float64Array.from(openings, ([, to]) => to),
    before: Float64Array.from(runningSums(openings.map(([from, to]) => to - from))),
  }
}
