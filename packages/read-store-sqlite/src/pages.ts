import { cursorAt, fieldReader, placeOrder, type Found, type Page, type Place, type Plan } from '@deskledger/read-store'
import type { Entry } from './catalogue.ts'
import { allOf, beyond, held, orderBy, type Clause, type Ordered } from './clauses.ts'
import { coveredWays } from './covering.ts'
import { cellOf, settled, type Cell } from './fields.ts'
import { searchOf, type Search } from './searching.ts'
import type { Row } from './sqlite.ts'

/** Runs one statement. */
export type Ask = (sql: string, cells: readonly Cell[]) => readonly Row[]

interface Seeker {
  readonly ask: Ask
  readonly table: string
  readonly columns: string
}

const select = ({ ask, table, columns }: Seeker, search: Search, limit: number): readonly Row[] => {
  const { sql, cells } = allOf([...search.clauses, ...beyond(search.criteria, search.edge)])
  return ask(`SELECT ${columns} FROM ${table} WHERE ${sql} ${orderBy(search.criteria)} LIMIT ?`, [...cells, limit])
}

/** Criteria from the first on that have its direction. */
const firstRun = (criteria: readonly Ordered[]): readonly Ordered[] => {
  const end = criteria.findIndex(({ descending }) => descending !== criteria[0]?.descending)
  return end < 0 ? criteria : criteria.slice(0, end)
}

const documentIn = (row: Row): object => JSON.parse(String(row['body'])) as object

/**
 * The values of the leading criteria that come next; each is one step into the index. They are read from the document,
 * as all values are: drivers end a text of a column at the character zero.
 */
const nextGroup = (seeker: Seeker, search: Search, run: readonly Ordered[]): readonly Cell[] | undefined => {
  const [row] = select({ ...seeker, columns: 'body' }, { ...search, criteria: run }, 1)
  const document = row && documentIn(row)
  return document && run.map(({ path = '' }) => cellOf(fieldReader(path)(document)))
}

/**
 * An index runs in one direction. In an order of several, documents that are equal in the leading criteria are read
 * group by group, each group from the index in its own direction; no group is visited that does not give a document.
 */
const seek = (seeker: Seeker, search: Search, limit: number): readonly Row[] => {
  const run = firstRun(search.criteria)
  if (run.length === search.criteria.length) return select(seeker, search, limit)
  const rest = search.criteria.slice(run.length)
  const inGroup = (cells: readonly Cell[], edge: Search['edge'], most: number) =>
    seek(seeker, { clauses: [...search.clauses, held(run, cells)], criteria: rest, edge }, most)

  const rows: Row[] = []
  let edge = search.edge
  if (edge !== undefined && edge.cells.length > run.length) {
    const cells = edge.cells.slice(0, run.length)
    rows.push(...inGroup(cells, { ...edge, cells: edge.cells.slice(run.length) }, limit))
    edge = { cells, inclusive: false }
  }
  while (rows.length < limit) {
    const cells = nextGroup(seeker, { ...search, edge }, run)
    if (cells === undefined) break
    rows.push(...inGroup(cells, undefined, limit - rows.length))
    edge = { cells, inclusive: false }
  }
  return rows
}

const foundOf = (row: Row): Found => ({
  key: String(row['key']),
  position: String(row['position']),
  document: documentIn(row),
})

const placer = ({ sort }: Plan): ((found: Found) => Place) => {
  const reads = sort.map(({ path }) => fieldReader(path))
  return ({ key, document }) => ({ key, values: reads.map((read) => settled(read(document))) })
}

/** What several searches found, in the order of the plan. */
const merged = (plan: Plan, found: readonly Found[]): readonly Found[] => {
  const place = placer(plan)
  const compare = placeOrder(plan)
  return found
    .map((one) => ({ one, place: place(one) }))
    .sort((a, b) => compare(a.place, b.place))
    .map(({ one }) => one)
}

/** Reads a page by following indexes where one has the order asked for, and by sorting where none has. */
export const pageOf = (ask: Ask, entry: Entry, plan: Plan): Page => {
  const seeker = { ask, table: `d_${entry.id}`, columns: 'key, position, body' }
  const ways = coveredWays(entry, plan)
  const found = (ways ?? [plan.where]).flatMap((way) => {
    const search = searchOf(entry, plan, way)
    if (search === undefined) return []
    const most = plan.limit + 1
    return (ways === undefined ? select(seeker, search, most) : seek(seeker, search, most)).map(foundOf)
  })
  const inOrder = ways !== undefined && ways.length > 1 ? merged(plan, found) : found
  const page = inOrder.slice(0, plan.limit)
  const last = page.at(-1)
  return {
    found: page,
    next: last === undefined || inOrder.length === page.length ? null : cursorAt(plan, placer(plan)(last)),
  }
}

/** Counts without reading documents where an index holds all that is asked about. */
export const countOf = (ask: Ask, entry: Entry, clauses: readonly Clause[]): number => {
  const { sql, cells } = allOf(clauses)
  return Number(ask(`SELECT count(*) AS n FROM d_${entry.id} WHERE ${sql}`, cells)[0]?.['n'])
}
