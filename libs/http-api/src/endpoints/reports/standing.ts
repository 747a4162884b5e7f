import { maySee } from '@deskledger/access'
import { instantOf, type Instant } from '@deskledger/kernel'
import { clocksOf } from '@deskledger/reports'
import type { ApiLedger } from '../../api-ledger.ts'
import { aboutNow, ticketIn } from '../../asking/facts.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { instant } from '../../http/params.ts'
import { take } from '../../looking/fresh.ts'
import { notThere, orDenied } from '../things.ts'
import { ticketParameter } from './demands.ts'
import { reportEndpoint, type Report } from './reporting.ts'
import { basic, count, labels, listOf, maybe, maybeTime, object, oneOrNull, time } from './shapes.ts'

const { number, text: word, whole } = basic

const share = oneOrNull(object({ percent: count, at: time }))

const clock = object({
  clockId: word,
  target: word,
  cycle: count,
  status: { type: 'string', enum: ['Running', 'Paused', 'Stopped', 'Cancelled'] },
  agreement: object({ id: word, version: count }),
  calendar: object({ id: word, version: count, timeZone: word }),
  labels: object(labels),
  targetSeconds: number,
  startedAt: time,
  stoppedAt: maybeTime,
  verdict: { type: 'string', enum: ['running', 'met', 'missed', 'cancelled'] },
  elapsedSeconds: number,
  leftSeconds: { ...number, description: 'Working seconds; negative: so much over the goal.' },
  percent: { ...whole, description: 'Of the goal, rounded down.' },
  dueAt: { ...maybeTime, description: 'While paused as if it went on now; null: never.' },
  escalation: share,
  nextEscalation: share,
  pausedSince: maybeTime,
  waitsFor: maybe('string', 'Why it is paused.'),
  warned: listOf(object({ percent: count, at: time })),
  breachedAt: { ...maybeTime, description: 'The breach that holds; null: none was made known.' },
  external: oneOrNull(object({ source: word, verdict: word })),
})

const standing = (ledger: ApiLedger): Report => ({
  id: 'showServiceLevelStatus',
  path: '/v1/service-levels/status/{ticket}',
  summary: 'How the clocks of a ticket stand: due, left, paused, warned, breached.',
  description:
    'A list without clocks: nothing was promised. Why not is told at `/v1/service-levels/explanations/{ticket}`. A table has a row for each clock.',
  tag: 'service-levels',
  parameters: [ticketParameter],
  query: { 'as-of': instant('Seen from this time, by what is known now; left out: now.') },
  statuses: [404],
  hasRows: true,
  schema: object({ asOf: time, ticket: word, clocks: listOf(clock) }),
  report: async (views, { path, query, identity }) => {
    const { ticket = '' } = path
    const { 'as-of': asOf = instantOf(ledger.now()) } = query as { readonly 'as-of'?: Instant }
    orDenied(maySee(identity, await aboutNow(ledger, 'service-level-clock', `${ticket}.resolve`)))
    const clocks = take(await clocksOf(views, ticket, asOf)())
    if (clocks.length === 0 && (await ticketIn(ledger, ticket)) === 'Nothing') return notThere(identity)
    return { body: { asOf, ticket, clocks }, rows: clocks }
  },
})

export const standingReports = (ledger: ApiLedger): readonly Endpoint[] => [reportEndpoint(ledger, standing(ledger))]
