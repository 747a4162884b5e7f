import { dayOf, type Contribution, type Rollup } from '@deskledger/kernel'
import type { IncidentFact } from './fact.ts'
import { entriesOf } from './incident-metric-entries.ts'
import { remembered, sameFigures } from './lineage.ts'
import {
  dimensions,
  measuresOfEntry,
  measuresOfFact,
  slicesOfFact,
  statesOfFact,
  valueIn,
  type Dimension,
  type Measure,
  type Slice,
} from './measures.ts'
import type { Ticket } from './ticket.ts'

/** What a cell is about: a metric on a UTC day, for one value of one dimension; value empty: for all, or for none. */
export interface CellLabels {
  readonly metric: Measure['metric']
  readonly day: string
  readonly by: Dimension | Slice['by']
  readonly value: string
}

/** Where a measure goes. */
type Place = Omit<CellLabels, 'metric'>

const contribution = ({ metric, count, sum, sample }: Measure, { day, by, value }: Place): Contribution => ({
  cell: `${metric}|${day}|${by}|${value}`,
  labels: { metric, day, by, value },
  count,
  sum,
  sample,
})

const spread = (into: Contribution[], measures: readonly Measure[], { day, now }: { day: string; now: Ticket }) => {
  for (const by of dimensions) {
    const place = { day, by, value: valueIn(now, by) }
    for (const measure of measures) into.push(contribution(measure, place))
  }
}

const ofFigures = (fact: IncidentFact): readonly Contribution[] => {
  const { now } = fact
  const all: Contribution[] = []
  const day = dayOf(fact.reportedAt)
  spread(all, measuresOfFact(fact), { day, now })
  for (const slice of slicesOfFact(fact)) all.push(contribution(slice, { day, by: slice.by, value: slice.value }))
  for (const entry of entriesOf(fact)) spread(all, measuresOfEntry(entry), { day: dayOf(entry.at), now })
  return all
}

const indexes = [{ name: 'metric-by-day', fields: ['labels.metric', 'labels.by', 'labels.day', 'labels.value'] }]

/** Counts, sums and quantile sketches by metric, UTC day and dimension: ranges merge without looking at tickets again. */
export const incidentMetricCells: Rollup<IncidentFact> = {
  name: 'incident-metric-cells',
  indexes,
  contributionsOf: remembered(ofFigures, sameFigures),
}

/** The same for what moves with every event: incidents by status, and time in state. Apart, so that the others rest. */
export const incidentStateCells: Rollup<IncidentFact> = {
  name: 'incident-state-cells',
  indexes,
  contributionsOf: remembered(
    (fact) => {
      const day = dayOf(fact.reportedAt)
      return statesOfFact(fact).map((slice) => contribution(slice, { day, by: slice.by, value: slice.value }))
    },
    (a, b) => a === b,
  ),
}
