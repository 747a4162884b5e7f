import { compareValues, type Bound, type Demand, type Value } from '@deskledger/read-store'
import { valueReader } from './stored.ts'

const within = (value: Value, end: Bound | undefined, side: 1 | -1): boolean => {
  if (end === undefined) return true
  const order = compareValues(value, end.value) * side
  return end.inclusive ? order >= 0 : order > 0
}

const fits = (demand: Demand, value: Value): boolean =>
  demand.kind === 'in'
    ? demand.values.some((one) => compareValues(one, value) === 0)
    : value !== null && within(value, demand.lower, 1) && within(value, demand.upper, -1)

/** Whether a document is what is asked for: for paths whose values MongoDB does not hold apart. */
export const fitter = (demands: readonly Demand[]): ((document: object) => boolean) => {
  const tests = demands.map((demand) => ({ demand, read: valueReader(demand.path) }))
  return (document) => tests.every(({ demand, read }) => fits(demand, read(document)))
}
