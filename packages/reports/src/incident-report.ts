import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Instant } from '@deskledger/kernel'
import type { MetricName } from '@deskledger/practices/incident'
import type { ViewFailure, Views } from '@deskledger/read-store'
import { durationsOf, shareOf, type Durations, type Tally } from './figures.ts'
import type { PeriodUnit, Range } from './periods.ts'
import { tallied, type Tallied } from './tallying.ts'
import { timeZoneOf, type TimeZone } from './time-zone.ts'

/** The figures of one population: all incidents, or one slice of a series. Null: the population is empty. */
export interface IncidentFigures {
  readonly incidents: number
  readonly timeToRespond: Durations
  /** entries into Resolved; incidents whose last one is in the range */
  readonly resolutions: { readonly count: number; readonly incidents: number }
  readonly timeToResolve: Durations
  readonly timeToClose: Durations
  readonly reopened: { readonly incidents: number | null; readonly times: number | null; readonly rate: number | null }
  readonly reassignments: { readonly count: number | null; readonly incidents: number | null }
  readonly firstContactResolution: { readonly count: number | null; readonly of: number; readonly rate: number | null }
}

/** A slice of a series; key null: tickets that have no such value. */
export interface SeriesEntry extends IncidentFigures {
  readonly key: string | null
}

/** The figures about incidents, each as the metric catalogue defines it. */
export interface IncidentReport extends IncidentFigures {
  readonly events: number
  readonly volumeByMonth: Readonly<Record<string, number>>
  readonly finalState: Readonly<Record<string, number>>
  readonly priority: Readonly<Record<string, number>>
  readonly timeInStateSeconds: Readonly<Record<string, number>>
  readonly slaVerdict: { readonly made: number; readonly missed: number } | null
  readonly series?: readonly SeriesEntry[]
}

/** What to report on: occurrences at `from <= t < to`, cut by a dimension or into periods of a zone (default UTC). */
export interface ReportQuery {
  readonly from?: Instant
  readonly to?: Instant
  readonly by?: PeriodUnit | 'priority' | 'category' | 'group'
  readonly timeZone?: string
}

const figureMetrics: readonly MetricName[] = [
  'volume',
  'reassignments',
  'timeToRespond',
  'resolutions',
  'firstResolutions',
  'timeToResolve',
  'firstContactResolution',
  'reopened',
  'timeToClose',
]

const counted = (count: number, of: number): number | null => (of === 0 ? null : count)

const figuresOf = (tally: Tally, key: string): IncidentFigures => {
  const incidents = tally.of(key, 'volume').count
  const resolved = tally.of(key, 'timeToResolve')
  const once = tally.of(key, 'firstResolutions').count
  const reopened = tally.of(key, 'reopened')
  const reassigned = tally.of(key, 'reassignments')
  const firstContact = tally.of(key, 'firstContactResolution').count
  return {
    incidents,
    timeToRespond: durationsOf(tally.of(key, 'timeToRespond')),
    resolutions: { count: tally.of(key, 'resolutions').count, incidents: resolved.count },
    timeToResolve: durationsOf(resolved),
    timeToClose: durationsOf(tally.of(key, 'timeToClose')),
    reopened: {
      incidents: counted(reopened.count, once + reopened.count),
      times: counted(reopened.sum, once + reopened.count),
      rate: shareOf(reopened.count, once),
    },
    reassignments: { count: counted(reassigned.sum, incidents), incidents: counted(reassigned.count, incidents) },
    firstContactResolution: {
      count: counted(firstContact, resolved.count),
      of: resolved.count,
      rate: shareOf(firstContact, resolved.count),
    },
  }
}

const numbers = (tally: Tally, metric: MetricName, of: 'count' | 'sum'): Readonly<Record<string, number>> =>
  Object.fromEntries(
    tally
      .keys()
      .toSorted()
      .map((key): readonly [string, number] => [key === '' ? 'none' : key, tally.of(key, metric)[of]]),
  )

/** Standings that tickets only passed through, in no time, are left out. */
const withTime = (seconds: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(seconds).filter(([, sum]) => sum > 0))

const seriesOf = (tally: Tally): readonly SeriesEntry[] => {
  const keys = tally.keys().toSorted()
  const named = keys.filter((key) => key !== '')
  const entries = named.map((key): SeriesEntry => ({ key, ...figuresOf(tally, key) }))
  return keys.includes('') ? [...entries, { key: null, ...figuresOf(tally, '') }] : entries
}

const verdicts = (tally: Tally): IncidentReport['slaVerdict'] => {
  const made = tally.of('made', 'volume').count
  const missed = tally.of('missed', 'volume').count
  return made + missed === 0 ? null : { made, missed }
}

const reported = (
  views: Views,
  { by }: ReportQuery,
  { range, zone }: { readonly range: Range; readonly zone: TimeZone },
): TE.TaskEither<ViewFailure, IncidentReport> => {
  const tally = (cut: Tallied['by'], metrics: readonly MetricName[]) =>
    tallied(views, { range, zone, by: cut, metrics })
  return pipe(
    TE.Do,
    TE.bind('all', () => tally('all', figureMetrics)),
    TE.bind('months', () => tally('month', ['volume'])),
    TE.bind('states', () => tally('status', ['volume'])),
    TE.bind('priorities', () => tally('priority', ['volume'])),
    TE.bind('stays', () => tally('standing', ['timeInState'])),
    TE.bind('verdicts', () => tally('verdict', ['volume'])),
    TE.bind('series', () => (by === undefined ? TE.right(undefined) : tally(by, figureMetrics))),
    TE.map((tallies) => ({
      ...figuresOf(tallies.all, ''),
      events: Object.values(numbers(tallies.stays, 'timeInState', 'count')).reduce((sum, count) => sum + count, 0),
      volumeByMonth: numbers(tallies.months, 'volume', 'count'),
      finalState: numbers(tallies.states, 'volume', 'count'),
      priority: numbers(tallies.priorities, 'volume', 'count'),
      timeInStateSeconds: withTime(numbers(tallies.stays, 'timeInState', 'sum')),
      slaVerdict: verdicts(tallies.verdicts),
      ...(tallies.series ? { series: seriesOf(tallies.series) } : {}),
    })),
  )
}

/**
 * The report on incidents. Counts, sums and means are exact; quantiles are within the stated relative error.
 * @errors  BadQuery: unknown time zone
 */
export const incidentReport = (views: Views, query: ReportQuery = {}): TE.TaskEither<ViewFailure, IncidentReport> =>
  pipe(
    TE.fromEither(timeZoneOf(query.timeZone ?? 'UTC')),
    TE.flatMap((zone) => reported(views, query, { zone, range: { from: query.from ?? null, to: query.to ?? null } })),
  )
