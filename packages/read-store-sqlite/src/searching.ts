import { compareValues, type Demand, type Place, type Plan, type Value } from '@deskledger/read-store'
import type { Entry } from './catalogue.ts'
import { clauseOf, expressionOf, type Clause, type Edge, type Ordered } from './clauses.ts'
import { cellOf, type Cell } from './fields.ts'

/** One way to look for documents: what must hold, in which order, and where to go on. */
export interface Search {
  readonly clauses: readonly Clause[]
  /** the key is the last */
  readonly criteria: readonly Ordered[]
  readonly edge: Edge | undefined
}

const KEY = 'key'

/** The one value that a way holds a path to; undefined: it does not. */
const heldTo = (way: readonly Demand[], path: string): { readonly value: Value } | undefined => {
  for (const demand of way) {
    if (demand.kind !== 'in' || demand.path !== path || demand.values.length !== 1) continue
    const [value = null] = demand.values
    return { value }
  }
  return undefined
}

/**
 * Where a way goes on after a place. Criteria held to one value are no criteria of its search: where that value is not
 * the place's own, it decides, and what would come after it does not matter. `finished`: all of it lies before.
 */
const edgeOf = (plan: Plan, way: readonly Demand[], after: Place): Edge | undefined | 'finished' => {
  const cells: Cell[] = []
  for (const [at, { path, descending }] of plan.sort.entries()) {
    const value = after.values[at] ?? null
    const one = heldTo(way, path)
    if (one === undefined) {
      cells.push(cellOf(value))
      continue
    }
    const order = compareValues(one.value, value) * (descending ? -1 : 1)
    if (order === 0) continue
    if (cells.length > 0) return { cells, inclusive: order > 0 }
    return order > 0 ? undefined : 'finished'
  }
  return { cells: [...cells, after.key], inclusive: false }
}

/** A range that the edge narrows anyway is left open on that side, or SQLite might start from the range. */
const openSide = (demand: Demand, first: Plan['sort'][number] | undefined): 'lower' | 'upper' | undefined => {
  if (demand.path !== first?.path) return undefined
  return first.descending ? 'upper' : 'lower'
}

/** The search for one way; undefined: nothing comes after the place. */
export const searchOf = (entry: Entry, plan: Plan, way: readonly Demand[]): Search | undefined => {
  const free = plan.sort.filter(({ path }) => heldTo(way, path) === undefined)
  const criteria = [
    ...free.map(({ path, descending }) => ({ path, expression: expressionOf(entry, path), descending })),
    { path: undefined, expression: KEY, descending: plan.descending },
  ]
  const edge = plan.after && edgeOf(plan, way, plan.after)
  if (edge === 'finished') return undefined
  const first = edge === undefined ? undefined : free[0]
  return { clauses: way.map((demand) => clauseOf(entry, demand, openSide(demand, first))), criteria, edge }
}
