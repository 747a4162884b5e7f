import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Cell, Instant } from '@deskledger/kernel'
import {
  measuresOfEntry,
  measuresOfFact,
  slicesOfFact,
  statesOfFact,
  valueIn,
  type CellLabels,
  type Dimension,
  type IncidentFact,
  type MetricEntry,
  type MetricName,
  type Slice,
} from '@deskledger/practices/incident'
import type { Condition, Query, ViewFailure, Views } from '@deskledger/read-store'
import { newTally, type Tally } from './figures.ts'
import { cutIntoDays, periodOf, type PeriodUnit, type Range, type WholeDays } from './periods.ts'
import type { TimeZone } from './time-zone.ts'

/** What to tally: over which time, cut by which dimension or slice, or into which periods. */
export interface Tallied {
  readonly range: Range
  readonly zone: TimeZone
  readonly by: Dimension | Slice['by'] | PeriodUnit
  readonly metrics: readonly MetricName[]
}

type CellCut = CellLabels['by']

const isPeriod = (by: Tallied['by']): by is PeriodUnit => by === 'day' || by === 'week' || by === 'month'
const cutOf = (by: Tallied['by']): CellCut => (isPeriod(by) ? 'all' : by)
const isSlice = (by: CellCut): by is Slice['by'] => by === 'status' || by === 'verdict' || by === 'standing'

/** A condition that a field lies in a range. */
export const within = (path: string, { from, to }: Range): readonly Condition[] =>
  from === null && to === null
    ? []
    : [{ path, ...(from === null ? {} : { from }), ...(to === null ? {} : { before: to }) }]

const keyOf = ({ by, zone }: Tallied, value: string, at: Instant): string =>
  isPeriod(by) ? periodOf(zone.dayOf(at), by) : value

const cellQuery = (metric: MetricName, by: CellCut, { from, before }: WholeDays): Query => ({
  where: [
    { path: 'labels.metric', is: metric },
    { path: 'labels.by', is: by },
    ...(from === null && before === null
      ? []
      : [{ path: 'labels.day', ...(from === null ? {} : { from }), ...(before === null ? {} : { before }) }]),
  ],
  sort: [{ path: 'labels.day' }, { path: 'labels.value' }],
})

const fromCells = (views: Views, asked: Tallied, into: Tally) => (days: WholeDays) => {
  const by = cutOf(asked.by)
  const table = by === 'status' || by === 'standing' ? 'incident-state-cells' : 'incident-metric-cells'
  return TE.traverseSeqArray((metric: MetricName) =>
    views.each(table, cellQuery(metric, by, days), (found) => {
      for (const { document } of found) {
        const cell = document as Cell & { readonly labels: CellLabels }
        const key = isPeriod(asked.by) ? periodOf(cell.labels.day, asked.by) : cell.labels.value
        into.addCell(key, metric, cell)
      }
    }),
  )(asked.metrics)
}

const addFact = (asked: Tallied, into: Tally, fact: IncidentFact): void => {
  const by = cutOf(asked.by)
  if (isSlice(by)) {
    for (const slice of [...slicesOfFact(fact), ...statesOfFact(fact)])
      if (slice.by === by && asked.metrics.includes(slice.metric)) into.addMeasure(slice.value, slice)
    return
  }
  const key = keyOf(asked, valueIn(fact.now, by), fact.reportedAt)
  for (const measure of measuresOfFact(fact)) if (asked.metrics.includes(measure.metric)) into.addMeasure(key, measure)
}

const addEntry = (asked: Tallied, into: Tally, entry: MetricEntry): void => {
  const by = cutOf(asked.by)
  if (isSlice(by)) return
  const key = keyOf(asked, valueIn(entry, by), entry.at)
  for (const measure of measuresOfEntry(entry))
    if (asked.metrics.includes(measure.metric)) into.addMeasure(key, measure)
}

const factMetrics: readonly MetricName[] = ['volume', 'reassignments', 'timeInState']
const kinds = ['response', 'resolution', 'reopened', 'closure'] as const

const fromOccurrences = (views: Views, asked: Tallied, into: Tally) => (range: Range) =>
  pipe(
    asked.metrics.some((metric) => factMetrics.includes(metric))
      ? views.each(
          'incident-metrics',
          { where: within('reportedAt', range), sort: [{ path: 'reportedAt' }] },
          (found) => {
            for (const { document } of found) addFact(asked, into, document as IncidentFact)
          },
        )
      : TE.right(undefined),
    TE.flatMap(() =>
      TE.traverseSeqArray((kind: (typeof kinds)[number]) =>
        views.each(
          'incident-metric-entries',
          { where: [{ path: 'kind', is: kind }, ...within('at', range)], sort: [{ path: 'at' }] },
          (found) => {
            for (const { document } of found) addEntry(asked, into, document as MetricEntry)
          },
        ),
      )(asked.metrics.every((metric) => factMetrics.includes(metric)) ? [] : kinds),
    ),
  )

/**
 * Figures over a range: whole UTC days from cells, what is left at the ends from the occurrences themselves. Periods of
 * other zones do not end where cells do, so they come from occurrences alone.
 */
export const tallied = (views: Views, asked: Tallied): TE.TaskEither<ViewFailure, Tally> => {
  const into = newTally()
  const { whole, edges } =
    isPeriod(asked.by) && !asked.zone.isUtc ? { whole: null, edges: [asked.range] } : cutIntoDays(asked.range)
  return pipe(
    TE.traverseSeqArray(fromCells(views, asked, into))(whole ? [whole] : []),
    TE.flatMap(() => TE.traverseSeqArray(fromOccurrences(views, asked, into))(edges)),
    TE.map(() => into),
  )
}
