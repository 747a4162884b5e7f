import * as E from 'fp-ts/lib/Either.js'
import { later, type Instant, type StoredEvent } from '@deskledger/kernel'
import type { IncidentEvent } from '@deskledger/practices/incident'
import type { ServiceLevelClockEvent, Target } from '@deskledger/practices/service-level-clock'
import type { OpenLedger } from '@deskledger/register'
import { explainClock, type ClockExplanation } from '@deskledger/reports'
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

/** When the last thing was said, or counts from: nothing of the clock lies behind. */
const lastOf = (events: readonly StoredEvent[], now: Instant): Instant =>
  events.reduce((last, { data }) => {
    const event = data as ServiceLevelClockEvent
    return later(later(last, event.at), 'effectiveAt' in event ? event.effectiveAt : event.at)
  }, now)

const accountOf = (events: readonly StoredEvent[], { cycle, asOf, now }: ClockWanted) =>
  explainClock(events, { ...(cycle === undefined ? {} : { cycle }), asOf: asOf ?? lastOf(events, now) })

const told = new Set<string>(['ClockWarned', 'ClockBreached', 'ClockEscalated'])

/** Flows only pass on what people do to the ticket: a step is theirs who caused it. What timers make known stays as it is. */
const withWho = (clock: readonly StoredEvent[], ticket: readonly StoredEvent[]): readonly StoredEvent[] => {
  const whose = new Map(ticket.map(({ eventId, data }) => [eventId, (data as IncidentEvent).by]))
  return clock.map((event) => {
    const by = told.has(event.type) ? undefined : whose.get(event.metadata.causationId)
    return by === undefined ? event : { ...event, data: { ...(event.data as ServiceLevelClockEvent), by } }
  })
}

/** The account of one clock of a ticket, from its events; why there is none is a sentence. */
export const explainedClock = async (opened: OpenLedger, wanted: ClockWanted): Promise<ClockExplanation> => {
  const { ticket, target } = wanted
  take(await opened.ledger.catchUp())
  const events = take(await opened.ledger.history(`service-level-clock-${ticket}.${target}`))
  if (events.length === 0) throw await noClock(opened, ticket, target)
  const ticketEvents = take(await opened.ledger.history(`incident-${ticket}`))
  const account = accountOf(withWho(events, ticketEvents), wanted)
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
