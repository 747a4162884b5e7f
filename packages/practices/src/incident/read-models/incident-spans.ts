import type { DerivedTable, Instant, Row } from '@deskledger/kernel'
import type { IncidentFact } from './fact.ts'
import { nodeOf } from './interval-tree.ts'
import { remembered } from './lineage.ts'
import type { Ticket } from './ticket.ts'
import type { Version } from './versions.ts'

/** A row of the work list with its validity: it stood so at every t with `from <= t < to`; `to` null: still. */
export interface IncidentSpan extends Ticket {
  readonly from: Instant
  readonly to: Instant | null
  /** where it stands in the interval tree; -1 while it has no end */
  readonly node: number
}

interface SpanRow extends Row {
  readonly version: Version
  readonly row: IncidentSpan
}

const spanOf = ({ row, from, to }: Version): IncidentSpan => ({
  incidentId: row.incidentId,
  summary: row.summary,
  status: row.status,
  holdReason: row.holdReason,
  priority: row.priority,
  category: row.category,
  group: row.group,
  assignee: row.assignee,
  caller: row.caller,
  customer: row.customer,
  confidentialTo: row.confidentialTo,
  major: row.major,
  reportedAt: row.reportedAt,
  from,
  to,
  node: nodeOf(from, to),
})

/** Versions that are known already keep their rows. */
const spansOf = (fact: IncidentFact, before: readonly SpanRow[] = []): readonly SpanRow[] =>
  fact.versions.map((version, index) => {
    const known = before[index]
    if (known?.version === version) return known
    return { key: `${fact.incidentId}/${String(index).padStart(4, '0')}`, version, row: spanOf(version) }
  })

/**
 * The work list as of any instant: each version of each row with its validity. Which rows contain an instant is asked
 * of the interval tree, see `pathTo`; ages come from the same indexes.
 */
export const incidentSpans: DerivedTable<IncidentFact> = {
  name: 'incident-spans',
  indexes: [
    { name: 'begin', fields: ['node', 'from', 'reportedAt'] },
    { name: 'end', fields: ['node', 'to', 'reportedAt'] },
  ],
  rowsOf: remembered(spansOf, (a, b) => a.versions === b.versions),
}
