import type { Instant, StoredEvent } from '@deskledger/kernel'
import { incidentDetails, type IncidentDetails, type IncidentEvent } from '@deskledger/practices/incident'

/** Which past: as of a business time, as known at a recorded time, or both; neither: now. */
export interface AsOf {
  readonly at?: Instant
  readonly knownAt?: Instant
}

/** The events that had a say: recorded by then, and up to the highest revision that happened by then. */
export const upTo = <Event extends { readonly at: Instant }>(
  events: readonly StoredEvent<Event>[],
  { at, knownAt }: AsOf,
): readonly StoredEvent<Event>[] => {
  const known = knownAt === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= knownAt)
  if (at === undefined) return known
  return known.slice(0, known.findLastIndex(({ data }) => data.at <= at) + 1)
}

/**
 * One incident folded from the events of its stream, now or in a past; undefined: it had not begun. What other streams
 * say of it (its children) is not in it.
 */
export const detailsAt = (events: readonly StoredEvent[], asOf: AsOf = {}): IncidentDetails | undefined => {
  let details: IncidentDetails | undefined
  for (const event of upTo(events as readonly StoredEvent<IncidentEvent>[], asOf))
    details = incidentDetails.apply(details, event, event.data.incidentId)
  return details
}
