import { nothing, type Body, type Count, type PersonId, type Title } from '@deskledger/kernel'
import type { ResolveIncident, UpdateResolution } from '../commands/lifecycle.ts'
import type { IncidentResolved } from '../events/lifecycle.ts'
import type { Ticket } from '../ticket.ts'
import { firstResponse, standingOf } from './progress.ts'
import { did, no, said, unless, whenLive, type Said } from './verdict.ts'

interface Solution {
  readonly code: Title | null
  readonly text: Body | null
  readonly resolver: PersonId
}

/** The next attempt; first contact solved it where nobody handed it on and it was never reopened. */
export const resolved = (ticket: Ticket, command: Said, solution: Solution): IncidentResolved => ({
  type: 'IncidentResolved',
  ...said(command),
  from: standingOf(ticket),
  attempt: (ticket.attempts + 1) as Count,
  ...solution,
  firstContact: ticket.reassignments === 0 && ticket.reopenings === 0,
})

export const resolve = whenLive((command: ResolveIncident, ticket) => {
  const { incidentId, by, code, text, resolver } = command
  if (ticket.status === 'Resolved') {
    return ticket.code === code && ticket.text === text ? nothing : no({ type: 'IncidentAlreadyResolved', incidentId })
  }
  return did(
    resolved(ticket, command, { code, text, resolver: resolver ?? by }),
    ...firstResponse(ticket, command, 'Resolved'),
  )
})

export const updateResolution = whenLive((command: UpdateResolution, ticket) => {
  const { incidentId, code = ticket.code, text = ticket.text } = command
  if (ticket.status !== 'Resolved') return no({ type: 'IncidentNotResolved', incidentId, status: ticket.status })
  const from = { code: ticket.code, text: ticket.text }
  const already = from.code === code && from.text === text
  return unless(already, { type: 'ResolutionUpdated', ...said(command), from, to: { code, text } })
})
