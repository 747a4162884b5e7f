import type { Instant } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ViewFailure, Views } from '@deskledger/read-store'
import { rangeOfPeriod, type PeriodUnit } from '../periods.ts'
import { timeZoneOf } from '../time-zone.ts'
import {
  complianceReport,
  type ComplianceEntry,
  type ComplianceFigures,
  type ComplianceQuery,
} from './compliance-report.ts'
import type { ServiceLevelCut } from './results.ts'

/** What to report on; both `by` and `period`: a series for each period. */
export interface CompliancePeriodsQuery extends Omit<ComplianceQuery, 'by'> {
  readonly by?: ServiceLevelCut
  readonly period?: PeriodUnit
}

/** The figures of one period, and of each part of it. */
interface PeriodFigures extends ComplianceFigures {
  /** `2025-03-01`, `2025-W09`, `2025-03` */
  readonly period: string
  readonly series?: readonly ComplianceEntry[]
}

/** The figures of all, of each part, or of each period. */
export interface CompliancePeriods extends ComplianceFigures {
  readonly series?: readonly ComplianceEntry[]
  readonly periods?: readonly PeriodFigures[]
}

const laterOf = (a: Instant | null, b: Instant | undefined): Instant | undefined =>
  a === null || (b !== undefined && b > a) ? b : a
const earlierOf = (a: Instant | null, b: Instant | undefined): Instant | undefined =>
  a === null || (b !== undefined && b < a) ? b : a

/** The wanted time as far as it lies in a period. */
const within = (
  period: string,
  { by, target, from: begin, to: end, timeZone = 'UTC' }: CompliancePeriodsQuery,
): E.Either<ViewFailure, ComplianceQuery> =>
  pipe(
    timeZoneOf(timeZone),
    E.flatMap((zone) => rangeOfPeriod(period, zone)),
    E.map((range) => {
      const [from, to] = [laterOf(range.from, begin), earlierOf(range.to, end)]
      return {
        ...(by === undefined ? {} : { by }),
        ...(target === undefined ? {} : { target }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      }
    }),
  )

const partsOf =
  (views: Views, wanted: CompliancePeriodsQuery) =>
  ({ key, ...figures }: ComplianceEntry): TE.TaskEither<ViewFailure, PeriodFigures> => {
    const period = key ?? ''
    if (wanted.by === undefined) return TE.right({ period, ...figures })
    return pipe(
      TE.fromEither(within(period, wanted)),
      TE.flatMap((query) => complianceReport(views, query)),
      TE.map(({ series = [] }) => ({ period, ...figures, series })),
    )
  }

/**
 * The report on compliance, by what it is wanted and over time.
 * @errors  BadQuery: unknown time zone
 */
export const complianceByPeriod = (
  views: Views,
  wanted: CompliancePeriodsQuery = {},
): TE.TaskEither<ViewFailure, CompliancePeriods> => {
  const { by, period, ...rest } = wanted
  if (period === undefined) return complianceReport(views, by === undefined ? rest : { ...rest, by })
  return pipe(
    complianceReport(views, { ...rest, by: period }),
    TE.flatMap(({ series = [], ...figures }) =>
      pipe(
        series,
        TE.traverseSeqArray(partsOf(views, wanted)),
        TE.map((periods) => ({ ...figures, periods })),
      ),
    ),
  )
}
