import type { RaiseIncident } from '../commands/lifecycle.ts'
import type { IncidentRaised } from '../events/lifecycle.ts'
import { priorityOf } from '../priority.ts'
import { did, no, type Rule } from './verdict.ts'

const orNull = <T>(said: T | null | undefined): T | null => said ?? null

// Field by field: copying by spread costs many times as much, and this is the command that comes most.
const raised = (command: RaiseIncident): IncidentRaised => {
  const { incidentId, by, at, summary, impact, urgency, confidentialTo = [] } = command
  const priority = priorityOf(impact, urgency, command.matrix ?? undefined)
  return {
    type: 'IncidentRaised',
    incidentId,
    by,
    at,
    reportedAt: command.reportedAt ?? at,
    summary,
    description: orNull(command.description),
    caller: orNull(command.caller),
    customer: orNull(command.customer),
    channel: orNull(command.channel),
    service: orNull(command.service),
    category: orNull(command.category),
    subcategory: orNull(command.subcategory),
    location: orNull(command.location),
    impact,
    urgency,
    priority,
    computedPriority: priority,
    group: orNull(command.group),
    assignee: orNull(command.assignee),
    confidentialTo: [...new Set(confidentialTo)],
    followUpOf: orNull(command.followUpOf),
    imported: null,
  }
}

export const raise: Rule<RaiseIncident> = (command, incident) => {
  const { incidentId, followUpOf } = command
  if (incident.status !== 'Unknown') return no({ type: 'IncidentAlreadyRaised', incidentId })
  if (followUpOf === incidentId) return no({ type: 'FollowUpOfItself', incidentId })
  return did(raised(command))
}
