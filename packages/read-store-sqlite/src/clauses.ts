import type { Bound, Demand } from '@deskledger/read-store'
import type { Entry } from './catalogue.ts'
import { cellOf, NULL, type Cell } from './fields.ts'

/** A piece of SQL and what its question marks stand for. */
export interface Clause {
  readonly sql: string
  readonly cells: readonly Cell[]
}

const clause = (sql: string, ...cells: readonly Cell[]): Clause => ({ sql, cells })

export const allOf = (clauses: readonly Clause[]): Clause => ({
  sql: clauses.length === 0 ? 'true' : clauses.map(({ sql }) => sql).join(' AND '),
  cells: clauses.flatMap(({ cells }) => cells),
})

/** The column of a path, or the function that reads it from the document. */
export const expressionOf = ({ columns }: Entry, path: string): string => {
  const at = columns.indexOf(path)
  return at >= 0 ? `c${at}` : `field(body, '${path.replaceAll("'", "''")}')`
}

const listClause = (expression: string, cells: readonly Cell[]): Clause => {
  const [first] = cells
  if (first === undefined) return clause('false')
  return cells.length === 1
    ? clause(`${expression} = ?`, first)
    : clause(`${expression} IN (${cells.map(() => '?').join()})`, ...cells)
}

type Side = 'lower' | 'upper'

const sideClause = (expression: string, side: Side, bound: Bound | undefined): readonly Clause[] => {
  // null comes before all else and is in no range
  if (bound === undefined) return side === 'lower' ? [clause(`${expression} > ?`, NULL)] : []
  return [clause(`${expression} ${side === 'lower' ? '>' : '<'}${bound.inclusive ? '=' : ''} ?`, cellOf(bound.value))]
}

/** What a demand is in SQL; a range may be left open on one side, where something else bounds it. */
export const clauseOf = (entry: Entry, demand: Demand, open?: Side): Clause => {
  const expression = expressionOf(entry, demand.path)
  if (demand.kind === 'in') return listClause(expression, demand.values.map(cellOf))
  const sides = (['lower', 'upper'] as const).filter((side) => side !== open)
  return allOf(sides.flatMap((side) => sideClause(expression, side, demand[side])))
}

/** A criterion of the order, in SQL. */
export interface Ordered {
  /** undefined: the key */
  readonly path: string | undefined
  readonly expression: string
  readonly descending: boolean
}

/** Where to go on: values of the leading criteria, themselves included or not. */
export interface Edge {
  readonly cells: readonly Cell[]
  readonly inclusive: boolean
}

const signOf = (descending: boolean): string => (descending ? '<' : '>')

/** Beyond the edge, where all criteria have one direction: an index can start there. */
const beyondInOne = (leading: readonly Ordered[], { cells, inclusive }: Edge): Clause => {
  const names = leading.map(({ expression }) => expression).join()
  const sign = `${signOf(leading[0]?.descending ?? false)}${inclusive ? '=' : ''}`
  return cells.length === 1
    ? clause(`${names} ${sign} ?`, ...cells)
    : clause(`(${names}) ${sign} (${cells.map(() => '?').join()})`, ...cells)
}

const equal = (criteria: readonly Ordered[], cells: readonly Cell[]): readonly Clause[] =>
  criteria.map(({ expression }, at) => clause(`${expression} = ?`, cells[at] ?? NULL))

/** Beyond the edge in an order of several directions. */
const beyondMixed = (leading: readonly Ordered[], { cells, inclusive }: Edge): Clause => {
  const steps = leading.map(({ expression, descending }, at) =>
    allOf([...equal(leading.slice(0, at), cells), clause(`${expression} ${signOf(descending)} ?`, cells[at] ?? NULL)]),
  )
  const all = inclusive ? [...steps, allOf(equal(leading, cells))] : steps
  return { sql: `(${all.map(({ sql }) => `(${sql})`).join(' OR ')})`, cells: all.flatMap((step) => step.cells) }
}

/** What comes after the edge in this order. */
export const beyond = (criteria: readonly Ordered[], edge: Edge | undefined): readonly Clause[] => {
  if (edge === undefined) return []
  const leading = criteria.slice(0, edge.cells.length)
  const one = leading.every(({ descending }) => descending === leading[0]?.descending)
  return [one ? beyondInOne(leading, edge) : beyondMixed(leading, edge)]
}

/** These criteria held to these values. */
export const held = (criteria: readonly Ordered[], cells: readonly Cell[]): Clause => allOf(equal(criteria, cells))

export const orderBy = (criteria: readonly Ordered[]): string =>
  `ORDER BY ${criteria.map(({ expression, descending }) => `${expression}${descending ? ' DESC' : ''}`).join()}`
