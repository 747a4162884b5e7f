import type { Count } from '@deskledger/kernel'
import type { RecordImportedRow } from '../commands/imported.ts'
import type { IncidentEvent } from '../events.ts'
import type { Ticket } from '../ticket.ts'
import type { HoldReason, Standing, Status } from '../words.ts'
import { assignmentOf, isNobody } from './assignment.ts'
import { reopened, windowPassed } from './ending.ts'
import { resumed, standingOf } from './progress.ts'
import { resolved } from './resolution.ts'
import { said } from './verdict.ts'

/** The domain's own events where the rules allow a step, the names of the rules where they do not. */
type Step = readonly IncidentEvent[] | ForbiddenBy
type ForbiddenBy = string

const isOpen = (status: Status): boolean =>
  status === 'New' || status === 'Assigned' || status === 'InProgress' || status === 'OnHold'

const finality: Partial<Record<Status, ForbiddenBy>> = {
  Closed: 'ClosedIsFinal',
  Cancelled: 'CancelledIsFinal',
  Merged: 'MergedIsFinal',
}

const toWork = (row: RecordImportedRow, ticket: Ticket): Step => {
  if (ticket.status === 'Resolved') {
    return windowPassed(ticket, row) ? 'ReopeningWindowPassed' : [reopened(ticket, row)]
  }
  if (ticket.status === 'OnHold') return [resumed(ticket, row)]
  if (ticket.status === 'New' || isNobody(assignmentOf(ticket))) return 'StartWorkNeedsAssignment'
  return [{ type: 'WorkStarted', ...said(row), from: standingOf(ticket) }]
}

const toHold = (row: RecordImportedRow, ticket: Ticket, reason: HoldReason): Step => {
  const hold = (from: Standing): IncidentEvent => ({
    type: 'IncidentPutOnHold',
    ...said(row),
    from,
    reason,
    comment: null,
  })
  if (ticket.status !== 'OnHold' && ticket.status !== 'Resolved') return [hold(standingOf(ticket))]
  const first = toWork(row, ticket)
  return typeof first === 'string' ? first : [...first, hold({ status: 'InProgress', holdReason: null })]
}

const toResolved = (row: RecordImportedRow, ticket: Ticket): Step => {
  const { resolutionCode: code = null, resolutionText: text = null } = row.tracked
  return [resolved(ticket, row, { code, text, resolver: row.by })]
}

const toCancelled = (row: RecordImportedRow, ticket: Ticket): Step =>
  isOpen(ticket.status)
    ? [{ type: 'IncidentCancelled', ...said(row), from: standingOf(ticket), reason: null }]
    : 'CancelNeedsOpen'

const allowedStep = (row: RecordImportedRow, ticket: Ticket, wanted: Standing): Step => {
  switch (wanted.status) {
    case 'New':
      return 'NewIsFirst'
    case 'Assigned':
      return ticket.status === 'New' ? 'AssignNeedsSomebody' : 'AssignedFollowsNew'
    case 'InProgress':
      return toWork(row, ticket)
    case 'OnHold':
      return toHold(row, ticket, wanted.holdReason ?? 'Unspecified')
    case 'Resolved':
      return toResolved(row, ticket)
    case 'Closed':
      return ticket.status === 'Resolved'
        ? [{ type: 'IncidentClosed', ...said(row), code: null, comment: null }]
        : 'CloseNeedsResolved'
    case 'Cancelled':
      return toCancelled(row, ticket)
    case 'Merged':
      return 'MergeNeedsTarget'
  }
}

const counted = (n: Count, more: boolean): Count => (more ? ((n + 1) as Count) : n)

const asImported = (
  row: RecordImportedRow,
  ticket: Ticket,
  forbidden: { to: Standing; by: ForbiddenBy },
): IncidentEvent => {
  const { to, by } = forbidden
  const wasDone = ticket.status === 'Resolved' || ticket.status === 'Closed'
  return {
    type: 'RecordedAsImported',
    ...said(row),
    source: row.source,
    row: row.row,
    from: standingOf(ticket),
    to,
    rules: [by],
    reopenings: counted(ticket.reopenings, wasDone && isOpen(to.status)),
    attempt: counted(ticket.attempts, to.status === 'Resolved'),
  }
}

/** The hold reason belongs to OnHold alone; a source that names none leaves it unspecified. */
const tidied = ({ status, holdReason }: Standing): Standing => ({
  status,
  holdReason: status === 'OnHold' ? (holdReason ?? 'Unspecified') : null,
})

/** What takes an incident to where its row says it stands; nothing where the row does not say, or it stands there. */
export const statusEvents = (row: RecordImportedRow, ticket: Ticket, isFirst: boolean): readonly IncidentEvent[] => {
  if (row.standing === null) return []
  const to = tidied(row.standing)
  if (to.status === ticket.status && to.holdReason === ticket.holdReason) return []
  const step = isFirst ? 'DoesNotStartAtNew' : (finality[ticket.status] ?? allowedStep(row, ticket, to))
  return typeof step === 'string' ? [asImported(row, ticket, { to, by: step })] : step
}
