import {
  happened,
  nothing,
  refused,
  type Decision,
  type IncidentId,
  type Instant,
  type PersonId,
} from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import type { IncidentEvent } from '../events.ts'
import type { IncidentRefusal } from '../refusals.ts'
import type { Incident } from '../state.ts'
import type { Ticket } from '../ticket.ts'

export type Verdict = Decision<IncidentEvent, IncidentRefusal>

/** What every command and event says: of which incident, who and when. */
export interface Said {
  readonly incidentId: IncidentId
  readonly by: PersonId
  readonly at: Instant
}

export const said = ({ incidentId, by, at }: Said): Said => ({ incidentId, by, at })
export const did = (...events: readonly IncidentEvent[]): Verdict => happened(...events)
export const no = (refusal: IncidentRefusal): Verdict => refused(refusal)
/** Events, unless what was asked for is so already. */
export const unless = (already: boolean, ...events: readonly IncidentEvent[]): Verdict =>
  already ? nothing : did(...events)

type Guard = (incidentId: IncidentId, incident: Incident) => E.Either<IncidentRefusal, Ticket>

const known: Guard = (incidentId, incident) =>
  incident.status === 'Unknown' ? E.left({ type: 'IncidentNotFound', incidentId }) : E.right(incident)

/** Not at an end: open or resolved. */
const live: Guard = (incidentId, incident) => {
  switch (incident.status) {
    case 'Closed':
      return E.left({ type: 'IncidentAlreadyClosed', incidentId })
    case 'Cancelled':
      return E.left({ type: 'IncidentAlreadyCancelled', incidentId })
    case 'Merged':
      return E.left({ type: 'IncidentAlreadyMerged', incidentId, into: incident.mergedInto })
    case 'Unknown':
    case 'New':
    case 'Assigned':
    case 'InProgress':
    case 'OnHold':
    case 'Resolved':
      return known(incidentId, incident)
  }
}

/** Somebody may still work on it. */
const open: Guard = (incidentId, incident) =>
  incident.status === 'Resolved' ? E.left({ type: 'IncidentAlreadyResolved', incidentId }) : live(incidentId, incident)

export type Rule<Command> = (command: Command, incident: Incident) => Verdict

const guarded =
  (guard: Guard) =>
  <Command extends Said>(rule: (command: Command, ticket: Ticket) => Verdict): Rule<Command> =>
  (command, incident) =>
    E.flatMap((ticket: Ticket) => rule(command, ticket))(guard(command.incidentId, incident))

export const whenKnown = guarded(known)
export const whenLive = guarded(live)
export const whenOpen = guarded(open)

export const isFinal = ({ status }: Ticket): boolean =>
  status === 'Closed' || status === 'Cancelled' || status === 'Merged'
