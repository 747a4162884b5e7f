import type { IncidentFact } from './fact.ts'
import type { MetricEntry } from './incident-metric-entries.ts'
import type { Ticket } from './ticket.ts'

/** The figures that are kept by day and dimension. */
export type MetricName =
  | 'volume'
  | 'reassignments'
  | 'timeInState'
  | 'timeToRespond'
  | 'resolutions'
  | 'firstResolutions'
  | 'timeToResolve'
  | 'firstContactResolution'
  | 'reassignmentsOfResolved'
  | 'reopened'
  | 'timeToClose'

/** What one occurrence adds to one metric. `sample`: a value for quantiles. */
export interface Measure {
  readonly metric: MetricName
  readonly count: number
  readonly sum: number
  readonly sample: number | null
}

/** A measure of one slice of a population: incidents by status, by verdict; time by standing. */
export interface Slice extends Measure {
  readonly by: 'status' | 'verdict' | 'standing'
  readonly value: string
}

/** What figures can be cut by, as the ticket stands now; all: not at all. */
export type Dimension = 'all' | 'priority' | 'category' | 'group'

export const dimensions: readonly Dimension[] = ['all', 'priority', 'category', 'group']

/** The value of a ticket in a dimension as cells are labelled by it; empty: it has none. */
export const valueIn = (ticket: Pick<Ticket, 'priority' | 'category' | 'group'>, by: Dimension): string =>
  by === 'all' ? '' : String(ticket[by] ?? '')

const ones = new Map<MetricName, Measure>()
/** One more, with nothing to sum: the same object each time. */
const one = (metric: MetricName): Measure => {
  const known = ones.get(metric)
  if (known) return known
  const made = { metric, count: 1, sum: 0, sample: null }
  ones.set(metric, made)
  return made
}
const amounts = (metric: MetricName, sum: number): Measure => ({ metric, count: 1, sum, sample: null })
const sampled = (metric: MetricName, amount: number): Measure => ({ metric, count: 1, sum: amount, sample: amount })

/** What an incident adds to the metrics that belong to the time it was reported. */
export const measuresOfFact = (fact: IncidentFact): readonly Measure[] => [
  one('volume'),
  ...(fact.reassignments > 0 ? [amounts('reassignments', fact.reassignments)] : []),
]

/** Slices of the same population, not cut by other dimensions: incidents by what another system says of them. */
export const slicesOfFact = ({ verdict }: IncidentFact): readonly Slice[] =>
  verdict ? [{ ...one('volume'), by: 'verdict', value: verdict.made ? 'made' : 'missed' }] : []

/**
 * Slices that move with every event: incidents by status, and time by standing (`sum` in seconds, `count` the events
 * that ended such a stay, so that all of them add up to all events).
 */
export const statesOfFact = ({ now, stays }: IncidentFact): readonly Slice[] => {
  const states: Slice[] = [{ metric: 'volume', count: 1, sum: 0, sample: null, by: 'status', value: now.status }]
  for (const value in stays) {
    const stay = stays[value]
    if (!stay) continue
    states.push({ metric: 'timeInState', count: stay.events, sum: stay.seconds, sample: null, by: 'standing', value })
  }
  return states
}

const ofResolution = ({ amount, first, last, firstContact, reassignments }: MetricEntry): readonly Measure[] => {
  const all = [one('resolutions')]
  if (first) all.push(one('firstResolutions'))
  if (last) all.push(sampled('timeToResolve', amount))
  if (firstContact) all.push(one('firstContactResolution'))
  if (reassignments > 0) all.push(amounts('reassignmentsOfResolved', reassignments))
  return all
}

/** What an occurrence adds to the metrics that belong to its time. */
export const measuresOfEntry = (entry: MetricEntry): readonly Measure[] => {
  switch (entry.kind) {
    case 'response':
      return [sampled('timeToRespond', entry.amount)]
    case 'resolution':
      return ofResolution(entry)
    case 'reopened':
      return [amounts('reopened', entry.amount)]
    case 'closure':
      return [sampled('timeToClose', entry.amount)]
  }
}
