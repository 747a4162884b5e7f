import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '@deskledger/kernel'
import type { Billed } from '@deskledger/practices/agreement'
import { rangeOfPeriod, timeZoneOf, type TimeZone } from '@deskledger/reports'
import type { Options } from '../context.ts'
import { misuse } from '../stop.ts'
import { take } from '../take.ts'
import { textOption } from '../words/typed.ts'

type Period = Billed['period']

const forms: readonly (readonly [Period, RegExp])[] = [
  ['week', /^\d{4}-W\d\d$/],
  ['month', /^\d{4}-\d\d$/],
  ['quarter', /^\d{4}-Q[1-4]$/],
  ['year', /^\d{4}$/],
]

const EXAMPLES = 'Write a week (2025-W10), a month (2025-03), a quarter (2025-Q1) or a year (2025).'

const unitOf = (of: string): Period => {
  const form = forms.find(([, pattern]) => pattern.test(of))
  if (form === undefined) throw misuse(`--of: "${of}" is no period that penalties are counted by. ${EXAMPLES}`)
  return form[0]
}

const weeksOf = (year: number): readonly string[] =>
  Array.from({ length: 53 }, (_, week) => `${String(year).padStart(4, '0')}-W${String(week + 1).padStart(2, '0')}`)

/** The ISO week of an instant: the year may be that before or after. */
const weekOf = (year: number, zone: TimeZone, now: Instant): string =>
  [year, year - 1, year + 1].flatMap(weeksOf).find((week) => isIn(week, zone, now)) ?? ''

const isIn = (period: string, zone: TimeZone, at: Instant): boolean => {
  const range = rangeOfPeriod(period, zone)
  if (E.isLeft(range)) return false
  const { from, to } = range.right
  return from !== null && to !== null && from <= at && at < to
}

const presentOne = (unit: Period, zone: TimeZone, now: Instant): string => {
  const day = zone.dayOf(now)
  const [year, month] = [day.slice(0, 4), day.slice(0, 7)]
  switch (unit) {
    case 'week':
      return weekOf(Number(year), zone, now)
    case 'month':
      return month
    case 'quarter':
      return `${year}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
    case 'year':
      return year
  }
}

/** The months that a quarter begins and ends with; another period is both. */
const endsOf = (of: string): readonly [first: string, last: string] => {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(of) ?? []
  if (year === undefined) return [of, of]
  const month = 3 * Number(quarter)
  return [`${year}-${String(month - 2).padStart(2, '0')}`, `${year}-${String(month).padStart(2, '0')}`]
}

/** A period that penalties are counted by: its name, and its ends. */
export interface BilledPeriod extends Billed {
  readonly of: string
  readonly timeZone: string
}

/** The length that is meant: as `--of` says, and `--period` must not say otherwise. */
const lengthOf = (of: string | undefined, unit: Period | undefined): Period => {
  const period = of === undefined ? (unit ?? 'month') : unitOf(of)
  if (unit === undefined || unit === period) return period
  throw misuse(`--of ${of ?? ''} is a ${period}, and --period says ${unit}. ${EXAMPLES}`)
}

/** The period that `--period`, `--of` and `--time-zone` ask for. */
export const billedIn = (options: Options, now: Instant): BilledPeriod => {
  const zone = take(timeZoneOf(textOption(options, 'timeZone') ?? 'UTC'))
  const typed = textOption(options, 'of')
  const period = lengthOf(typed, textOption(options, 'period') as Period | undefined)
  const of = typed ?? presentOne(period, zone, now)
  const [first, last] = endsOf(of)
  const { from } = take(rangeOfPeriod(first, zone))
  const { to: until } = take(rangeOfPeriod(last, zone))
  if (from === null || until === null) throw misuse(`--of: "${of}" has no beginning or no end. ${EXAMPLES}`)
  return { of, period, from, until, timeZone: zone.name }
}
