import type { DerivedTable, IncidentId, Instant, Row } from '@deskledger/kernel'
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

const spans = new WeakMap<Version, Row>()

const rowOf = (incidentId: IncidentId, version: Version, number: number): Row => {
  const known = spans.get(version)
  if (known) return known
  const { from, to } = version
  const span: IncidentSpan = { ...version.row, from, to, node: nodeOf(from, to) }
  const row = { key: `${incidentId}/${String(number).padStart(4, '0')}`, row: span }
  spans.set(version, row)
  return row
}

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
  rowsOf: remembered(
    ({ incidentId, versions }) => versions.map((version, index) => rowOf(incidentId, version, index)),
    (a, b) => a.versions === b.versions,
  ),
}
