import type { StoredEvent } from '@deskledger/kernel'
import type { IncidentEvent } from '../events.ts'
import type { IncidentRaised } from '../events/lifecycle.ts'
import type { ImportDetails, IncidentDetails } from './details.ts'

const verdictOf = ({ imported }: IncidentRaised): IncidentDetails['verdict'] => {
  const made = imported?.serviceLevelMade ?? null
  return imported === null || made === null ? null : { source: imported.source, made }
}

const originOf = ({ imported }: IncidentRaised): ImportDetails | null => {
  if (!imported) return null
  const { source, row, fields, finals } = imported
  return { source, row, fields, finals, forbiddenSteps: 0, lastForbidden: null }
}

/** An incident's details right after it was raised. One literal, field by field: copies of it are then fast. */
export const raisedDetails = (event: IncidentRaised, stored: StoredEvent<IncidentEvent>): IncidentDetails => ({
  incidentId: event.incidentId,
  summary: event.summary,
  status: 'New',
  holdReason: null,
  priority: event.priority,
  category: event.category,
  group: event.group,
  assignee: event.assignee,
  caller: event.caller,
  confidentialTo: event.confidentialTo,
  major: false,
  reportedAt: event.reportedAt,
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
  verdict: verdictOf(event),
  imported: originOf(event),
})
