import { later, type Instant, type StoredEvent } from '@deskledger/kernel'
import type { IncidentEvent } from '@deskledger/practices/incident'
import type { ServiceLevelClockEvent } from '@deskledger/practices/service-level-clock'
import type * as E from 'fp-ts/lib/Either.js'
import { explainClock, type ClockAsked, type ClockExplanation, type NotExplained } from './explain-clock.ts'

/** When the last thing was said, or counts from: nothing of the clock lies behind. */
const lastOf = (events: readonly StoredEvent[], now: Instant): Instant =>
  events.reduce((last, { data }) => {
    const event = data as ServiceLevelClockEvent
    return later(later(last, event.at), 'effectiveAt' in event ? event.effectiveAt : event.at)
  }, now)

const made = new Set<string>(['ClockWarned', 'ClockBreached', 'ClockEscalated'])

/** Flows only pass on what people do to the ticket: a step is theirs who caused it. What timers make known stays as it is. */
const withWho = (clock: readonly StoredEvent[], ticket: readonly StoredEvent[]): readonly StoredEvent[] => {
  const whose = new Map(ticket.map(({ eventId, data }) => [eventId, (data as IncidentEvent).by]))
  return clock.map((event) => {
    const by = made.has(event.type) ? undefined : whose.get(event.metadata.causationId)
    return by === undefined ? event : { ...event, data: { ...(event.data as ServiceLevelClockEvent), by } }
  })
}

/** The events of a clock, and of its ticket, which say who caused them. */
export interface TicketHistories {
  readonly clock: readonly StoredEvent[]
  readonly ticket: readonly StoredEvent[]
}

/**
 * The account of one clock of a ticket, with the people who caused its steps; left out, `asOf` is now, or the end of all
 * that is known.
 * @errors  ClockNotBegun; CalendarUnusable
 */
export const explainTicket = (
  { clock, ticket }: TicketHistories,
  asked: ClockAsked,
  now: Instant,
): E.Either<NotExplained, ClockExplanation> =>
  explainClock(withWho(clock, ticket), { ...asked, asOf: asked.asOf ?? lastOf(clock, now) })
