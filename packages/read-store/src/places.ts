import type { Place, Plan } from './plan.ts'
import { compareValues } from './values.ts'

/** The order of a plan, as a comparison of places. */
export const placeOrder =
  ({ sort, descending }: Pick<Plan, 'sort' | 'descending'>): ((a: Place, b: Place) => number) =>
  (a, b) => {
    for (const [at, criterion] of sort.entries()) {
      const order = compareValues(a.values[at] ?? null, b.values[at] ?? null)
      if (order !== 0) return criterion.descending ? -order : order
    }
    const order = compareValues(a.key, b.key)
    return descending ? -order : order
  }
