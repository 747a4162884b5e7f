import { dayOf, type Contribution, type Rollup } from '@deskledger/kernel'
import { contributionAt, placeAt } from './cell-places.ts'
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
  type Measure,
  type Slice,
} from './measures.ts'
import type { Ticket } from './ticket.ts'

const spread = (into: Contribution[], measures: readonly Measure[], { day, now }: { day: string; now: Ticket }) => {
  for (const by of dimensions) {
    const place = placeAt(day, by, valueIn(now, by))
    for (const measure of measures) into.push(contributionAt(place, measure))
  }
}

const sliced = (slices: readonly Slice[], day: string): Contribution[] =>
  slices.map((slice) => contributionAt(placeAt(day, slice.by, slice.value), slice))

const ofFigures = (fact: IncidentFact): readonly Contribution[] => {
  const { now } = fact
  const day = dayOf(fact.reportedAt)
  const all = sliced(slicesOfFact(fact), day)
  spread(all, measuresOfFact(fact), { day, now })
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
      return statesOfFact(fact).map((slice) => contributionAt(placeAt(day, slice.by, slice.value), slice))
    },
    (a, b) => a === b,
  ),
}
