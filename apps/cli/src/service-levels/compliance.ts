import type { Instant } from '@deskledger/kernel'
import type { Views } from '@deskledger/read-store'
import {
  complianceReport,
  rangeOfPeriod,
  timeZoneOf,
  type ComplianceEntry,
  type ComplianceFigures,
  type ComplianceQuery,
  type PeriodUnit,
  type ServiceLevelCut,
} from '@deskledger/reports'
import { take } from '../take.ts'

/** What to report on; both `by` and `period`: a series for each period. */
export interface ComplianceWanted extends Omit<ComplianceQuery, 'by'> {
  readonly by?: ServiceLevelCut
  readonly period?: PeriodUnit
}

/** The figures of one period, and of each part of it. */
interface PeriodFigures extends ComplianceFigures {
  readonly period: string
  readonly series?: readonly ComplianceEntry[]
}

/** The figures of all, of each part, or of each period. */
export interface Compliance extends ComplianceFigures {
  readonly series?: readonly ComplianceEntry[]
  readonly periods?: readonly PeriodFigures[]
}

const laterOf = (a: Instant | null, b: Instant | undefined): Instant | undefined =>
  a === null || (b !== undefined && b > a) ? b : a
const earlierOf = (a: Instant | null, b: Instant | undefined): Instant | undefined =>
  a === null || (b !== undefined && b < a) ? b : a

/** The wanted time as far as it lies in a period. */
const within = (name: string, { by, target, from: begin, to: end, timeZone }: ComplianceWanted): ComplianceQuery => {
  const range = take(rangeOfPeriod(name, take(timeZoneOf(timeZone ?? 'UTC'))))
  const [from, to] = [laterOf(range.from, begin), earlierOf(range.to, end)]
  return {
    ...(by === undefined ? {} : { by }),
    ...(target === undefined ? {} : { target }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

const partsOf = async (views: Views, wanted: ComplianceWanted, { key, ...figures }: ComplianceEntry) => {
  const period = key ?? ''
  if (wanted.by === undefined) return { period, ...figures }
  const { series = [] } = take(await complianceReport(views, within(period, wanted))())
  return { period, ...figures, series }
}

/** The report on compliance, over time and by what it is wanted. */
export const complianceOf = async (views: Views, wanted: ComplianceWanted): Promise<Compliance> => {
  const { by, period, ...rest } = wanted
  if (period === undefined) return take(await complianceReport(views, by === undefined ? rest : { ...rest, by })())
  const { series = [], ...figures } = take(await complianceReport(views, { ...rest, by: period })())
  const periods: PeriodFigures[] = []
  for (const entry of series) periods.push(await partsOf(views, wanted, entry))
  return { ...figures, periods }
}
