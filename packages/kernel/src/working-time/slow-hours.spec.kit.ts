import { dateOf, DAY } from './texts.ts'
import { weekdays, type WorkingHoursDefinition } from './definition.ts'

/**
 * Working time once more, slowly and from nothing that the real one uses: the clock on the wall is read off the
 * platform as people read it, local times are looked for hour by hour, and seconds are marked and counted one by one.
 * Moments and local times are seconds since 1970; years 1970 to 2100. Touching hours of a day are one.
 */
const HOUR = 3600

const walls = new Map<string, (at: number) => number>()

/** The local time that clocks on a wall show, as if it was UTC. */
export const wallIn = (timeZone: string): ((at: number) => number) => {
  const known = walls.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const wall = (at: number) => Date.parse(`${format.format(at * 1000).replace(' ', 'T')}Z`) / 1000
  walls.set(timeZone, wall)
  return wall
}

/** Every hour in which some place may show a local time. */
const around = (local: number): readonly number[] =>
  Array.from({ length: 60 }, (_, hour) => Math.floor(local / HOUR) * HOUR + (hour - 30) * HOUR)

/** RFC 5545, 3.3.5: of two moments the first; a local time in a gap is told by the offset before the gap. */
const momentOf = (wall: (at: number) => number, local: number): number => {
  const offsets = new Set(around(local).map((at) => wall(at) - at))
  const fitting = [...offsets].map((offset) => local - offset).filter((at) => wall(at) === local)
  const [before] = offsets
  return fitting.length > 0 ? Math.min(...fitting) : local - (before ?? 0)
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** What is open on a date, minute by minute of the clock on the wall, as runs of minutes. */
const openOn = (definition: WorkingHoursDefinition, date: string): readonly (readonly [number, number])[] => {
  const weekday = weekdays[(new Date(date).getUTCDay() + 6) % 7] ?? 'mon'
  const usual = definition.holidays?.includes(date) === true ? [] : (definition.weekly[weekday] ?? [])
  const extra = (definition.extra ?? []).filter((one) => one.date === date).map(({ from, to }) => [from, to] as const)
  const minutes = new Uint8Array(24 * 60)
  for (const [from, to] of [...usual, ...extra]) minutes.fill(1, minuteOf(from), minuteOf(to))
  return runsOf(minutes)
}

/** From the first of each run of ones up to, not including, the next nought. */
export const runsOf = (marks: Uint8Array): readonly (readonly [number, number])[] => {
  const runs: [number, number][] = []
  marks.forEach((mark, place) => {
    const last = runs.at(-1)
    if (mark === 1 && last?.[1] === place) last[1] = place + 1
    else if (mark === 1) runs.push([place, place + 1])
  })
  return runs
}

const isInCalendar = (wall: (at: number) => number, day: number): boolean =>
  around(day * DAY + DAY / 2).some((at) => Math.floor(wall(at) / DAY) === day)

/** One mark for every second from one moment to another: 1 if it counts, else 0. A pause without end is null. */
export const countedSeconds = (
  definition: WorkingHoursDefinition,
  pauses: readonly (readonly [number, number | null])[],
  [from, to]: readonly [number, number],
): Uint8Array => {
  const wall = wallIn(definition.timeZone)
  const marks = new Uint8Array(to - from)
  const mark = (as: 0 | 1, [first, last]: readonly [number, number]) =>
    marks.fill(as, Math.max(first - from, 0), Math.max(last - from, first - from, 0))
  for (let day = Math.floor(from / DAY) - 2; day <= Math.floor(to / DAY) + 2; day++) {
    if (!isInCalendar(wall, day)) continue
    for (const [opens, closes] of openOn(definition, dateOf(day)))
      mark(1, [momentOf(wall, day * DAY + opens * 60), momentOf(wall, day * DAY + closes * 60)])
  }
  for (const [pausedAt, resumedAt] of pauses) mark(0, [pausedAt, resumedAt ?? to])
  return marks
}

export const counted = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0)
