import type { Document } from 'mongodb'
import type { Bound, Demand, Value } from '@deskledger/read-store'
import { fieldOf } from './names.ts'

/** Documents only: no tombstones. The first field of every index. */
const LIVE: Document = { gone: false }

/** The values of one type in a range: MongoDB compares a number with numbers only, and a text with texts. */
const numbersIn = (lower: Bound | undefined, upper: Bound | undefined): Document | undefined =>
  typeof lower?.value === 'string'
    ? undefined
    : { ...(from(lower) ?? { $gte: -Infinity }), ...(typeof upper?.value === 'number' ? to(upper) : {}) }

const textsIn = (lower: Bound | undefined, upper: Bound | undefined): Document | undefined =>
  typeof upper?.value === 'number'
    ? undefined
    : { ...(typeof lower?.value === 'string' ? from(lower) : { $gte: '' }), ...to(upper) }

const from = (bound: Bound | undefined): Document | undefined =>
  bound && { [bound.inclusive ? '$gte' : '$gt']: bound.value }
const to = (bound: Bound | undefined): Document | undefined =>
  bound && { [bound.inclusive ? '$lte' : '$lt']: bound.value }

/** The parts of a range, one for each type, in their order: numbers, texts. Null is in none. */
export const partsOf = (
  path: string,
  { lower, upper }: { readonly lower?: Bound | undefined; readonly upper?: Bound | undefined },
): readonly Document[] =>
  [numbersIn(lower, upper), textsIn(lower, upper)].flatMap((part) =>
    part === undefined ? [] : [{ [fieldOf(path)]: part }],
  )

/** This one value. */
export const equals = (path: string, value: Value): Document => ({ [fieldOf(path)]: value })

/** Nothing: the query of an empty list. */
const NONE: Document = { _id: { $in: [] } }

/** What a demand is in MongoDB. */
export const filterOf = (demand: Demand): Document => {
  const { path } = demand
  if (demand.kind === 'range') {
    const parts = partsOf(path, demand)
    return parts.length === 1 ? (parts[0] ?? NONE) : parts.length === 0 ? NONE : { $or: parts }
  }
  const [first = null] = demand.values
  if (demand.values.length === 1) return equals(path, first)
  return demand.values.length === 0 ? NONE : { [fieldOf(path)]: { $in: demand.values } }
}

/** All of these. */
export const allOf = (filters: readonly Document[]): Document => ({ $and: [LIVE, ...filters] })
