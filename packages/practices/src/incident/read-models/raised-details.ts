import type { StoredEvent } from '@deskledger/kernel'
import type { IncidentEvent } from '../events.ts'
import type { IncidentRaised } from '../events/lifecycle.ts'
import type { ImportDetails, IncidentDetails } from './details.ts'
import { raisedTicket } from './ticket.ts'

type Origin = Pick<IncidentDetails, 'verdict' | 'imported'>

const originOf = ({ imported }: IncidentRaised): Origin => {
  if (!imported) return { verdict: null, imported: null }
  const { source, row, fields, finals, serviceLevelMade } = imported
  const origin: ImportDetails = { source, row, fields, finals, forbiddenSteps: 0, lastForbidden: null }
  return { verdict: serviceLevelMade === null ? null : { source, made: serviceLevelMade }, imported: origin }
}

/** An incident's details right after it was raised. */
export const raisedDetails = (event: IncidentRaised, stored: StoredEvent<IncidentEvent>): IncidentDetails => ({
  ...raisedTicket(event),
  description: event.description,
  channel: event.channel,
  service: event.service,
  subcategory: event.subcategory,
  location: event.location,
  impact: event.impact,
  urgency: event.urgency,
  computedPriority: event.computedPriority,
  overrideReason: null,
  followUpOf: event.followUpOf,
  raised: { at: event.at, by: event.by },
  updatedAt: event.at,
  updatedBy: event.by,
  revision: stored.revision,
  recordedAt: stored.recordedAt,
  firstResponse: null,
  reassignments: 0,
  resolutions: [],
  reopenings: [],
  closures: [],
  cancelled: null,
  mergedInto: null,
  mergedFrom: [],
  parent: null,
  children: [],
  links: [],
  watchers: [],
  notes: { public: 0, internal: 0, last: null },
  attachments: [],
  secondsLogged: 0,
  escalations: { functional: 0, hierarchic: 0, level: null, last: null },
  majorIncident: null,
  ...originOf(event),
})
