import type { Instant } from '@deskledger/kernel'
import type { Billed } from '@deskledger/practices/agreement'
import type { ViewFailure } from '@deskledger/read-store'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { periodOf, rangeOfPeriod } from '../periods.ts'
import { timeZoneOf, type TimeZone } from '../time-zone.ts'

type Period = Billed['period']

/** Which period: its name, its length, or both; the present month if neither is said. */
export interface BilledAsked {
  /** `2025-W10`, `2025-03`, `2025-Q1`, `2025` */
  readonly of?: string
  readonly period?: Period
  /** default UTC */
  readonly timeZone?: string
}

/** A period that penalties are counted by: its name, and its ends. */
export interface BilledPeriod extends Billed {
  readonly of: string
  readonly timeZone: string
}

const forms: readonly (readonly [Period, RegExp])[] = [
  ['week', /^\d{4}-W\d\d$/],
  ['month', /^\d{4}-\d\d$/],
  ['quarter', /^\d{4}-Q[1-4]$/],
  ['year', /^\d{4}$/],
]

const EXAMPLES = 'Write a week (2025-W10), a month (2025-03), a quarter (2025-Q1) or a year (2025).'

const bad = (message: string): E.Either<ViewFailure, never> =>
  E.left({ type: 'BadQuery', message: `${message} ${EXAMPLES}` })

const lengthOf = ({ of, period }: BilledAsked): E.Either<ViewFailure, Period> => {
  if (of === undefined) return E.right(period ?? 'month')
  const found = forms.find(([, form]) => form.test(of))?.[0]
  if (found === undefined) return bad(`"${of}" is no period that penalties are counted by.`)
  return period === undefined || period === found ? E.right(found) : bad(`"${of}" is a ${found}, and no ${period}.`)
}

const presentOne = (length: Period, zone: TimeZone, now: Instant): string => {
  const day = zone.dayOf(now)
  if (length === 'week' || length === 'month') return periodOf(day, length)
  const year = day.slice(0, 4)
  return length === 'year' ? year : `${year}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** The months that a quarter begins and ends with; another period is both. */
const endsOf = (of: string): readonly [first: string, last: string] => {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(of) ?? []
  if (year === undefined) return [of, of]
  const month = 3 * Number(quarter)
  return [`${year}-${String(month - 2).padStart(2, '0')}`, `${year}-${String(month).padStart(2, '0')}`]
}

/**
 * The period that penalties are asked for, such as that which an instant lies in.
 * @errors  BadQuery: no such period or time zone; a length that the name contradicts
 */
export const billedPeriod = (asked: BilledAsked, now: Instant): E.Either<ViewFailure, BilledPeriod> =>
  pipe(
    E.Do,
    E.bind('zone', () => timeZoneOf(asked.timeZone ?? 'UTC')),
    E.bind('period', () => lengthOf(asked)),
    E.let('of', ({ period, zone }) => asked.of ?? presentOne(period, zone, now)),
    E.bind('first', ({ of, zone }) => rangeOfPeriod(endsOf(of)[0], zone)),
    E.bind('last', ({ of, zone }) => rangeOfPeriod(endsOf(of)[1], zone)),
    E.flatMap(({ of, period, zone, first: { from }, last: { to: until } }) =>
      from === null || until === null
        ? bad(`"${of}" has no beginning or no end.`)
        : E.right({ of, period, from, until, timeZone: zone.name }),
    ),
  )
