import type { Condition, Scalar } from './port.ts'
import { comparable, compareValues, textAfterPrefix, wellFormed, type Value } from './values.ts'

/** One end of a range. */
export interface Bound {
  readonly value: number | string
  readonly inclusive: boolean
}

/** A condition in the fewest forms. Null is in no range; an empty list fits nothing. */
export type Demand =
  | { readonly path: string; readonly kind: 'in'; readonly values: readonly Value[] }
  | {
      readonly path: string
      readonly kind: 'range'
      readonly lower: Bound | undefined
      readonly upper: Bound | undefined
    }

type Range = Extract<Condition, { readonly from?: Scalar }>

const bound = (value: Scalar | undefined, inclusive: boolean): Bound | undefined => {
  const given = value === undefined ? null : comparable(value)
  return given === null ? undefined : { value: given, inclusive }
}

/** The narrower of two: `side` is 1 for lower bounds, -1 for upper ones. */
const narrower = (a: Bound | undefined, b: Bound | undefined, side: 1 | -1): Bound | undefined => {
  if (a === undefined || b === undefined) return a ?? b
  const order = compareValues(a.value, b.value) * side
  if (order === 0) return a.inclusive ? b : a
  return order > 0 ? a : b
}

const rangeOf = ({ path, from, after, upTo, before }: Range): Demand =>
  // nothing comes before null, and null itself is in no range
  upTo === null || before === null
    ? { path, kind: 'in', values: [] }
    : {
        path,
        kind: 'range',
        lower: narrower(bound(from, true), bound(after, false), 1),
        upper: narrower(bound(upTo, true), bound(before, false), -1),
      }

/** What a condition comes to. Texts come last in the order of values, so a prefix is a range too. */
export const demandOf = (condition: Condition): Demand => {
  if ('is' in condition) return { path: condition.path, kind: 'in', values: [comparable(condition.is)] }
  if ('in' in condition) return { path: condition.path, kind: 'in', values: [...new Set(condition.in.map(comparable))] }
  if (!('prefix' in condition)) return rangeOf(condition)
  const prefix = wellFormed(condition.prefix)
  return {
    path: condition.path,
    kind: 'range',
    lower: bound(prefix, true),
    upper: bound(textAfterPrefix(prefix), false),
  }
}

const within = (value: Value, end: Bound | undefined, side: 1 | -1): boolean => {
  if (end === undefined) return true
  const order = compareValues(value, end.value) * side
  return end.inclusive ? order >= 0 : order > 0
}

/** Whether a value is what is asked for. */
export const fits = (demand: Demand, value: Value): boolean =>
  demand.kind === 'in'
    ? demand.values.some((one) => compareValues(one, value) === 0)
    : value !== null && within(value, demand.lower, 1) && within(value, demand.upper, -1)
