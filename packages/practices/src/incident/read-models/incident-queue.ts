import type { DerivedTable, Index, Instant } from '@deskledger/kernel'
import { isOpen, type Ticket } from './ticket.ts'

/** One row of the service desk's work list: an incident nobody has resolved yet. */
export interface IncidentQueueRow extends Ticket {
  readonly updatedAt: Instant
}

const index = (...fields: readonly string[]): Index => ({ name: fields.join('-'), fields })
const sorts = [['priority', 'reportedAt'], ['reportedAt'], ['updatedAt']]
const filters = ['status', 'group', 'assignee', 'category', 'customer']

const rowOf = (doc: IncidentQueueRow): IncidentQueueRow => ({
  incidentId: doc.incidentId,
  summary: doc.summary,
  status: doc.status,
  holdReason: doc.holdReason,
  priority: doc.priority,
  category: doc.category,
  group: doc.group,
  assignee: doc.assignee,
  caller: doc.caller,
  customer: doc.customer,
  confidentialTo: doc.confidentialTo,
  major: doc.major,
  reportedAt: doc.reportedAt,
  updatedAt: doc.updatedAt,
})

/**
 * The work list, derived from the details: a resolved ticket leaves it, and must come back whole when it is reopened.
 * Every filter with every sort has an index.
 */
export const incidentQueue: DerivedTable<IncidentQueueRow> = {
  name: 'incident-queue',
  indexes: [
    ...sorts.map((sort) => index(...sort)),
    ...filters.flatMap((filter) => sorts.map((sort) => index(filter, ...sort))),
    index('priority', 'updatedAt'),
  ],
  rowsOf: (doc) => (isOpen(doc.status) ? [{ key: doc.incidentId, row: rowOf(doc) }] : []),
}
