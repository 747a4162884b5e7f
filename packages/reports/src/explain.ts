import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { IncidentId, Instant, Uuid } from '@deskledger/kernel'
import type { IncidentFact, MetricEntry } from '@deskledger/practices/incident'
import type { Condition, Found, Scalar, ViewFailure, Views } from '@deskledger/read-store'
import { amountOf, eventIdsOf } from './fact-amounts.ts'
import { metricCatalogue, type CutBy, type Metric } from './metric-catalogue.ts'
import { rangeOfPeriod, type Range } from './periods.ts'
import { tallied, within } from './tallying.ts'
import { timeZoneOf, type TimeZone } from './time-zone.ts'

/** Which number to explain: a metric, over a period or a range, and narrowed to one value if wanted. */
export interface Explained {
  /** `2016`, `2016-03`, `2016-W09`, `2016-03-01` in the zone (default UTC); stands in for `from` and `to` */
  readonly period?: string
  readonly from?: Instant
  readonly to?: Instant
  readonly timeZone?: string
  readonly by?: CutBy
  /** the value of `by`, or of the metric's own slices: a status, `made` or `missed`, a standing */
  readonly value?: string
  /** tickets of a page at most; default 100 */
  readonly limit?: number
  readonly after?: string
}

/** One ticket's part in a number: how much, when, and the events that prove it. */
export interface Part {
  readonly incidentId: IncidentId
  readonly at: Instant
  readonly amount: number
  readonly eventIds: readonly Uuid[]
}

/** A number and what is behind it: the parts of all pages add up to `count` and `sum`. */
export interface Explanation {
  readonly metric: string
  readonly definition: string
  readonly unit: Metric['unit']
  readonly range: Range
  readonly count: number
  /** of the parts' amounts */
  readonly sum: number
  readonly parts: readonly Part[]
  readonly next: string | null
}

interface Question {
  readonly metric: Metric
  readonly zone: TimeZone
  readonly range: Range
  readonly asked: Explained
}

const bad = (message: string): E.Either<ViewFailure, never> => E.left({ type: 'BadQuery', message })

const metricNamed = (name: string): E.Either<ViewFailure, Metric> => {
  const metric = metricCatalogue.find((one) => one.name === name)
  const known = metricCatalogue.map((one) => one.name).join(', ')
  return metric ? E.right(metric) : bad(`There is no metric "${name}". There are: ${known}.`)
}

const fitting = ({ metric, asked }: Question): E.Either<ViewFailure, true> => {
  if (metric.slice !== null && asked.by !== undefined)
    return bad(`${metric.name} is cut by its own values, not by ${asked.by}. Leave "by" out.`)
  if (metric.slice !== null && asked.value === undefined)
    return bad(`Say which value of ${metric.name} to explain, such as ${example[metric.slice]}.`)
  if (metric.slice === null && asked.by === undefined && asked.value !== undefined)
    return bad(`Say what "${asked.value}" is a value of: priority, category or group.`)
  return E.right(true)
}

const example = { status: 'Closed', verdict: 'missed', standing: 'OnHold/AwaitingCaller' }

const questionOf = (name: string, asked: Explained): E.Either<ViewFailure, Question> =>
  pipe(
    E.Do,
    E.bind('metric', () => metricNamed(name)),
    E.bind('zone', () => timeZoneOf(asked.timeZone ?? 'UTC')),
    E.bind('range', ({ zone }) =>
      asked.period === undefined
        ? E.right({ from: asked.from ?? null, to: asked.to ?? null })
        : rangeOfPeriod(asked.period, zone),
    ),
    E.map((found): Question => ({ ...found, asked })),
    E.chainFirst(fitting),
  )

const dimensionValue = ({ by, value = '' }: Explained): Scalar => {
  if (value === '') return null
  return by === 'priority' ? Number(value) : value
}

const narrowed = ({ asked }: Question, prefix: string): readonly Condition[] =>
  asked.by === undefined ? [] : [{ path: `${prefix}${asked.by}`, is: dimensionValue(asked) }]

const sliced = ({ metric, asked }: Question): readonly Condition[] => {
  if (metric.slice === 'status') return [{ path: 'now.status', is: asked.value ?? null }]
  if (metric.slice === 'verdict') return [{ path: 'verdict.made', is: asked.value === 'made' }]
  return metric.slice === 'standing' ? [{ path: `stays.${asked.value ?? ''}.seconds`, from: 0 }] : []
}

const partOfEntry = ({ metric }: Question, { incidentId, at, ...entry }: MetricEntry): Part => {
  const amounts = { seconds: entry.amount, incidents: 1, share: 1, times: 1 }
  const times = metric.follows === 'reopened' ? entry.amount : entry.reassignments
  const amount = metric.unit === 'times' && metric.follows !== 'resolutions' ? times : amounts[metric.unit]
  return { incidentId, at, amount, eventIds: entry.eventIds }
}

const partOfFact = ({ metric, asked }: Question, fact: IncidentFact): Part => ({
  incidentId: fact.incidentId,
  at: fact.reportedAt,
  amount: amountOf(fact, metric, asked.value),
  eventIds: eventIdsOf(fact, metric),
})

const partsOf = (question: Question, found: readonly Found[]): readonly Part[] =>
  question.metric.source.table === 'entries'
    ? found.map(({ document }) => partOfEntry(question, document as MetricEntry))
    : found.map(({ document }) => partOfFact(question, document as IncidentFact))

const page = (views: Views, question: Question) => {
  const { metric, range, asked } = question
  const { source } = metric
  const cursor = asked.after === undefined ? {} : { after: asked.after }
  const paging = { limit: asked.limit ?? 100, ...cursor }
  if (source.table === 'entries') {
    const where = [
      { path: 'kind', is: source.kind },
      ...source.where,
      ...narrowed(question, ''),
      ...within('at', range),
    ]
    return views.find('incident-metric-entries', { where, sort: [{ path: 'at' }], ...paging })
  }
  return views.find('incident-metrics', { where: factsBehind(question), sort: [{ path: 'reportedAt' }], ...paging })
}

const factsBehind = (question: Question): readonly Condition[] => [
  ...question.metric.source.where,
  ...sliced(question),
  ...narrowed(question, 'now.'),
  ...within('reportedAt', question.range),
]

const numberOf = (views: Views, question: Question) => {
  const { metric, range, zone, asked } = question
  return pipe(
    tallied(views, { range, zone, by: metric.slice ?? asked.by ?? 'all', metrics: [metric.follows] }),
    TE.map((tally) => tally.of(asked.value ?? '', metric.follows)),
    TE.flatMap((figure) =>
      metric.slice === 'standing' // its cells count events, not incidents
        ? pipe(
            views.count('incident-metrics', factsBehind(question)),
            TE.map((count) => ({ count, sum: figure.sum })),
          )
        : TE.right(figure),
    ),
  )
}

/** Metrics that count have nothing to sum: each part is 1. */
const totalOf = (metric: Metric, figure: { readonly count: number; readonly sum: number }) => {
  const counts = metric.unit === 'incidents' || metric.unit === 'share' || metric.follows === 'resolutions'
  return { count: figure.count, sum: counts ? figure.count : figure.sum }
}

/**
 * The tickets and event ids behind a number, and the number.
 * @errors  BadQuery: unknown metric, period, time zone or value; a cursor of another question
 */
export const explainMetric = (
  views: Views,
  name: string,
  asked: Explained = {},
): TE.TaskEither<ViewFailure, Explanation> =>
  pipe(
    TE.fromEither(questionOf(name, asked)),
    TE.flatMap((question) =>
      pipe(
        TE.Do,
        TE.bind('figure', () => numberOf(views, question)),
        TE.bind('found', () => page(views, question)),
        TE.map(({ figure, found }) => ({
          metric: question.metric.name,
          definition: question.metric.definition,
          unit: question.metric.unit,
          range: question.range,
          ...totalOf(question.metric, figure),
          parts: partsOf(question, found.found),
          next: found.next,
        })),
      ),
    ),
  )
