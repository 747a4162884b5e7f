import * as E from 'fp-ts/lib/Either.js'
import { dayNumber, dayOf, instantOf, isInstant, type Instant } from '@deskledger/kernel'
import type { ViewFailure } from '@deskledger/read-store'
import type { TimeZone } from './time-zone.ts'

/** What a series over time can be cut into. */
export type PeriodUnit = 'day' | 'week' | 'month'

/** From `from` on, before `to`; null: without bound. */
export interface Range {
  readonly from: Instant | null
  readonly to: Instant | null
}

const DAY = 86_400_000
const numberOf = (day: string): number =>
  dayNumber(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)))
const dayAt = (number: number): string => dayOf(instantOf(number * DAY))

const dayAfter = (day: string, days = 1): string => dayAt(numberOf(day) + days)

const MONDAY = 3 // 1970-01-01 was a Thursday
const weekday = (number: number): number => (((number + MONDAY) % 7) + 7) % 7
const mondayOfFirstWeek = (year: number): number => {
  const fourth = dayNumber(year, 1, 4)
  return fourth - weekday(fourth)
}

/**
 * The ISO week a day belongs to: `2016-W09`.
 * @source  ISO 8601-1:2019, 4.2.2: week 1 holds the year's first Thursday
 */
const weekOf = (day: string): string => {
  const number = numberOf(day)
  const year = Number(dayAt(number - weekday(number) + 3).slice(0, 4))
  const week = Math.floor((number - mondayOfFirstWeek(year)) / 7) + 1
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`
}

/** The period a day belongs to: `2016-03-01`, `2016-W09`, `2016-03`. */
export const periodOf = (day: string, unit: PeriodUnit): string => {
  switch (unit) {
    case 'day':
      return day
    case 'week':
      return weekOf(day)
    case 'month':
      return day.slice(0, 7)
  }
}

type Days = readonly [first: string, after: string]

const nextMonth = (month: string): string => dayAfter(`${month}-28`, 4).slice(0, 7)

const weekDays = (period: string): Days | null => {
  const first = dayAt(mondayOfFirstWeek(Number(period.slice(0, 4))) + (Number(period.slice(6)) - 1) * 7)
  return weekOf(first) === period ? [first, dayAfter(first, 7)] : null
}

const daysOf = (period: string): Days | null => {
  if (/^\d{4}$/.test(period)) return [`${period}-01-01`, `${String(Number(period) + 1).padStart(4, '0')}-01-01`]
  if (/^\d{4}-W\d\d$/.test(period)) return weekDays(period)
  const day = `${period}-01`.slice(0, 10)
  if (!/^\d{4}-\d\d(-\d\d)?$/.test(period) || !isInstant(`${day}T00:00:00.000Z`)) return null
  return period.length === 7 ? [day, `${nextMonth(period)}-01`] : [day, dayAfter(day)]
}

/**
 * From when to when a named period goes in a zone: `2016`, `2016-03`, `2016-W09`, `2016-03-01`.
 * @errors  BadQuery: no such period
 */
export const rangeOfPeriod = (period: string, zone: TimeZone): E.Either<ViewFailure, Range> => {
  const days = daysOf(period)
  if (days) return E.right({ from: zone.startOf(days[0]), to: zone.startOf(days[1]) })
  const message = `"${period}" is no period. Write a year (2016), month (2016-03), ISO week (2016-W09) or day (2016-03-01).`
  return E.left({ type: 'BadQuery', message })
}

/** Whole UTC days, `from` on and before `before`; null: without bound. */
export interface WholeDays {
  readonly from: string | null
  readonly before: string | null
}

const start = (day: string): Instant => `${day}T00:00:00.000Z` as Instant

/** The first whole day of a range, and the edge before it. */
const beginning = (from: Instant | null): readonly [string | null, readonly Range[]] => {
  if (from === null) return [null, []]
  const day = dayOf(from)
  if (from === start(day)) return [day, []]
  const next = dayAfter(day)
  return [next, [{ from, to: start(next) }]]
}

/** The day after the last whole one, and the edge behind it. */
const ending = (to: Instant | null): readonly [string | null, readonly Range[]] => {
  if (to === null) return [null, []]
  const day = dayOf(to)
  return [day, to === start(day) ? [] : [{ from: start(day), to }]]
}

/** A range as whole UTC days and what is left at its ends. */
export const cutIntoDays = (range: Range): { readonly whole: WholeDays | null; readonly edges: readonly Range[] } => {
  const [from, before] = beginning(range.from)
  const [to, behind] = ending(range.to)
  if (from === null || to === null || from < to) return { whole: { from, before: to }, edges: [...before, ...behind] }
  return { whole: null, edges: from > to ? [range] : [...before, ...behind] }
}
