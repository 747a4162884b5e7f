import { dayOf, type Contribution, type Rollup } from '@deskledger/kernel'
import type { Target } from '../words.ts'
import type { ServiceLevelFact } from './fact.ts'
import {
  dimensions,
  measuresOf,
  valueIn,
  verdictsOf,
  type ServiceLevelDimension,
  type ServiceLevelMeasure,
  type ServiceLevelMetric,
} from './measures.ts'
import { entriesOf } from './service-level-entries.ts'

/** What a cell is about: a metric of a target on a UTC day, for one value of one dimension; value empty: for all, or for none. */
export interface ServiceLevelCellLabels {
  readonly metric: ServiceLevelMetric
  readonly target: Target
  readonly day: string
  readonly by: ServiceLevelDimension | 'verdicts'
  readonly value: string
}

const contribution = (
  { target, day, by, value }: Omit<ServiceLevelCellLabels, 'metric'>,
  { metric, count, sum, sample }: ServiceLevelMeasure,
): Contribution => ({
  cell: `${metric}|${target}|${day}|${by}|${value}`,
  labels: { metric, target, day, by, value },
  count,
  sum,
  sample,
})

const ofVerdicts = (fact: ServiceLevelFact): readonly Contribution[] => {
  const { target, cycles } = fact
  const last = entriesOf(fact).at(-1)
  const value = verdictsOf(fact, last)
  const at = last?.at ?? cycles.at(-1)?.begun.at
  if (value === undefined || at === undefined) return []
  const measure = { metric: 'external', count: 1, sum: 0, sample: null } as const
  return [contribution({ target, day: dayOf(at), by: 'verdicts', value }, measure)]
}

/** Counts, sums and quantile sketches by metric, target, UTC day and dimension: ranges merge without looking at clocks again. */
export const serviceLevelCells: Rollup<ServiceLevelFact> = {
  name: 'service-level-cells',
  indexes: [{ name: 'metric-by-day', fields: ['labels.metric', 'labels.by', 'labels.day', 'labels.value'] }],
  contributionsOf: (fact) => [
    ...entriesOf(fact).flatMap((entry) =>
      dimensions.flatMap((by) =>
        measuresOf(entry).map((measure) =>
          contribution({ target: fact.target, day: dayOf(entry.at), by, value: valueIn(entry, by) }, measure),
        ),
      ),
    ),
    ...ofVerdicts(fact),
  ],
}
