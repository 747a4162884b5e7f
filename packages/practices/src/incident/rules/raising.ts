import type { RaiseIncident } from '../commands/lifecycle.ts'
import type { IncidentRaised } from '../events/lifecycle.ts'
import { priorityOf } from '../priority.ts'
import { did, no, type Rule } from './verdict.ts'

/** What may be left out, as it is stored then. */
const unsaid = {
  description: null,
  caller: null,
  channel: null,
  service: null,
  category: null,
  subcategory: null,
  location: null,
  group: null,
  assignee: null,
  followUpOf: null,
}

const raised = (command: RaiseIncident): IncidentRaised => {
  const { reportedAt, matrix, confidentialTo = [], ...rest } = command
  const priority = priorityOf(command.impact, command.urgency, matrix ?? undefined)
  return {
    ...unsaid,
    ...rest,
    type: 'IncidentRaised',
    reportedAt: reportedAt ?? command.at,
    priority,
    computedPriority: priority,
    confidentialTo: [...new Set(confidentialTo)],
    imported: null,
  }
}

export const raise: Rule<RaiseIncident> = (command, incident) => {
  const { incidentId, followUpOf } = command
  if (incident.status !== 'Unknown') return no({ type: 'IncidentAlreadyRaised', incidentId })
  if (followUpOf === incidentId) return no({ type: 'FollowUpOfItself', incidentId })
  return did(raised(command))
}
