import type { Criterion, Demand, Plan } from '@deskledger/read-store'
import type { Entry } from './catalogue.ts'

/** Ways that several lists of wanted values may be combined before reading each is dearer than sorting. */
const MOST_WAYS = 64

type Listed = Extract<Demand, { kind: 'in' }>
const isListed = (demand: Demand): demand is Listed => demand.kind === 'in'

/** The listed demands on the paths that the index begins with: each is to be held to one value at a time. */
const heldBy = (index: readonly string[], where: readonly Demand[]): readonly Listed[] => {
  const firstOf = (path: string) => where.filter(isListed).find((demand) => demand.path === path)
  const end = index.findIndex((path) => firstOf(path) === undefined)
  const leading = end < 0 ? index : index.slice(0, end)
  return leading.flatMap((path) => firstOf(path) ?? [])
}

/** Whether the index, beyond the paths held to one value, has exactly the order asked for. */
const inOrder = (index: readonly string[], held: readonly Listed[], sort: readonly Criterion[]): boolean => {
  const rest = index.slice(held.length)
  const wanted = sort.map(({ path }) => path).filter((path) => !held.some((demand) => demand.path === path))
  return rest.length === wanted.length && rest.every((path, at) => path === wanted[at])
}

const waysOf = (held: readonly Listed[]): number => held.reduce((ways, { values }) => ways * values.length, 1)

const split = (where: readonly Demand[], held: readonly Listed[]): readonly (readonly Demand[])[] =>
  held.reduce<readonly (readonly Demand[])[]>(
    (ways, demand) =>
      ways.flatMap((way) =>
        demand.values.map((value) => way.map((one) => (one === demand ? { ...demand, values: [value] } : one))),
      ),
    [where],
  )

/**
 * A query as searches that each follow an index in the order asked for; undefined: no index has that order.
 * A list of wanted values becomes a search for each.
 */
export const coveredWays = ({ indexes }: Entry, { where, sort }: Plan): readonly (readonly Demand[])[] | undefined => {
  const [best] = indexes
    .map((index) => ({ index, held: heldBy(index, where) }))
    .filter(({ index, held }) => inOrder(index, held, sort) && waysOf(held) <= MOST_WAYS)
    .sort((a, b) => b.held.length - a.held.length)
  return best && split(where, best.held)
}
