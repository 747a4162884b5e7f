import { openMemoryEventStore } from '@deskledger/event-store'
import { instantOf, type AnyProjection } from '@deskledger/kernel'
import { incidentPractice } from '@deskledger/practices/incident'
import type { Change, Query, ReadStore, Views } from '@deskledger/read-store'
import { openLedger } from '@deskledger/runtime'
import { p95, timed } from './figure.ts'
import { orThrow } from './or-throw.ts'
import { documentOf, incidentIdOf } from './synthetic-tickets.ts'

/** A list that people look at, page by page. */
export interface List {
  readonly table: string
  readonly query: Query
}

export const pages: readonly List[] = [
  { table: 'incident-queue', query: { sort: [{ path: 'priority' }, { path: 'reportedAt' }] } },
  { table: 'incident-queue', query: { where: [{ path: 'group', is: 'Group 7' }], sort: [{ path: 'reportedAt' }] } },
  { table: 'incident-details', query: { sort: [{ path: 'updatedAt', descending: true }] } },
  { table: 'incident-details', query: { where: [{ path: 'status', is: 'Closed' }], sort: [{ path: 'reportedAt' }] } },
  { table: 'incident-details', query: { where: [{ path: 'group', is: 'Group 7' }], sort: [{ path: 'reportedAt' }] } },
]

/** A read model of incidents. */
export const model = (name: string): AnyProjection => {
  const found = incidentPractice.readModels.find((projection) => projection.name === name)
  if (found === undefined) throw new Error(`there is no read model ${name}`)
  return found
}

const BATCH = 2000
const generation = 'v1'

interface Tickets {
  readonly from: number
  readonly to: number
  /** whether the documents themselves are listed, or only rows that they give rise to */
  readonly documents: boolean
}

/** What one ticket gives rise to in each table. */
const changesOf = (
  projection: AnyProjection,
  ticket: number,
  documents: boolean,
): readonly (readonly [string, Change])[] => {
  const position = String(ticket * 5 + 5).padStart(16, '0')
  const document = documentOf(projection, ticket)
  const rows = projection.tables.flatMap(({ name, rowsOf }) =>
    rowsOf(document).map(({ key, row }) => [name, { key, position, document: row }] as const),
  )
  return documents ? [[projection.name, { key: incidentIdOf(ticket), position, document }], ...rows] : rows
}

/** Fills the tables of a read model with what tickets give rise to, folded by the read model itself. */
export const fill = async (store: ReadStore, projection: AnyProjection, { from, to, documents }: Tickets) => {
  for (let first = from; first < to; first += BATCH) {
    const lists = new Map<string, Change[]>([projection, ...projection.tables].map(({ name }) => [name, []]))
    for (let ticket = first; ticket < Math.min(first + BATCH, to); ticket++)
      for (const [table, change] of changesOf(projection, ticket, documents)) lists.get(table)?.push(change)
    const writes = [...lists].map(([name, changes]) => ({ table: { name, generation }, changes }))
    orThrow(await store.writeInOrder(writes)())
  }
}

/** Makes the tables of all read models in an empty read store, for whoever fills them. */
export const viewsIn = async (store: ReadStore): Promise<Views> => {
  const events = openMemoryEventStore({ clock: () => instantOf(0) })
  const ledger = openLedger({ events, views: store, register: [incidentPractice] })
  orThrow(await ledger.catchUp())
  return ledger.views
}

export const nameOf = ({ table, query }: List): string =>
  `${table}${(query.where ?? []).map(({ path }) => `, ${path} given`).join('')}, by ${(query.sort ?? []).map(({ path }) => path).join(', ')}`

const DEEP = 40
const behind = (cursor: string | undefined) => (cursor === undefined ? {} : { after: cursor })

/** Milliseconds of the first page and of one some 20,000 rows further, or as far as the list goes. */
export const pageTimes = async (views: Views, { table, query }: List) => {
  let cursor: string | undefined
  for (let page = 0; page < DEEP; page++) {
    const { next } = orThrow(await views.find(table, { ...query, limit: 500, ...behind(cursor) })())
    if (next === null) break
    cursor = next
  }
  const first = await timed(200, () => views.find(table, { ...query, limit: 50 })())
  const deep = await timed(200, () => views.find(table, { ...query, limit: 50, ...behind(cursor) })())
  return { first: p95(first), deep: p95(deep) }
}
