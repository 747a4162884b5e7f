import type { Contribution, Rollup } from '@deskledger/kernel'
import type { IncidentFact } from './fact.ts'
import { remembered } from './lineage.ts'
import { valueIn } from './measures.ts'
import { standingOf } from './ticket.ts'

const counter = (by: string, value: string): Contribution => ({
  cell: `${by}|${value}`,
  labels: { by, value },
  count: 1,
  sum: 0,
  sample: null,
})

/** How many incidents there are now, by standing, priority, category and group; value empty: those that have none. */
export const incidentCounters: Rollup<IncidentFact> = {
  name: 'incident-counters',
  indexes: [{ name: 'by-value', fields: ['labels.by', 'labels.value'] }],
  contributionsOf: remembered(
    ({ now }) => [
      counter('standing', standingOf(now)),
      counter('priority', valueIn(now, 'priority')),
      counter('category', valueIn(now, 'category')),
      counter('group', valueIn(now, 'group')),
    ],
    (a, b) => a.now === b.now,
  ),
}
