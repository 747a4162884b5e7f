import * as E from 'fp-ts/lib/Either.js'
import { maySee } from '@deskledger/access'
import { instantOf, type Instant } from '@deskledger/kernel'
import type { IncidentDetails } from '@deskledger/practices/incident'
import type { Target } from '@deskledger/practices/service-level-clock'
import type { Views } from '@deskledger/read-store'
import { explainTicket, whyNoClock, type ClockExplanation, type NotExplained } from '@deskledger/reports'
import type { ApiLedger } from '../../api-ledger.ts'
import { aboutNow, ticketIn } from '../../asking/facts.ts'
import type { Asked, Endpoint } from '../../http/endpoint.ts'
import { count as whole, instant, oneOf } from '../../http/params.ts'
import { Problem } from '../../http/problem.ts'
import { take } from '../../looking/fresh.ts'
import { notThere, orDenied } from '../things.ts'
import { ticketParameter } from './demands.ts'
import { reportEndpoint, type Report } from './reporting.ts'
import { basic, count, listOf, maybe, maybeTime, object, time } from './shapes.ts'

const { number, text: word } = basic

interface Wanted {
  readonly ticket: string
  readonly target: string
  readonly cycle?: number
  readonly asOf?: Instant
}

const wantedIn = ({ path, query }: Asked): Wanted => {
  const {
    target = 'resolve',
    cycle,
    'as-of': asOf,
  } = query as {
    readonly target?: string
    readonly cycle?: number
    readonly 'as-of'?: Instant
  }
  return {
    ticket: path['ticket'] ?? '',
    target,
    ...(cycle === undefined ? {} : { cycle }),
    ...(asOf === undefined ? {} : { asOf }),
  }
}

/** Why: what is promised for the ticket as it stands, and by which criterion nothing is. */
const reasonsFor = async (views: Views, { ticket, target }: Wanted) => {
  const found = take(await views.get('incident-details', ticket)())
  if (found === undefined) return { match: undefined, sentences: [] }
  return take(await whyNoClock(views, found.document as IncidentDetails, target as Target)())
}

/** A ticket that somebody sees has no such clock; what they do not see is as if it were not there. */
const noClock = async (ledger: ApiLedger, views: Views, wanted: Wanted & Pick<Asked, 'identity'>) => {
  const { identity, ticket, target } = wanted
  const page = take(await views.find('service-level-status', { where: [{ path: 'ticket', is: ticket }], limit: 10 })())
  const clocks = page.found.map(({ key }) => key)
  if (clocks.length === 0 && (await ticketIn(ledger, ticket)) === 'Nothing') return notThere(identity)
  const { match, sentences } = await reasonsFor(views, wanted)
  const has = clocks.length === 0 ? 'no clock at all' : clocks.join(', ')
  return new Problem(404, {
    kind: 'NoClock',
    detail: [`${ticket} has no clock for ${target}; it has ${has}.`, ...sentences].join('\n'),
    more: { clocks, ...(match === undefined ? {} : { match }) },
  })
}

const statusOf: Readonly<Record<NotExplained['type'], number>> = { ClockNotBegun: 404, CalendarUnusable: 409 }

const accountOf = (outcome: E.Either<NotExplained, ClockExplanation>): ClockExplanation => {
  if (E.isRight(outcome)) return outcome.right
  const { type, message } = outcome.left
  throw new Problem(statusOf[type], { kind: type, detail: message })
}

const explanation = (ledger: ApiLedger): Report => ({
  id: 'explainServiceLevel',
  path: '/v1/service-levels/explanations/{ticket}',
  summary: 'Why a ticket was late, or was not: every step of its clock, and the working time counted between them.',
  description: 'A table has a row for each segment; their seconds add up to `elapsedSeconds`.',
  tag: 'service-levels',
  parameters: [ticketParameter],
  query: {
    target: oneOf('Which promise; left out: resolve.', ['resolve', 'respond', 'fulfil', 'available']),
    cycle: {
      ...whole('1, or later ones after it was reopened; left out: the last.', { from: 1, to: 9999 }),
      example: 1,
    },
    'as-of': instant('As it was at this time of the business; left out: now.'),
  },
  statuses: [404, 409],
  hasRows: true,
  schema: object({
    clockId: word,
    ticket: word,
    target: word,
    cycle: count,
    agreement: { type: 'object' },
    calendar: object({ id: word, version: count, timeZone: word }),
    targetSeconds: number,
    startedAt: time,
    countsFrom: time,
    dueAt: maybeTime,
    stoppedAt: maybeTime,
    asOf: time,
    elapsedSeconds: number,
    overrunSeconds: number,
    verdict: word,
    breachedAt: maybeTime,
    segments: listOf(
      object({
        from: time,
        to: time,
        counted: { type: 'boolean' },
        why: word,
        by: word,
        at: time,
        workingIntervals: listOf({ type: 'array', items: time, minItems: 2, maxItems: 2 }),
        seconds: number,
        subtotalSeconds: number,
        uncountedSeconds: number,
      }),
    ),
    superseded: listOf({ type: 'object' }),
    marks: listOf({ type: 'object' }),
    external: { type: ['object', 'null'] },
    recordedSeconds: maybe('number'),
  }),
  report: async (views, asked) => {
    const wanted = wantedIn(asked)
    const clockId = `${wanted.ticket}.${wanted.target}`
    orDenied(maySee(asked.identity, await aboutNow(ledger, 'service-level-clock', clockId)))
    const clock = take(await ledger.ledger.history(`service-level-clock-${clockId}`))
    if (clock.length === 0) throw await noClock(ledger, views, { ...wanted, identity: asked.identity })
    const ticket = take(await ledger.ledger.history(`incident-${wanted.ticket}`))
    const body = accountOf(explainTicket({ clock, ticket }, wanted, instantOf(ledger.now())))
    return { body, rows: body.segments }
  },
})

export const explanationReports = (ledger: ApiLedger): readonly Endpoint[] => [
  reportEndpoint(ledger, explanation(ledger)),
]
