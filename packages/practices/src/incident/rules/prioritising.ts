import type { ChangePriority, OverridePriority } from '../commands/facts.ts'
import type { Prioritisation } from '../events/facts.ts'
import { priorityOf } from '../priority.ts'
import type { Ticket } from '../ticket.ts'
import { no, said, unless, whenLive } from './verdict.ts'

export const prioritisationOf = ({ impact, urgency, priority, computed }: Ticket): Prioritisation => ({
  impact,
  urgency,
  priority,
  computed,
})

export const samePriorities = (a: Prioritisation, b: Prioritisation): boolean =>
  a.impact === b.impact && a.urgency === b.urgency && a.priority === b.priority && a.computed === b.computed

const isMajor = ({ major }: Ticket): boolean => major?.phase === 'Accepted'

export const changePriority = whenLive((command: ChangePriority, ticket) => {
  const { incidentId, impact = ticket.impact, urgency = ticket.urgency, matrix } = command
  if (impact === null || urgency === null) return no({ type: 'PriorityNeedsImpactAndUrgency', incidentId })
  const computed = priorityOf(impact, urgency, matrix ?? undefined)
  const from = prioritisationOf(ticket)
  const to = { impact, urgency, priority: isMajor(ticket) ? 1 : computed, computed } as const
  return unless(samePriorities(from, to), { type: 'PriorityChanged', ...said(command), from, to, reason: null })
})

export const overridePriority = whenLive((command: OverridePriority, ticket) => {
  const { incidentId, priority, reason } = command
  if (isMajor(ticket) && priority !== 1) return no({ type: 'MajorIncidentKeepsPriority', incidentId })
  const from = prioritisationOf(ticket)
  const to = { ...from, priority }
  return unless(ticket.priority === priority, { type: 'PriorityChanged', ...said(command), from, to, reason })
})
