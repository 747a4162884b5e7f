import { nothing } from '@deskledger/kernel'
import type { RecordImportedRow, Tracked } from '../commands/imported.ts'
import type { IncidentEvent } from '../events.ts'
import type { UpdateRecorded } from '../events/imported.ts'
import type { Columns, IncidentRaised } from '../events/lifecycle.ts'
import { raised } from '../folds.ts'
import { evolve, type Incident } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import {
  assignmentEvents,
  callerEvents,
  categoryEvents,
  customerEvents,
  detailEvents,
  linkEvents,
  noteEvents,
  prioritiesAfter,
  priorityEvents,
  resolutionEvents,
  serviceEvents,
  verdictEvents,
  type Change,
} from './imported-changes.ts'
import { statusEvents } from './imported-steps.ts'
import { did, said, type Rule } from './verdict.ts'

/** The order in which the changes of one row are recorded. */
const changes: readonly Change[] = [
  detailEvents,
  callerEvents,
  customerEvents,
  serviceEvents,
  categoryEvents,
  priorityEvents,
  linkEvents,
  assignmentEvents,
  statusEvents,
  resolutionEvents,
  verdictEvents,
  noteEvents,
]

interface Progress {
  readonly incident: Incident
  readonly events: readonly IncidentEvent[]
}

const changesIn = (row: RecordImportedRow, ticket: Ticket, isFirst: boolean): readonly IncidentEvent[] =>
  changes.reduce<Progress>(
    ({ incident, events }, change) => {
      const more = incident.status === 'Unknown' ? [] : change(row, incident, isFirst)
      return more.length === 0
        ? { incident, events }
        : { incident: more.reduce(evolve, incident), events: [...events, ...more] }
    },
    { incident: ticket, events: [] },
  ).events

const told = ({ summary = null, description = null, location = null, channel = null }: Tracked) => ({
  summary,
  description,
  location,
  channel,
})

const concerned = ({ caller = null, customer = null, service = null }: Tracked) => ({ caller, customer, service })

const placed = ({ category = null, subcategory = null, group = null, assignee = null }: Tracked) => ({
  category,
  subcategory,
  group,
  assignee,
})

const noPriorities = { impact: null, urgency: null, priority: null, computed: null }

const firstOf = (row: RecordImportedRow): IncidentRaised => {
  const { source, fields, finals, verdict, tracked } = row
  const { computed: computedPriority, ...priorities } = prioritiesAfter(noPriorities, tracked)
  return {
    type: 'IncidentRaised',
    ...said(row),
    reportedAt: row.reportedAt ?? row.at,
    ...told(tracked),
    ...concerned(tracked),
    ...placed(tracked),
    ...priorities,
    computedPriority,
    confidentialTo: [],
    followUpOf: null,
    imported: { source, row: row.row, fields, finals, serviceLevelMade: verdict },
  }
}

const columnChanges = (row: RecordImportedRow, before: Columns): UpdateRecorded['columns'] =>
  Object.fromEntries(
    [...Object.entries(row.fields), ...Object.entries(row.finals)].flatMap(([name, to]) => {
      const from = Object.hasOwn(before, name) ? (before[name] ?? null) : null
      return from === to ? [] : [[name, { from, to }]]
    }),
  )

const later = (row: RecordImportedRow, ticket: Ticket): readonly IncidentEvent[] => {
  const own = changesIn(row, ticket, false)
  const columns = columnChanges(row, ticket.lastRow?.columns ?? {})
  if (own.length > 0 && Object.keys(columns).length === 0) return own
  const update: UpdateRecorded = { type: 'UpdateRecorded', ...said(row), source: row.source, row: row.row, columns }
  return [...own, update]
}

/** A row at or before the last one that an event names was taken already; the runtime knows other repeats by command id. */
const wasTaken = ({ source, row }: RecordImportedRow, { lastRow }: Ticket): boolean =>
  lastRow?.source === source && row <= lastRow.row

export const recordImportedRow: Rule<RecordImportedRow> = (row, incident) => {
  if (incident.status === 'Unknown') {
    const first = firstOf(row)
    return did(first, ...changesIn(row, raised(first), true))
  }
  return wasTaken(row, incident) ? nothing : did(...later(row, incident))
}
