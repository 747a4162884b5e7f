import type { GroupId, IncidentId, Instant, PersonId, Priority, ReferenceId, Title } from '@deskledger/kernel'
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
  /** the organisation or unit that the service is provided to */
  readonly customer: ReferenceId | null
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
  customer: event.customer,
  confidentialTo: event.confidentialTo,
  major: false,
  reportedAt: event.reportedAt,
})

/** A copy that its maker may change before others see it. */
export type Draft<Doc> = { -readonly [Name in keyof Doc]: Doc[Name] }

/** A copy, field by field: twenty times as fast as a spread (Node 20), and this runs for every event there ever was. */
const draftOf = (ticket: Ticket): Draft<Ticket> => ({
  incidentId: ticket.incidentId,
  summary: ticket.summary,
  status: ticket.status,
  holdReason: ticket.holdReason,
  priority: ticket.priority,
  category: ticket.category,
  group: ticket.group,
  assignee: ticket.assignee,
  caller: ticket.caller,
  customer: ticket.customer,
  confidentialTo: ticket.confidentialTo,
  major: ticket.major,
  reportedAt: ticket.reportedAt,
})

const move = (ticket: Draft<Ticket>, status: Status, holdReason: HoldReason | null = null): void => {
  ticket.status = status
  ticket.holdReason = holdReason
}

const give = (ticket: Draft<Ticket>, to: Pick<Ticket, 'group' | 'assignee' | 'status'>): void => {
  ticket.group = to.group
  ticket.assignee = to.assignee
  move(ticket, to.status, to.status === 'OnHold' ? ticket.holdReason : null)
}

const work = (_: IncidentEvent, ticket: Draft<Ticket>): void => {
  move(ticket, 'InProgress')
}

/** What events change of what lists show. */
export const ticketChanges: SomeHandlers<Draft<Ticket>, void> = {
  IncidentAssigned: ({ to: { group, assignee }, status }, ticket) => {
    give(ticket, { group, assignee, status })
  },
  IncidentUnassigned: ({ status }, ticket) => {
    give(ticket, { group: null, assignee: null, status })
  },
  WorkStarted: work,
  IncidentResumed: work,
  IncidentReopened: work,
  IncidentPutOnHold: ({ reason }, ticket) => {
    move(ticket, 'OnHold', reason)
  },
  IncidentResolved: (_, ticket) => {
    move(ticket, 'Resolved')
  },
  IncidentClosed: (_, ticket) => {
    move(ticket, 'Closed')
  },
  IncidentCancelled: (_, ticket) => {
    move(ticket, 'Cancelled')
  },
  MergedInto: (_, ticket) => {
    move(ticket, 'Merged')
  },
  RecordedAsImported: ({ to }, ticket) => {
    move(ticket, to.status, to.holdReason)
  },
  PriorityChanged: ({ to }, ticket) => {
    ticket.priority = to.priority
  },
  IncidentRecategorised: ({ to }, ticket) => {
    ticket.category = to.category
  },
  CallerCorrected: ({ to }, ticket) => {
    ticket.caller = to
  },
  CustomerCorrected: ({ to }, ticket) => {
    ticket.customer = to
  },
  DetailsCorrected: ({ changes }, ticket) => {
    const summary = changes.find(({ field }) => field === 'summary')
    if (summary) ticket.summary = summary.to as Title | null
  },
  ConfidentialityChanged: ({ to }, ticket) => {
    ticket.confidentialTo = to
  },
  MajorIncidentAccepted: (_, ticket) => {
    ticket.major = true
  },
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((one, index) => one === b[index]))

const sameStanding = (a: Ticket, b: Ticket): boolean =>
  a.status === b.status && a.holdReason === b.holdReason && a.group === b.group && a.assignee === b.assignee

/** Whether two rows of one incident show the same. */
export const sameTicket = (a: Ticket, b: Ticket): boolean =>
  sameStanding(a, b) &&
  a.priority === b.priority &&
  a.category === b.category &&
  a.summary === b.summary &&
  a.caller === b.caller &&
  a.customer === b.customer &&
  a.major === b.major &&
  sameList(a.confidentialTo, b.confidentialTo)

/** The row after an event; the same object where the event changes nothing that it shows. */
export const ticketAfter = (ticket: Ticket, event: IncidentEvent): Ticket => {
  if (ticketChanges[event.type] === undefined) return ticket
  const draft = draftOf(ticket)
  handled(ticketChanges, event, draft)
  return sameTicket(ticket, draft) ? ticket : draft
}
