import { nothing } from '@deskledger/kernel'
import type { AcceptIncident, PutOnHold, ResumeIncident, StartWork } from '../commands/lifecycle.ts'
import type { IncidentEvent } from '../events.ts'
import type { IncidentResumed } from '../events/lifecycle.ts'
import type { Ticket } from '../ticket.ts'
import type { ResponseKind, Standing } from '../words.ts'
import { did, no, said, whenOpen, type Said } from './verdict.ts'

export const standingOf = ({ status, holdReason }: Ticket): Standing => ({ status, holdReason })

/** The first time that somebody else than the caller did something about it; nothing from then on. */
export const firstResponse = (ticket: Ticket, command: Said, how: ResponseKind): readonly IncidentEvent[] =>
  ticket.responded || command.by === ticket.caller ? [] : [{ type: 'FirstResponseRecorded', ...said(command), how }]

export const startWork = whenOpen((command: StartWork, ticket) => {
  const { incidentId } = command
  switch (ticket.status) {
    case 'InProgress':
      return nothing
    case 'OnHold':
      return no({ type: 'IncidentAlreadyOnHold', incidentId, reason: ticket.holdReason })
    case 'Assigned':
      return did(
        { type: 'WorkStarted', ...said(command), from: standingOf(ticket) },
        ...firstResponse(ticket, command, 'Accepted'),
      )
    case 'New':
    case 'Resolved':
    case 'Closed':
    case 'Cancelled':
    case 'Merged':
      return no({ type: 'StartWorkNeedsAssignment', incidentId })
  }
})

export const accept = whenOpen((command: AcceptIncident, ticket) =>
  command.by === ticket.caller
    ? no({ type: 'CallerIsNoResponder', incidentId: command.incidentId })
    : did(...firstResponse(ticket, command, 'Accepted')),
)

const needsComment = ({ reason, comment }: PutOnHold): boolean =>
  reason === 'AwaitingCaller' && (comment === undefined || comment === null)

export const putOnHold = whenOpen((command: PutOnHold, ticket) => {
  const { incidentId, reason, comment = null } = command
  if (ticket.status === 'OnHold') {
    const same = ticket.holdReason === reason && ticket.holdComment === comment
    return same ? nothing : no({ type: 'IncidentAlreadyOnHold', incidentId, reason: ticket.holdReason })
  }
  if (needsComment(command)) return no({ type: 'HoldReasonNeedsComment', incidentId })
  return did({ type: 'IncidentPutOnHold', ...said(command), from: standingOf(ticket), reason, comment })
})

export const resumed = (ticket: Ticket, command: Said): IncidentResumed => ({
  type: 'IncidentResumed',
  ...said(command),
  reason: ticket.holdReason ?? 'Unspecified',
  comment: null,
})

export const resume = whenOpen((command: ResumeIncident, ticket) => {
  const { incidentId, comment = null } = command
  if (ticket.status === 'InProgress') return nothing
  if (ticket.status !== 'OnHold') return no({ type: 'IncidentNotOnHold', incidentId, status: ticket.status })
  return did({ ...resumed(ticket, command), comment })
})
