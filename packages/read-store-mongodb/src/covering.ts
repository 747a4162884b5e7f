import type { Demand, Plan, Value } from '@deskledger/read-store'
import type { Entry } from './catalogue.ts'
import { BY_KEY, indexNameOf } from './names.ts'

/** One field of an order; without a path it is the key. */
export interface Ordered {
  readonly path: string | undefined
  readonly descending: boolean
}

/** Where a page ended: values of the leading fields of the order, the key being the last. */
export type Edge = readonly Value[]

/** How a page is read from one index, in the order asked for. */
export interface Route {
  /** the name of the index; undefined: MongoDB is to choose */
  readonly index: string | undefined
  /** the order, beyond fields held to one value; the key is the last */
  readonly criteria: readonly Ordered[]
  readonly edge: Edge | undefined
}

type Listed = Extract<Demand, { kind: 'in' }>

/** MongoDB reads up to this many parts of an index as one list in order. @source internalQueryMaxScansToExplode */
const MOST_PARTS = 200

const listedOn = (where: readonly Demand[], path: string): Listed | undefined =>
  where
    .filter((demand): demand is Listed => demand.kind === 'in')
    .sort((a, b) => a.values.length - b.values.length)
    .find((demand) => demand.path === path)

/** Fields that the order really depends on: not those held to one value, and none twice. */
const free = ({ where, sort }: Plan): readonly number[] =>
  sort.flatMap(({ path }, at) =>
    listedOn(where, path)?.values.length === 1 || sort.findIndex((other) => other.path === path) < at ? [] : [at],
  )

/** The order of a plan and where it goes on, without what does not matter to it. */
export const orderOf = (plan: Plan): Pick<Route, 'criteria' | 'edge'> => {
  const at = free(plan)
  const fields = at.flatMap((one) => plan.sort[one] ?? [])
  return {
    criteria: [...fields, { path: undefined, descending: plan.descending }],
    edge: plan.after && [...at.map((one) => plan.after?.values[one] ?? null), plan.after.key],
  }
}

/** The paths that an index begins with and that are held to values; undefined: it is of no use to this order. */
const heldBy = (index: readonly string[], plan: Plan): readonly Listed[] | undefined => {
  const wanted = orderOf(plan).criteria.flatMap(({ path }) => path ?? [])
  const leading = index.slice(0, index.length - wanted.length)
  const held = leading.flatMap((path) => listedOn(plan.where, path) ?? [])
  const parts = held.reduce((product, { values }) => product * values.length, 1)
  const inOrder = wanted.every((path, at) => index[leading.length + at] === path)
  return index.length >= wanted.length && held.length === leading.length && inOrder && parts <= MOST_PARTS
    ? held
    : undefined
}

/** Whether the index has all that is asked for: if not, another may be better, and MongoDB knows more of that. */
const hasAll = (index: readonly string[], { filled }: Entry, where: readonly Demand[]): boolean =>
  where.every(({ path }) => index.includes(path) || !filled.includes(path))

const nameOf = (index: readonly string[]): string => (index.length === 0 ? BY_KEY : indexNameOf(index))

/** The index that has the order asked for and the most of what is asked for before it; undefined: none has. */
export const routeOf = (entry: Entry, plan: Plan): Route | undefined => {
  const [best] = [[], ...entry.indexes]
    .flatMap((index) => {
      const held = heldBy(index, plan)
      return held === undefined ? [] : [{ index, held: held.length }]
    })
    .sort((a, b) => b.held - a.held)
  if (best === undefined) return undefined
  return { index: hasAll(best.index, entry, plan.where) ? nameOf(best.index) : undefined, ...orderOf(plan) }
}
