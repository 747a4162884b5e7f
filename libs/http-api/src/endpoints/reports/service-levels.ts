import { instantOf, type GroupId, type Instant, type ReferenceId } from '@deskledger/kernel'
import type { JsonSchema } from '@deskledger/openapi'
import {
  boardOf,
  complianceByPeriod,
  externalVerdicts,
  serviceLevelResults,
  type CompliancePeriodsQuery,
  type ResultsAsked,
} from '@deskledger/reports'
import type { ApiLedger } from '../../api-ledger.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { instant, oneOf } from '../../http/params.ts'
import { malformed } from '../../http/problem.ts'
import { take } from '../../looking/fresh.ts'
import { checkSpan, paging, service, span, target, team, timeZone, value, valueIn } from './demands.ts'
import { reportEndpoint, type Report } from './reporting.ts'
import { basic, count, durations, labels, listOf, maybe, next, numbers, object, time } from './shapes.ts'

const { number, text: word } = basic

const clock = { clockId: word, ticket: word, kind: word, target: word, agreement: word }

interface BoardWanted {
  readonly team?: GroupId | null
  readonly service?: ReferenceId | null
  readonly 'due-before'?: Instant
  readonly limit?: number
  readonly after?: string
}

const board = ({ now }: ApiLedger): Report => ({
  id: 'showServiceLevelBoard',
  path: '/v1/service-levels/board',
  summary: 'What is due soon, the most urgent first, as of now.',
  tag: 'service-levels',
  query: {
    team,
    service,
    'due-before': instant('Due before this time.'),
    ...paging,
  },
  hasRows: true,
  schema: object({
    asOf: time,
    rows: listOf(
      object({
        ...clock,
        dueAt: time,
        ...labels,
        now: { type: ['object', 'null'], description: 'What is left as of now; null: it just went off the board.' },
      }),
    ),
    next,
  }),
  report: async (views, { query }) => {
    const { 'due-before': dueBefore, limit = 100, ...wanted } = query as BoardWanted
    const asOf = instantOf(now())
    const asked = { ...wanted, now: asOf, limit, ...(dueBefore === undefined ? {} : { dueBefore }) }
    const { rows, next: further } = take(await boardOf(views, asked)())
    return { body: { asOf, rows, next: further }, rows, next: further }
  },
})

const cuts = ['agreement', 'service', 'team', 'priority', 'customer', 'target'] as const

const figures: Readonly<Record<string, JsonSchema>> = {
  results: count,
  met: count,
  breached: count,
  runningBreaches: count,
  complianceRate: maybe('number'),
  breachRate: maybe('number'),
  timeWithinTarget: durations,
  overrun: durations,
}
const series = listOf(object({ key: maybe('string', 'Null: results that have no such value.'), ...figures }))

const compliance: Report = {
  id: 'reportCompliance',
  path: '/v1/service-levels/compliance',
  summary: 'How often targets were met and breached.',
  description:
    'With `by` a series of its values, with `period` one over time, with both a series for each period. A table has the rows of these, or one row of all.',
  tag: 'service-levels',
  query: {
    ...span,
    target,
    by: oneOf('A series as well, of each value.', cuts),
    period: oneOf('A series over time.', ['day', 'week', 'month']),
    'time-zone': timeZone,
  },
  hasRows: true,
  schema: object(figures, { series, periods: listOf(object({ period: word, ...figures }, { series })) }),
  report: async (views, { query }) => {
    const { 'time-zone': zone, ...wanted } = query as CompliancePeriodsQuery & { readonly 'time-zone'?: string }
    checkSpan(wanted)
    const asked = { ...wanted, ...(zone === undefined ? {} : { timeZone: zone }) }
    const body = take(await complianceByPeriod(views, asked)())
    const byPeriod = body.periods?.flatMap(({ series: parts, ...one }) =>
      parts === undefined ? [one] : parts.map((part) => ({ period: one.period, ...part })),
    )
    return { body, rows: byPeriod ?? body.series ?? [body] }
  },
}

const results: Report = {
  id: 'listServiceLevelResults',
  path: '/v1/service-levels/results',
  summary: 'The results behind the figures of compliance, each with the ids of the events that prove it.',
  tag: 'service-levels',
  query: {
    ...span,
    target,
    by: oneOf('One part of them, with `value`.', cuts),
    value,
    outcome: oneOf('Only these.', ['met', 'breached']),
    ...paging,
  },
  hasRows: true,
  schema: object({
    results: listOf(
      object({
        outcome: { type: 'string', enum: ['met', 'breached'] },
        at: time,
        ...clock,
        cycle: count,
        agreementVersion: count,
        targetSeconds: number,
        elapsedSeconds: maybe('number', 'Null: not stopped yet.'),
        overrunSeconds: number,
        running: { type: 'boolean' },
        ...labels,
        eventIds: listOf(word),
      }),
    ),
    next,
  }),
  report: async (views, { query }) => {
    const wanted = query as ResultsAsked
    checkSpan(wanted)
    if ((wanted.by === undefined) !== (wanted.value === undefined))
      throw malformed([
        { pointer: wanted.by === undefined ? '?by' : '?value', message: 'must be given: by and value go together' },
      ])
    const body = take(await serviceLevelResults(views, { ...wanted, ...valueIn(wanted) })())
    return { body, rows: body.results, next: body.next }
  },
}

const verdicts: Report = {
  id: 'compareExternalVerdicts',
  path: '/v1/service-levels/external-verdicts',
  summary: 'What another system says of clocks, beside what came out here.',
  tag: 'service-levels',
  query: { target },
  hasRows: false,
  schema: object({ agreeing: count, differing: count, counts: numbers }),
  report: async (views, { query }) => {
    const { target: one } = query as Pick<ResultsAsked, 'target'>
    return { body: take(await externalVerdicts(views, one)()) }
  },
}

export const serviceLevelReports = (ledger: ApiLedger): readonly Endpoint[] =>
  [board(ledger), compliance, results, verdicts].map((report) => reportEndpoint(ledger, report))
