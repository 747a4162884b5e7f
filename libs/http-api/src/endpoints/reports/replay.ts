import * as E from 'fp-ts/lib/Either.js'
import { instantOf, type Instant } from '@deskledger/kernel'
import { replayed, type ReplayTrouble } from '@deskledger/register'
import type { ApiLedger } from '../../api-ledger.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { count as whole } from '../../http/params.ts'
import { failedProblem } from '../../http/failures.ts'
import { Problem } from '../../http/problem.ts'
import { refer } from '../saying.ts'
import { checkSpan, replaySpan } from './demands.ts'
import { MOST, promiseIn } from './posted.ts'
import { reportEndpoint, type Report } from './reporting.ts'
import { basic, count, listOf, maybeTime, object, oneOrNull, time } from './shapes.ts'

const { number, text: word } = basic

/** How much one replay may be. */
interface Bounds {
  readonly tickets: number
  readonly milliseconds: number
}

const BOUNDS: Bounds = { tickets: 10_000, milliseconds: 20_000 }

const totals = object({ met: count, missed: count, running: count, cancelled: count, none: count })

const outcome = oneOrNull(
  object({
    cycle: count,
    verdict: { type: 'string', enum: ['running', 'met', 'missed', 'cancelled'] },
    targetSeconds: number,
    dueAt: maybeTime,
    stoppedAt: maybeTime,
    elapsedSeconds: number,
    overrunSeconds: number,
  }),
)

interface Wanted {
  readonly from?: Instant
  readonly to?: Instant
  readonly limit?: number
}

const problemOf = (trouble: ReplayTrouble): Problem => {
  const { type, message } = trouble
  if (type === 'TooManyTickets') return new Problem(422, { kind: type, detail: `${message} Give from and to.` })
  if (type !== 'ReplayStopped') return failedProblem(trouble)
  return new Problem(503, {
    kind: type,
    detail: 'It took too long, and was stopped. Ask for a shorter time with from and to.',
    headers: { 'retry-after': '1' },
  })
}

const example = {
  agreements: [
    {
      kind: 'agreement',
      id: 'mail-silver',
      type: 'SLA',
      name: 'Mail, silver',
      calendar: 'office-hours',
      targets: [{ ticket: 'incident', respond: '1h', resolve: '12h' }],
    },
  ],
  calendars: [
    {
      kind: 'business-calendar',
      id: 'office-hours',
      name: 'Office hours',
      timeZone: 'Europe/Berlin',
      weekly: { mon: ['09:00-17:00'], tue: ['09:00-17:00'], wed: ['09:00-17:00'], thu: ['09:00-17:00'] },
      holidays: ['2025-12-25 Christmas Day'],
    },
  ],
}

const documents = (name: string, least: number) => ({
  type: 'array',
  items: refer(name),
  minItems: least,
  maxItems: MOST.documents,
})

const replay = (ledger: ApiLedger, { tickets: most, milliseconds }: Bounds): Report => ({
  id: 'replayUnderOtherAgreement',
  method: 'post',
  path: '/v1/service-levels/replay',
  summary: 'What if: past tickets under another agreement, beside what was recorded. Nothing is written.',
  description:
    'Agreements, and calendars that they count by, in the form of the files that `deskledger apply` reads, as JSON; taken as in force all along. Calendars that are left out are those of the ledger. Every ticket is replayed from its own events, so that tickets which nothing was promised for are among them: what was recorded is `none` there. A table has the rows that come out otherwise.',
  tag: 'service-levels',
  query: {
    ...replaySpan,
    limit: whole('Rows at most; left out: 20.', { from: 1, to: 500 }),
  },
  body: {
    mediaType: 'application/json',
    says: {
      schema: {
        type: 'object',
        required: ['agreements'],
        properties: { agreements: documents('AgreementFile', 1), calendars: documents('CalendarFile', 0) },
        additionalProperties: false,
      },
    },
    examples: { silver: { summary: 'A longer time, by hours of its own.', value: example } },
  },
  statuses: [415, 422],
  hasRows: true,
  schema: object({
    tickets: count,
    clocks: { ...count, description: 'Of these tickets, recorded or not.' },
    recorded: totals,
    other: totals,
    differing: { ...count, description: 'Cycles that come out otherwise.' },
    rows: listOf(object({ ticket: word, target: word, cycle: count, recorded: outcome, other: outcome })),
    notReplayed: { ...count, description: 'Clocks that cannot be counted that way.' },
    reasons: listOf(object({ clockId: word, message: word })),
    asOf: time,
  }),
  report: async (views, { query, body, signal }) => {
    const { limit: rows = 20, ...wanted } = query as Wanted
    checkSpan(wanted)
    const agreed = await promiseIn(body, views)
    const asOf = instantOf(ledger.now())
    const ending = AbortSignal.any([signal(), AbortSignal.timeout(milliseconds)])
    const { history } = ledger.ledger
    const outcome = await replayed({ views, history }, { ...wanted, agreed, asOf, rows, most, signal: ending })
    if (E.isLeft(outcome)) throw problemOf(outcome.left)
    return { body: { ...outcome.right, asOf }, rows: outcome.right.rows }
  },
})

export const replayReports = (ledger: ApiLedger, bounds = BOUNDS): readonly Endpoint[] => [
  reportEndpoint(ledger, replay(ledger, bounds)),
]
