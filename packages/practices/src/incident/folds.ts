import type { Count } from '@deskledger/kernel'
import type { DetailsCorrected } from './events/facts.ts'
import type { RecordedAsImported, UpdateRecorded } from './events/imported.ts'
import type { IncidentRaised } from './events/lifecycle.ts'
import type { NoteAdded } from './events/work.ts'
import type { Ticket } from './ticket.ts'

const none = 0 as Count

/** What an incident is when it has just been raised. */
export const raised = (event: IncidentRaised): Ticket => ({
  status: 'New',
  holdReason: null,
  holdComment: null,
  summary: event.summary,
  description: event.description,
  location: event.location,
  channel: event.channel,
  caller: event.caller,
  customer: event.customer,
  service: event.service,
  category: event.category,
  subcategory: event.subcategory,
  impact: event.impact,
  urgency: event.urgency,
  priority: event.priority,
  computed: event.computedPriority,
  group: event.group,
  assignee: event.assignee,
  confidentialTo: event.confidentialTo,
  reassignments: none,
  reopenings: none,
  attempts: none,
  code: null,
  text: null,
  resolvedAt: null,
  ending: null,
  responded: false,
  verdict:
    event.imported === null || event.imported.serviceLevelMade === null
      ? null
      : { source: event.imported.source, made: event.imported.serviceLevelMade },
  said: [],
  files: [],
  links: [],
  watchers: [],
  escalation: null,
  major: null,
  parent: null,
  mergedInto: null,
  received: [],
  lastRow: event.imported && {
    source: event.imported.source,
    row: event.imported.row,
    columns: { ...event.imported.fields, ...event.imported.finals },
    note: null,
  },
})

/** Each detail named, as it is now. */
export const corrected = (ticket: Ticket, { changes }: DetailsCorrected): Ticket => ({
  ...ticket,
  ...Object.fromEntries(changes.map(({ field, to }) => [field, to])),
})

/** The row's columns as they are now. */
export const updated = (ticket: Ticket, { source, row, columns }: UpdateRecorded): Ticket => {
  const changed = Object.entries(columns)
  const before = ticket.lastRow?.columns ?? {}
  const after =
    changed.length === 0 ? before : { ...before, ...Object.fromEntries(changed.map(([name, { to }]) => [name, to])) }
  return { ...ticket, lastRow: { source, row, columns: after, note: ticket.lastRow?.note ?? null } }
}

/** Where the source says it stands, whatever the rules say. */
export const imported = (ticket: Ticket, event: RecordedAsImported): Ticket => {
  const { status, holdReason } = event.to
  const resolvedAt = status === 'Resolved' && ticket.status !== 'Resolved' ? event.at : ticket.resolvedAt
  const { reopenings, attempt: attempts, source, row } = event
  const lastRow = { columns: {}, note: null, ...ticket.lastRow, source, row }
  return { ...ticket, status, holdReason, holdComment: null, reopenings, attempts, resolvedAt, lastRow }
}

/** The note's id, so that a repeat is known; and its text, so that an import sees whether the next row says the same. */
export const noted = (ticket: Ticket, { noteId, text }: NoteAdded): Ticket => ({
  ...ticket,
  said: [...ticket.said, noteId],
  lastRow: ticket.lastRow && { ...ticket.lastRow, note: text },
})
