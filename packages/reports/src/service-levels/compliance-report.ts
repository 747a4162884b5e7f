import type { Cell, Instant } from '@deskledger/kernel'
import {
  measuresOf,
  type ServiceLevelCellLabels,
  type ServiceLevelEntry,
  type ServiceLevelMetric,
  type Target,
} from '@deskledger/practices/service-level-clock'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ViewFailure, Views } from '@deskledger/read-store'
import { durationsOf, shareOf, type Durations } from '../figures.ts'
import { cutIntoDays, periodOf, type PeriodUnit, type Range, type WholeDays } from '../periods.ts'
import { within } from '../tallying.ts'
import { timeZoneOf, type TimeZone } from '../time-zone.ts'
import { newComplianceTally, type ComplianceTally } from './compliance-tally.ts'
import { rangeOf, valueOf, type ServiceLevelCut } from './results.ts'

/** What to report on: results at `from <= t < to`, cut by a dimension or into periods of a zone (default UTC). */
export interface ComplianceQuery {
  readonly from?: Instant
  readonly to?: Instant
  readonly by?: ServiceLevelCut | PeriodUnit
  readonly target?: Target
  readonly timeZone?: string
}

/** The figures of one population. A target met belongs to its stop, one breached to when it was due; null: nothing did. */
export interface ComplianceFigures {
  /** met and breached together */
  readonly results: number
  readonly met: number
  readonly breached: number
  /** among those breached: nobody has stopped them yet */
  readonly runningBreaches: number
  readonly complianceRate: number | null
  readonly breachRate: number | null
  /** working time used, over targets met */
  readonly timeWithinTarget: Durations
  /** working time over the goal, over targets missed that were stopped */
  readonly overrun: Durations
}

/** A slice of a series; key null: results that have no such value. */
export interface ComplianceEntry extends ComplianceFigures {
  readonly key: string | null
}

export interface ComplianceReport extends ComplianceFigures {
  readonly series?: readonly ComplianceEntry[]
}

interface Asked {
  readonly range: Range
  readonly zone: TimeZone
  readonly target: Target | undefined
  readonly by: ComplianceQuery['by']
}

const metrics: readonly ServiceLevelMetric[] = ['met', 'breached', 'runningBreaches', 'overrun']
const isPeriod = (by: Asked['by']): by is PeriodUnit => by === 'day' || by === 'week' || by === 'month'
/** Targets and periods are told apart by what every cell says of itself. */
const cutOf = (by: Asked['by']): ServiceLevelCellLabels['by'] =>
  by === undefined || by === 'target' || isPeriod(by) ? 'all' : by

const keyOfCell = ({ by }: Asked, { target, day, value }: ServiceLevelCellLabels): string => {
  if (by === 'target') return target
  return isPeriod(by) ? periodOf(day, by) : value
}

const keyOfEntry = ({ by, zone }: Asked, entry: ServiceLevelEntry): string => {
  if (by === undefined) return ''
  return isPeriod(by) ? periodOf(zone.dayOf(entry.at), by) : valueOf(entry, by)
}

const fromCells = (views: Views, asked: Asked, into: ComplianceTally) => (days: WholeDays) =>
  TE.traverseSeqArray((metric: ServiceLevelMetric) =>
    views.each(
      'service-level-cells',
      {
        where: [{ path: 'labels.metric', is: metric }, { path: 'labels.by', is: cutOf(asked.by) }, ...daysWithin(days)],
        sort: [{ path: 'labels.day' }, { path: 'labels.value' }],
      },
      (found) => {
        for (const { document } of found) {
          const cell = document as Cell & { readonly labels: ServiceLevelCellLabels }
          if (asked.target === undefined || asked.target === cell.labels.target)
            into.addCell(keyOfCell(asked, cell.labels), metric, cell)
        }
      },
    ),
  )(metrics)

const daysWithin = ({ from, before }: WholeDays) =>
  from === null && before === null
    ? []
    : [{ path: 'labels.day', ...(from === null ? {} : { from }), ...(before === null ? {} : { before }) }]

const fromEntries = (views: Views, asked: Asked, into: ComplianceTally) => (range: Range) =>
  views.each('service-level-entries', { where: within('at', range), sort: [{ path: 'at' }] }, (found) => {
    for (const { document } of found) {
      const entry = document as ServiceLevelEntry
      if (asked.target !== undefined && asked.target !== entry.target) continue
      for (const measure of measuresOf(entry)) into.addMeasure(keyOfEntry(asked, entry), measure)
    }
  })

/** Whole UTC days come from cells, what is left at the ends from the results themselves; so do periods of other zones. */
const tallied = (views: Views, asked: Asked): TE.TaskEither<ViewFailure, ComplianceTally> => {
  const into = newComplianceTally()
  const elsewhere = isPeriod(asked.by) && !asked.zone.isUtc
  const { whole, edges } = elsewhere ? { whole: null, edges: [asked.range] } : cutIntoDays(asked.range)
  return pipe(
    TE.traverseSeqArray(fromCells(views, asked, into))(whole ? [whole] : []),
    TE.flatMap(() => TE.traverseSeqArray(fromEntries(views, asked, into))(edges)),
    TE.map(() => into),
  )
}

const figuresOf = (tally: ComplianceTally, key: string): ComplianceFigures => {
  const met = tally.of(key, 'met')
  const breached = tally.of(key, 'breached').count
  const results = met.count + breached
  return {
    results,
    met: met.count,
    breached,
    runningBreaches: tally.of(key, 'runningBreaches').count,
    complianceRate: shareOf(met.count, results),
    breachRate: shareOf(breached, results),
    timeWithinTarget: durationsOf(met),
    overrun: durationsOf(tally.of(key, 'overrun')),
  }
}

const seriesOf = (tally: ComplianceTally): readonly ComplianceEntry[] => {
  const keys = tally.keys()
  const named = keys.filter((key) => key !== '').map((key): ComplianceEntry => ({ key, ...figuresOf(tally, key) }))
  return keys.includes('') ? [...named, { key: null, ...figuresOf(tally, '') }] : named
}

const reported = (views: Views, asked: Asked): TE.TaskEither<ViewFailure, ComplianceReport> =>
  pipe(
    tallied(views, { ...asked, by: undefined }),
    TE.flatMap((all) =>
      asked.by === undefined
        ? TE.right(figuresOf(all, ''))
        : pipe(
            tallied(views, asked),
            TE.map((series) => ({ ...figuresOf(all, ''), series: seriesOf(series) })),
          ),
    ),
  )

/**
 * Compliance and breach rate, with the time targets took. Counts, sums and means are exact; quantiles are within the stated
 * relative error. `serviceLevelResults` lists what is behind each number.
 * @errors  BadQuery: unknown time zone
 */
export const complianceReport = (
  views: Views,
  query: ComplianceQuery = {},
): TE.TaskEither<ViewFailure, ComplianceReport> =>
  pipe(
    TE.fromEither(timeZoneOf(query.timeZone ?? 'UTC')),
    TE.flatMap((zone) => reported(views, { zone, range: rangeOf(query), by: query.by, target: query.target })),
  )
