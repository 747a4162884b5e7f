import type { GroupId, IncidentId, Instant, PersonId, Priority, Title } from '@deskledger/kernel'
import type { IncidentEvent } from '../events.ts'
import type { IncidentRaised } from '../events/lifecycle.ts'
import { handled, type SomeHandlers } from './handlers.ts'
import type { HoldReason, Status } from '../words.ts'

/** What every list of incidents shows: the ticket as one row. */
export interface Ticket {
  readonly incidentId: IncidentId
  readonly summary: Title | null
  readonly status: Status
  readonly holdReason: HoldReason | null
  readonly priority: Priority | null
  readonly category: Title | null
  readonly group: GroupId | null
  readonly assignee: PersonId | null
  readonly caller: PersonId | null
  /** seen by these groups alone; empty: by everybody */
  readonly confidentialTo: readonly GroupId[]
  readonly major: boolean
  readonly reportedAt: Instant
}

/** Nobody has resolved, closed, cancelled or merged it. */
export const isOpen = (status: Status): boolean =>
  status === 'New' || status === 'Assigned' || status === 'InProgress' || status === 'OnHold'

/** `OnHold/AwaitingCaller`, `InProgress`: a standing as one word. */
export const standingOf = (ticket: Pick<Ticket, 'status' | 'holdReason'>): string =>
  ticket.holdReason === null ? ticket.status : `${ticket.status}/${ticket.holdReason}`

export const raisedTicket = (event: IncidentRaised): Ticket => ({
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
})

const moved = (ticket: Ticket, status: Status, holdReason: HoldReason | null = null): Ticket =>
  ticket.status === status && ticket.holdReason === holdReason ? ticket : { ...ticket, status, holdReason }

const given = (ticket: Ticket, to: Pick<Ticket, 'group' | 'assignee' | 'status'>): Ticket => {
  const holdReason = to.status === 'OnHold' ? ticket.holdReason : null
  return ticket.group === to.group &&
    ticket.assignee === to.assignee &&
    ticket.status === to.status &&
    ticket.holdReason === holdReason
    ? ticket
    : { ...ticket, group: to.group, assignee: to.assignee, status: to.status, holdReason }
}

const working = (_: IncidentEvent, ticket: Ticket): Ticket => moved(ticket, 'InProgress')

const changes: SomeHandlers<Ticket, Ticket> = {
  IncidentAssigned: ({ to, status }, ticket) => given(ticket, { group: to.group, assignee: to.assignee, status }),
  IncidentUnassigned: ({ status }, ticket) => given(ticket, { group: null, assignee: null, status }),
  WorkStarted: working,
  IncidentResumed: working,
  IncidentReopened: working,
  IncidentPutOnHold: ({ reason }, ticket) => moved(ticket, 'OnHold', reason),
  IncidentResolved: (_, ticket) => moved(ticket, 'Resolved'),
  IncidentClosed: (_, ticket) => moved(ticket, 'Closed'),
  IncidentCancelled: (_, ticket) => moved(ticket, 'Cancelled'),
  MergedInto: (_, ticket) => moved(ticket, 'Merged'),
  RecordedAsImported: ({ to }, ticket) => moved(ticket, to.status, to.holdReason),
  PriorityChanged: ({ to }, ticket) =>
    ticket.priority === to.priority ? ticket : { ...ticket, priority: to.priority },
  IncidentRecategorised: ({ to }, ticket) =>
    ticket.category === to.category ? ticket : { ...ticket, category: to.category },
  CallerCorrected: ({ to }, ticket) => ({ ...ticket, caller: to }),
  DetailsCorrected: ({ changes: corrections }, ticket) => {
    const summary = corrections.find(({ field }) => field === 'summary')
    return summary ? { ...ticket, summary: summary.to as Title | null } : ticket
  },
  ConfidentialityChanged: ({ to }, ticket) => ({ ...ticket, confidentialTo: to }),
  MajorIncidentAccepted: (_, ticket) => (ticket.major ? ticket : { ...ticket, major: true }),
}

/** The row after an event; the same object where the event changes nothing that it shows. */
export const ticketAfter = (ticket: Ticket, event: IncidentEvent): Ticket => handled(changes, event, ticket) ?? ticket
