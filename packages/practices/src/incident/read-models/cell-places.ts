import type { Contribution } from '@deskledger/kernel'
import type { Dimension, Measure, MetricName, Slice } from './measures.ts'

/** What a cell is about: a metric on a UTC day, for one value of one dimension; value empty: for all, or for none. */
export interface CellLabels {
  readonly metric: MetricName
  readonly day: string
  readonly by: Dimension | Slice['by']
  readonly value: string
}

interface Cell {
  readonly cell: string
  readonly labels: { readonly [Name in keyof CellLabels]: string }
  /** one more, with nothing to sum */
  readonly one: Contribution
}

/** The cells of one day, dimension and value, by metric. */
export interface Place {
  readonly day: string
  readonly by: CellLabels['by']
  readonly value: string
  readonly cells: Map<MetricName, Cell>
}

/** How many places are kept at most. */
const MOST = 8192

const days = new Map<string, Map<string, Map<string, Place>>>()
let kept = 0

const among = <Value>(map: Map<string, Value>, key: string, make: () => Value): Value => {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

/** Where measures go. Places and their labels are made once: millions of tickets share a few thousand of them. */
export const placeAt = (day: string, by: CellLabels['by'], value: string): Place => {
  const byDimension = among(days, day, () => new Map<string, Map<string, Place>>())
  const byValue = among(byDimension, by, () => new Map<string, Place>())
  const known = byValue.get(value)
  if (known) return known
  const place: Place = { day, by, value, cells: new Map() }
  if (++kept > MOST) {
    days.clear()
    kept = 0
  } else byValue.set(value, place)
  return place
}

const cellOf = ({ day, by, value, cells }: Place, metric: MetricName): Cell => {
  const known = cells.get(metric)
  if (known) return known
  const cell = `${metric}|${day}|${by}|${value}`
  const labels = { metric, day, by, value }
  const made = { cell, labels, one: { cell, labels, count: 1, sum: 0, sample: null } }
  cells.set(metric, made)
  return made
}

/** What a measure adds at a place. */
export const contributionAt = (place: Place, { metric, count, sum, sample }: Measure): Contribution => {
  const { cell, labels, one } = cellOf(place, metric)
  return count === 1 && sum === 0 && sample === null ? one : { cell, labels, count, sum, sample }
}
