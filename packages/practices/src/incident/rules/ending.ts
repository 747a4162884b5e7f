import { instantOf, millisOf, nothing, type Count, type Instant } from '@deskledger/kernel'
import type { CancelIncident, CloseIncident, ReopenIncident } from '../commands/lifecycle.ts'
import type { IncidentReopened } from '../events/lifecycle.ts'
import type { IncidentRefusal } from '../refusals.ts'
import type { Incident } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { standingOf } from './progress.ts'
import { did, no, said, whenLive, whenOpen, type Rule, type Said } from './verdict.ts'

/** Seconds after a resolution in which it may be reopened, where the command names no other policy: 14 days. */
const REOPENING_WINDOW = 1_209_600
const LAST = 253_402_300_799_999 // 9999-12-31T23:59:59.999Z, the last instant that has a form

/** The last instant at which it may be reopened. */
const reopenableUntil = (resolvedAt: Instant, seconds: number = REOPENING_WINDOW): Instant =>
  instantOf(Math.min(millisOf(resolvedAt) + seconds * 1000, LAST))

export const reopened = (ticket: Ticket, command: Said): IncidentReopened => ({
  type: 'IncidentReopened',
  ...said(command),
  from: ticket.status,
  reason: null,
  reopenings: (ticket.reopenings + 1) as Count,
  bySelfService: false,
})

/** Why it is too late, or undefined while the window is open. */
export const windowPassed = (ticket: Ticket, command: Said, seconds?: number): IncidentRefusal | undefined => {
  const until = reopenableUntil(ticket.resolvedAt ?? command.at, seconds)
  return command.at > until ? { type: 'ReopeningWindowPassed', incidentId: command.incidentId, until } : undefined
}

export const reopen = whenLive((command: ReopenIncident, ticket) => {
  const { incidentId, reason, bySelfService, windowSeconds } = command
  if (ticket.status === 'InProgress' && ticket.reopenings > 0) return nothing
  if (ticket.status !== 'Resolved') return no({ type: 'IncidentNotResolved', incidentId, status: ticket.status })
  const late = windowPassed(ticket, command, windowSeconds ?? undefined)
  if (late) return no(late)
  return did({ ...reopened(ticket, command), reason: reason ?? null, bySelfService: bySelfService ?? false })
})

/** What a major incident still owes before it may be closed. */
const owed = (incidentId: Said['incidentId'], { major }: Ticket): IncidentRefusal | undefined => {
  if (major?.phase === 'Accepted') return { type: 'MajorIncidentNotStoodDown', incidentId }
  if (major?.phase === 'StoodDown' && major.findings === null) return { type: 'PostIncidentReviewMissing', incidentId }
  return undefined
}

const closeLive = whenLive((command: CloseIncident, ticket) => {
  const { incidentId, code = null, comment = null } = command
  if (ticket.status !== 'Resolved') return no({ type: 'CloseNeedsResolved', incidentId, status: ticket.status })
  const debt = owed(incidentId, ticket)
  return debt ? no(debt) : did({ type: 'IncidentClosed', ...said(command), code, comment })
})

type Words = Ticket['ending']
const endedSo = (incident: Incident, status: 'Closed' | 'Cancelled', words: NonNullable<Words>): boolean =>
  incident.status === status && incident.ending?.code === words.code && incident.ending.text === words.text

export const close: Rule<CloseIncident> = (command, incident) =>
  endedSo(incident, 'Closed', { code: command.code ?? null, text: command.comment ?? null })
    ? nothing
    : closeLive(command, incident)

const cancelOpen = whenOpen((command: CancelIncident, ticket) =>
  did({ type: 'IncidentCancelled', ...said(command), from: standingOf(ticket), reason: command.reason }),
)

export const cancel: Rule<CancelIncident> = (command, incident) =>
  endedSo(incident, 'Cancelled', { code: null, text: command.reason }) ? nothing : cancelOpen(command, incident)
