import type { IncidentId, Instant, Uuid } from '@deskledger/kernel'
import type { ResponseKind } from '../words.ts'
import type { Ticket } from './ticket.ts'
import type { Version } from './versions.ts'

/** When something happened, and the event that says so. */
export interface Moment {
  readonly at: Instant
  readonly eventId: Uuid
}

/** An entry into Resolved, by whatever way; `firstContact` is null where the source does not say. */
export interface ResolutionMoment extends Moment {
  readonly attempt: number
  readonly firstContact: boolean | null
}

/** Time in one standing: seconds from each event to the next, where a step back counts 0; and the events that ended it. */
interface Stay {
  readonly events: number
  readonly seconds: number
}

/** All that the figures need of one incident, each with the event that proves it. */
export interface IncidentFact {
  readonly incidentId: IncidentId
  readonly reportedAt: Instant
  readonly raised: Moment
  /** business time of the last revision, and when the ledger took it */
  readonly lastAt: Instant
  readonly lastRecordedAt: Instant
  readonly now: Ticket
  readonly firstResponse: (Moment & { readonly how: ResponseKind }) | null
  readonly resolutions: readonly ResolutionMoment[]
  readonly reopenings: readonly Moment[]
  readonly closings: readonly Moment[]
  readonly cancelled: Moment | null
  /** the counter as it was at its highest, and the events that raised it */
  readonly reassignments: number
  readonly reassignedBy: readonly Uuid[]
  /** times that an import states as final, whatever the history says; null: it does not */
  readonly finals: { readonly resolvedAt: Instant | null; readonly closedAt: Instant | null }
  /** what another system said of its service level, last */
  readonly verdict: { readonly made: boolean; readonly eventId: Uuid } | null
  /** by standing; every event counts for one of them, so they add up to all events */
  readonly stays: Readonly<Record<string, Stay>>
  /** the open ticket's row through time, see `incident-spans` */
  readonly versions: readonly Version[]
}
