import type { ServiceLevelFact } from './fact.ts'
import type { ServiceLevelEntry } from './service-level-entries.ts'

/** The figures that are kept by day, target and dimension. */
export type ServiceLevelMetric = 'met' | 'breached' | 'runningBreaches' | 'overrun' | 'external'

/** What figures can be cut by; all: not at all. */
export type ServiceLevelDimension = 'all' | 'agreement' | 'service' | 'team' | 'priority' | 'customer'

/** What a result adds to one metric. `sample`: a value for quantiles. */
export interface ServiceLevelMeasure {
  readonly metric: ServiceLevelMetric
  readonly count: number
  readonly sum: number
  readonly sample: number | null
}

export const dimensions: readonly ServiceLevelDimension[] = [
  'all',
  'agreement',
  'service',
  'team',
  'priority',
  'customer',
]

/** The value of a result in a dimension as cells are labelled by it; empty: it has none. */
export const valueIn = (
  entry: Pick<ServiceLevelEntry, Exclude<ServiceLevelDimension, 'all'>>,
  by: ServiceLevelDimension,
): string => (by === 'all' ? '' : String(entry[by] ?? ''))

const one = (metric: ServiceLevelMetric): ServiceLevelMeasure => ({ metric, count: 1, sum: 0, sample: null })
const sampled = (metric: ServiceLevelMetric, amount: number): ServiceLevelMeasure => ({
  metric,
  count: 1,
  sum: amount,
  sample: amount,
})

/** What a result adds, at its time: the time within target, or the breach and by how much once that is known. */
export const measuresOf = ({
  outcome,
  running,
  elapsedSeconds,
  overrunSeconds,
}: ServiceLevelEntry): readonly ServiceLevelMeasure[] => {
  if (outcome === 'met') return [sampled('met', elapsedSeconds ?? 0)]
  return running ? [one('breached'), one('runningBreaches')] : [one('breached'), sampled('overrun', overrunSeconds)]
}

/** Their verdict beside the result here, as one word: `made-met`, `made-breached`, `missed-running`; undefined: they say nothing. */
export const verdictsOf = (
  { external, cycles }: ServiceLevelFact,
  last: ServiceLevelEntry | undefined,
): string | undefined => {
  const cycle = cycles[cycles.length - 1]
  if (external === null || cycle === undefined) return undefined
  return `${external.verdict}-${last?.cycle === cycle.cycle ? last.outcome : cycle.outcome}`
}
