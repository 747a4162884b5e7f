import type { ReferenceId } from '@deskledger/kernel'
import type { RecordImportedRow, Tracked } from '../commands/imported.ts'
import type { IncidentEvent } from '../events.ts'
import type { Prioritisation } from '../events/facts.ts'
import { priorityOf } from '../priority.ts'
import type { Ticket } from '../ticket.ts'
import type { LinkKind, Status } from '../words.ts'
import { assignmentOf, isNobody, reassignmentsAfter, sameAssignment } from './assignment.ts'
import { detailChanges } from './facts.ts'
import { prioritisationOf, samePriorities } from './prioritising.ts'
import { said } from './verdict.ts'

/** One kind of change: what of it a row says that is not so yet. */
export type Change = (row: RecordImportedRow, ticket: Ticket, isFirst: boolean) => readonly IncidentEvent[]

export const detailEvents: Change = (row, ticket) => {
  const changes = detailChanges(ticket, row.tracked)
  return changes.length === 0 ? [] : [{ type: 'DetailsCorrected', ...said(row), changes }]
}

export const callerEvents: Change = (row, { caller: from }) => {
  const { caller: to = from } = row.tracked
  return to === from ? [] : [{ type: 'CallerCorrected', ...said(row), from, to }]
}

export const customerEvents: Change = (row, { customer: from }) => {
  const { customer: to = from } = row.tracked
  return to === from ? [] : [{ type: 'CustomerCorrected', ...said(row), from, to }]
}

export const serviceEvents: Change = (row, { service: from }) => {
  const { service: to = from } = row.tracked
  return to === from ? [] : [{ type: 'ServiceReclassified', ...said(row), from, to }]
}

export const categoryEvents: Change = (row, ticket) => {
  const from = { category: ticket.category, subcategory: ticket.subcategory }
  const { category = from.category, subcategory = from.subcategory } = row.tracked
  if (category === from.category && subcategory === from.subcategory) return []
  return [{ type: 'IncidentRecategorised', ...said(row), from, to: { category, subcategory } }]
}

const computedFrom = ({ impact, urgency }: Pick<Prioritisation, 'impact' | 'urgency'>): Prioritisation['computed'] =>
  impact === null || urgency === null ? null : priorityOf(impact, urgency)

/** Priorities as a row has them; where it has impact or urgency but no priority of its own, the computed one. */
export const prioritiesAfter = (from: Prioritisation, tracked: Tracked): Prioritisation => {
  const { impact = from.impact, urgency = from.urgency, priority } = tracked
  const isMapped = tracked.impact !== undefined || tracked.urgency !== undefined
  const computed = isMapped ? computedFrom({ impact, urgency }) : from.computed
  const otherwise = isMapped ? computed : from.priority
  return { impact, urgency, priority: priority === undefined ? otherwise : priority, computed }
}

export const priorityEvents: Change = (row, ticket) => {
  const from = prioritisationOf(ticket)
  const to = prioritiesAfter(from, row.tracked)
  return samePriorities(from, to) ? [] : [{ type: 'PriorityChanged', ...said(row), from, to, reason: null }]
}

const linksOf = (row: RecordImportedRow): readonly (readonly [LinkKind, ReferenceId | null])[] =>
  Object.entries(row.links) as [LinkKind, ReferenceId | null][]

export const linkEvents: Change = (row, ticket) =>
  linksOf(row).flatMap(([kind, wanted]): readonly IncidentEvent[] => {
    const there = ticket.links.filter((link) => link.kind === kind).map(({ reference }) => reference)
    const gone = there.filter((reference) => reference !== wanted)
    const isNew = wanted !== null && !there.includes(wanted)
    return [
      ...gone.map((reference) => ({ type: 'UnlinkedFrom', ...said(row), kind, reference }) as const),
      ...(isNew ? [{ type: 'LinkedTo', ...said(row), kind, reference: wanted } as const] : []),
    ]
  })

/** A raw New stays New with a group; only a row that says Assigned or InProgress takes it to Assigned. */
const statusOfAssignment = (row: RecordImportedRow, { status }: Ticket): Status =>
  status === 'New' && (row.standing?.status === 'Assigned' || row.standing?.status === 'InProgress')
    ? 'Assigned'
    : status

const assignmentAfter = (row: RecordImportedRow, ticket: Ticket, isFirst: boolean) => {
  const { group = ticket.group, assignee = ticket.assignee } = row.tracked
  const to = { group, assignee }
  const reassignments = row.counters.reassignments ?? reassignmentsAfter(ticket, to)
  return { to, reassignments, status: isFirst || isNobody(to) ? ticket.status : statusOfAssignment(row, ticket) }
}

export const assignmentEvents: Change = (row, ticket, isFirst) => {
  const from = assignmentOf(ticket)
  const { to, reassignments, status } = assignmentAfter(row, ticket, isFirst)
  if (sameAssignment(from, to) && reassignments === ticket.reassignments && status === ticket.status) return []
  return isNobody(to)
    ? [{ type: 'IncidentUnassigned', ...said(row), from, status, reassignments }]
    : [{ type: 'IncidentAssigned', ...said(row), from, to, status, reassignments }]
}

export const resolutionEvents: Change = (row, ticket) => {
  const from = { code: ticket.code, text: ticket.text }
  const { resolutionCode: code = from.code, resolutionText: text = from.text } = row.tracked
  if (code === from.code && text === from.text) return []
  return [{ type: 'ResolutionUpdated', ...said(row), from, to: { code, text } }]
}

export const verdictEvents: Change = (row, { verdict }) => {
  const { source, verdict: made } = row
  if (made === null || made === verdict?.made) return []
  return [{ type: 'ExternalVerdictRecorded', ...said(row), source, made, from: verdict?.made ?? null }]
}

export const noteEvents: Change = (row, { lastRow }) => {
  const { note: text } = row
  if (text === null || text === lastRow?.note) return []
  const noteId = `row-${row.row}` as ReferenceId
  return [{ type: 'NoteAdded', ...said(row), noteId, visibility: 'internal', text }]
}
