import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '@deskledger/kernel'
import type { Target } from '@deskledger/practices/service-level-clock'
import type { OpenLedger } from '@deskledger/register'
import { explainTicket, type ClockExplanation } from '@deskledger/reports'
import { misuse } from '../stop.ts'
import { take } from '../take.ts'
import { noClock } from './no-clock.ts'

/** Which clock to explain, and as of when; left out: as of now, or of its end. */
export interface ClockWanted {
  readonly ticket: string
  readonly target: Target
  readonly cycle: number | undefined
  readonly asOf: Instant | undefined
  readonly now: Instant
}

/** The account of one clock of a ticket, from its events; why there is none is a sentence. */
export const explainedClock = async (opened: OpenLedger, wanted: ClockWanted): Promise<ClockExplanation> => {
  const { ticket, target, cycle, asOf, now } = wanted
  take(await opened.ledger.catchUp())
  const events = take(await opened.ledger.history(`service-level-clock-${ticket}.${target}`))
  if (events.length === 0) throw await noClock(opened, ticket, target)
  const histories = { clock: events, ticket: take(await opened.ledger.history(`incident-${ticket}`)) }
  const asked = { ...(cycle === undefined ? {} : { cycle }), ...(asOf === undefined ? {} : { asOf }) }
  const account = explainTicket(histories, asked, now)
  if (E.isLeft(account) && account.left.type === 'ClockNotBegun')
    throw misuse(`${ticket}, ${target}: ${account.left.message}`)
  return take(account)
}

type Segment = ClockExplanation['segments'][number]

const segmentJson = ({ from, to, counted, why, workingIntervals, seconds, ...more }: Segment) => ({
  from,
  to,
  counted,
  why,
  workingIntervals,
  seconds,
  ...more,
})

/** The account for programs: the members that stand for ever first, others after them. */
export const explanationJson = ({ segments, ...account }: ClockExplanation): object => {
  const { ticket, target, cycle, agreement, calendar, targetSeconds, startedAt, dueAt, stoppedAt, ...rest } = account
  const { elapsedSeconds, verdict, ...more } = rest
  return {
    ticket,
    target,
    cycle,
    agreement,
    calendar,
    targetSeconds,
    startedAt,
    dueAt,
    stoppedAt,
    elapsedSeconds,
    verdict,
    segments: segments.map(segmentJson),
    ...more,
  }
}
