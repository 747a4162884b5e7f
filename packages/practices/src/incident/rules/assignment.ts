import { nothing, type Count } from '@deskledger/kernel'
import type { EscalateFunctionally } from '../commands/work.ts'
import type { AssignIncident, UnassignIncident } from '../commands/lifecycle.ts'
import type { Ticket } from '../ticket.ts'
import type { Assignment, Status } from '../words.ts'
import { did, no, said, unless, whenOpen } from './verdict.ts'

export const assignmentOf = ({ group, assignee }: Ticket): Assignment => ({ group, assignee })
export const isNobody = ({ group, assignee }: Assignment): boolean => group === null && assignee === null
export const sameAssignment = (a: Assignment, b: Assignment): boolean =>
  a.group === b.group && a.assignee === b.assignee

const handedOver = (from: string | null, to: string | null): boolean => from !== null && to !== null && from !== to

/** One more where a known group or person gives way to another known one. */
export const reassignmentsAfter = (ticket: Ticket, to: Assignment): Count =>
  (ticket.reassignments +
    (handedOver(ticket.group, to.group) || handedOver(ticket.assignee, to.assignee) ? 1 : 0)) as Count

const assigned = (status: Status): Status => (status === 'New' ? 'Assigned' : status)
const unassigned = (status: Status): Status => (status === 'OnHold' ? status : 'New')

export const assign = whenOpen((command: AssignIncident, ticket) => {
  const from = assignmentOf(ticket)
  const { group = ticket.group, assignee = ticket.assignee } = command
  const to = { group, assignee }
  if (isNobody(to)) return no({ type: 'AssignNeedsSomebody', incidentId: command.incidentId })
  const already = sameAssignment(from, to) && ticket.status !== 'New'
  return unless(already, {
    type: 'IncidentAssigned',
    ...said(command),
    from,
    to,
    status: assigned(ticket.status),
    reassignments: reassignmentsAfter(ticket, to),
  })
})

export const unassign = whenOpen((command: UnassignIncident, ticket) => {
  const from = assignmentOf(ticket)
  const { reassignments } = ticket
  const status = unassigned(ticket.status)
  return unless(isNobody(from), { type: 'IncidentUnassigned', ...said(command), from, status, reassignments })
})

export const escalateFunctionally = whenOpen((command: EscalateFunctionally, ticket) => {
  const { toGroup, reason } = command
  if (ticket.group === toGroup) return nothing
  const to = { group: toGroup, assignee: null }
  return did(
    { type: 'EscalatedFunctionally', ...said(command), fromGroup: ticket.group, toGroup, reason },
    {
      type: 'IncidentAssigned',
      ...said(command),
      from: assignmentOf(ticket),
      to,
      status: assigned(ticket.status),
      reassignments: reassignmentsAfter(ticket, to),
    },
  )
})
