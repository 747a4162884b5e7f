import { DAY } from './texts.ts'
import { lastUpTo, numberAt, runningSums, type Span } from './spans.ts'

/** The local hours of every date, in seconds from its midnight; dates are days since 1970. */
export interface Dates {
  readonly hoursOf: (day: number) => readonly Span[]
  /** how many dates before this one have hours, counted from a fixed one; less than none before that */
  readonly openBefore: (day: number) => number
  /** whether there are hours week by week, apart from single dates */
  readonly weekly: boolean
  /** dates that do not have the hours of their weekday, in order */
  readonly special: readonly number[]
  /** whether the hours of the week leave nothing out */
  readonly roundTheClock: boolean
}

const WEEK = 7
/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % WEEK) + WEEK) % WEEK

const one = (open: boolean): number => (open ? 1 : 0)

/** Dates from the hours of a week, Monday first, and of the dates that differ; each list of hours is a union. */
export const datesOf = (week: readonly (readonly Span[])[], special: ReadonlyMap<number, readonly Span[]>): Dates => {
  const weekly = (day: number) => week[weekdayOf(day)] ?? []
  const hoursOf = (day: number) => special.get(day) ?? weekly(day)
  const openDays = week.map((hours) => one(hours.length > 0))
  const before = runningSums(openDays)
  const perWeek = numberAt(before, WEEK)
  const inOrder = [...special.keys()].sort((a, b) => a - b)
  const differences = runningSums(inOrder.map((day) => one(hoursOf(day).length > 0) - one(weekly(day).length > 0)))
  return {
    hoursOf,
    openBefore: (day) =>
      Math.floor((day + 3) / WEEK) * perWeek +
      numberAt(before, weekdayOf(day)) +
      numberAt(differences, lastUpTo(inOrder, day - 1) + 1),
    weekly: perWeek > 0,
    special: inOrder,
    roundTheClock: week.every(([hours]) => hours !== undefined && hours[0] === 0 && hours[1] === DAY),
  }
}
