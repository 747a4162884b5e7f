import { nothing } from '@deskledger/kernel'
import type {
  AcceptMajor,
  DeclineMajor,
  ProposeMajor,
  RecordPostIncidentReview,
  SendMajorCommunication,
  StandDownMajor,
} from '../commands/major.ts'
import type { IncidentEvent } from '../events.ts'
import type { Ticket } from '../ticket.ts'
import { prioritisationOf } from './prioritising.ts'
import { did, no, said, unless, whenLive, whenOpen, type Said } from './verdict.ts'

export const proposeMajor = whenOpen((command: ProposeMajor, { major }) => {
  const { incidentId, reason } = command
  switch (major?.phase) {
    case 'Proposed':
      return major.reason === reason ? nothing : no({ type: 'MajorIncidentAlreadyProposed', incidentId })
    case 'Accepted':
      return no({ type: 'MajorIncidentAlreadyAccepted', incidentId, manager: major.manager })
    case 'StoodDown':
      return no({ type: 'MajorIncidentOver', incidentId })
    case 'Declined':
    case undefined:
      return did({ type: 'MajorIncidentProposed', ...said(command), reason })
  }
})

/** A major incident has priority 1, whatever was computed. */
const pinned = (ticket: Ticket, command: Said): readonly IncidentEvent[] => {
  const from = prioritisationOf(ticket)
  if (from.priority === 1) return []
  return [{ type: 'PriorityChanged', ...said(command), from, to: { ...from, priority: 1 }, reason: null }]
}

export const acceptMajor = whenLive((command: AcceptMajor, ticket) => {
  const { incidentId, manager } = command
  switch (ticket.major?.phase) {
    case 'Proposed':
      return did({ type: 'MajorIncidentAccepted', ...said(command), manager }, ...pinned(ticket, command))
    case 'Accepted': {
      const { manager: already } = ticket.major
      return already === manager ? nothing : no({ type: 'MajorIncidentAlreadyAccepted', incidentId, manager: already })
    }
    case 'Declined':
    case 'StoodDown':
    case undefined:
      return no({ type: 'MajorIncidentNotProposed', incidentId })
  }
})

export const declineMajor = whenLive((command: DeclineMajor, { major }) => {
  const { incidentId, reason } = command
  switch (major?.phase) {
    case 'Proposed':
      return did({ type: 'MajorIncidentDeclined', ...said(command), reason })
    case 'Declined':
      return nothing
    case 'Accepted':
      return no({ type: 'MajorIncidentAlreadyAccepted', incidentId, manager: major.manager })
    case 'StoodDown':
    case undefined:
      return no({ type: 'MajorIncidentNotProposed', incidentId })
  }
})

export const sendMajorCommunication = whenLive((command: SendMajorCommunication, ticket) => {
  const { incidentId, communicationId, audience, text } = command
  const already = ticket.said.includes(communicationId)
  if (ticket.major?.phase !== 'Accepted' && !already) return no({ type: 'NoMajorIncident', incidentId })
  return unless(already, { type: 'MajorCommunicationSent', ...said(command), communicationId, audience, text })
})

export const standDownMajor = whenLive((command: StandDownMajor, { major }) => {
  const { incidentId } = command
  if (major?.phase === 'StoodDown') return nothing
  if (major?.phase !== 'Accepted') return no({ type: 'NoMajorIncident', incidentId })
  return did({ type: 'MajorIncidentStoodDown', ...said(command) })
})

export const recordPostIncidentReview = whenLive((command: RecordPostIncidentReview, { major }) => {
  const { incidentId, findings } = command
  if (major?.phase === 'Accepted') return no({ type: 'MajorIncidentNotStoodDown', incidentId })
  if (major?.phase !== 'StoodDown') return no({ type: 'NoMajorIncident', incidentId })
  return unless(major.findings === findings, { type: 'PostIncidentReviewRecorded', ...said(command), findings })
})
