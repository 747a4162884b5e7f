import type { JsonSchema } from '@deskledger/openapi'
import {
  explainMetric,
  incidentReport,
  metricCatalogue,
  type Explained,
  type Metric,
  type ReportQuery,
} from '@deskledger/reports'
import type { ApiLedger } from '../../api-ledger.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { oneOf, text } from '../../http/params.ts'
import { take } from '../../looking/fresh.ts'
import { checkSpan, paging, span, timeZone, value, valueIn } from './demands.ts'
import { reportEndpoint, type Report } from './reporting.ts'
import { basic, count, durations, listOf, maybe, next, numbers, object, time } from './shapes.ts'

const { number, text: word } = basic

const figures: Readonly<Record<string, JsonSchema>> = {
  incidents: count,
  timeToRespond: durations,
  resolutions: object({ count, incidents: count }),
  timeToResolve: durations,
  timeToClose: durations,
  reopened: object({ incidents: maybe('integer'), times: maybe('integer'), rate: maybe('number') }),
  reassignments: object({ count: maybe('integer'), incidents: maybe('integer') }),
  firstContactResolution: object({ count: maybe('integer'), of: count, rate: maybe('number') }),
}

const key = maybe('string', 'Null: tickets that have no such value.')

const incidents: Report = {
  id: 'reportIncidents',
  path: '/v1/reports/incidents',
  summary: 'The figures about incidents, as the catalogue of metrics defines them.',
  description: 'With `by` a series as well; a table has the rows of the series, or one row of all.',
  tag: 'reports',
  query: {
    ...span,
    by: oneOf('A series as well.', ['day', 'week', 'month', 'priority', 'category', 'group']),
    'time-zone': timeZone,
  },
  hasRows: true,
  schema: object(
    {
      ...figures,
      events: count,
      volumeByMonth: numbers,
      finalState: numbers,
      priority: numbers,
      timeInStateSeconds: numbers,
      slaVerdict: { oneOf: [object({ made: count, missed: count }), { type: 'null' }] },
    },
    { series: listOf(object({ key, ...figures })) },
  ),
  report: async (views, { query }) => {
    const { 'time-zone': zone, ...wanted } = query as ReportQuery & { readonly 'time-zone'?: string }
    checkSpan(wanted)
    const body = take(await incidentReport(views, { ...wanted, ...(zone === undefined ? {} : { timeZone: zone }) })())
    return { body, rows: body.series ?? [body] }
  },
}

/** What a metric means; where its numbers come from is the business of the read models. */
const metricOf = ({ name, definition, formula, unit, population, belongsTo }: Metric) => ({
  name,
  definition,
  formula,
  unit,
  population,
  belongsTo,
})

const unit: JsonSchema = { type: 'string', enum: ['incidents', 'seconds', 'times', 'share'] }

const metrics: Report = {
  id: 'listMetrics',
  path: '/v1/reports/metrics',
  summary: 'What is measured, and how.',
  tag: 'reports',
  query: {},
  hasRows: true,
  schema: object({
    metrics: listOf(object({ name: word, definition: word, formula: word, unit, population: word, belongsTo: word })),
  }),
  report: () => {
    const all = metricCatalogue.map(metricOf)
    return Promise.resolve({ body: { metrics: all }, rows: all })
  },
}

const metric: Report = {
  id: 'explainMetric',
  path: '/v1/reports/metrics/{metric}',
  summary: 'From a figure to the tickets and the ids of the events behind it.',
  description:
    'The parts of all pages add up to `count` and `sum`. Metrics of their own slices (finalState, slaVerdict, timeInState) need a `value`, such as Closed; others are narrowed by `by` and `value` together.',
  tag: 'reports',
  parameters: [
    {
      name: 'metric',
      in: 'path',
      description: 'Its name in the catalogue.',
      says: { schema: { type: 'string', enum: metricCatalogue.map(({ name }) => name) } },
      example: 'reopened',
    },
  ],
  query: {
    period: text({ description: 'A day, week, month or year; stands in for `from` and `to`.', example: '2016-03' }),
    ...span,
    by: oneOf('One part of it.', ['priority', 'category', 'group']),
    value,
    'time-zone': timeZone,
    ...paging,
  },
  hasRows: true,
  schema: object({
    metric: word,
    definition: word,
    unit,
    range: object({ from: { ...time, type: ['string', 'null'] }, to: { ...time, type: ['string', 'null'] } }),
    count,
    sum: number,
    parts: listOf(object({ incidentId: word, at: time, amount: number, eventIds: listOf(word) })),
    next,
  }),
  report: async (views, { query, path }) => {
    const { 'time-zone': zone, ...wanted } = query as Explained & { readonly 'time-zone'?: string }
    checkSpan(wanted)
    const asked = { ...wanted, ...valueIn(wanted), ...(zone === undefined ? {} : { timeZone: zone }) }
    const body = take(await explainMetric(views, path['metric'] ?? '', asked)())
    return { body, rows: body.parts, next: body.next }
  },
}

export const incidentReports = (ledger: ApiLedger): readonly Endpoint[] =>
  [incidents, metrics, metric].map((report) => reportEndpoint(ledger, report))
