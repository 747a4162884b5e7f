import { openMemoryEventStore } from '@deskledger/event-store'
import { instantOf, type AnyProjection } from '@deskledger/kernel'
import { incidentPractice } from '@deskledger/practices/incident'
import type { Change, Query, ReadStore, Views } from '@deskledger/read-store'
import { openLedger, type Registered } from '@deskledger/runtime'
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

/** Where the first build of a read model stands. */
export const firstBuildOf = ({ version }: Pick<AnyProjection, 'version'>): string => `v${version}`

interface Tickets {
  readonly from: number
  readonly to: number
  /** whether the documents themselves are listed, or only rows that they give rise to */
  readonly documents: boolean
}

/** A document of a read model, which only some events of the log have made. */
export interface Folded {
  readonly key: string
  readonly position: string
  readonly document: object
}

/** What one document gives rise to in each table. */
const changesOf = (
  projection: AnyProjection,
  { key, position, document }: Folded,
  documents: boolean,
): readonly (readonly [string, Change])[] => {
  const rows = projection.tables.flatMap(({ name, rowsOf }) =>
    rowsOf(document).map((one) => [name, { key: one.key, position, document: one.row }] as const),
  )
  return documents ? [[projection.name, { key, position, document }], ...rows] : rows
}

/** Fills the tables of a read model with the documents of so many keys, one after the other. */
export const fillWith = async (
  store: ReadStore,
  projection: AnyProjection,
  { from, to, documents, foldedAt }: Tickets & { readonly foldedAt: (n: number) => Folded },
) => {
  const generation = firstBuildOf(projection)
  for (let first = from; first < to; first += BATCH) {
    const lists = new Map<string, Change[]>([projection, ...projection.tables].map(({ name }) => [name, []]))
    for (let n = first; n < Math.min(first + BATCH, to); n++)
      for (const [table, change] of changesOf(projection, foldedAt(n), documents)) lists.get(table)?.push(change)
    const writes = [...lists].map(([name, changes]) => ({ table: { name, generation }, changes }))
    orThrow(await store.writeInOrder(writes)())
  }
}

/** Fills the tables of a read model with what tickets give rise to, folded by the read model itself. */
export const fill = (store: ReadStore, projection: AnyProjection, tickets: Tickets) =>
  fillWith(store, projection, {
    ...tickets,
    foldedAt: (ticket) => ({
      key: incidentIdOf(ticket),
      position: String(ticket * 5 + 5).padStart(16, '0'),
      document: documentOf(projection, ticket),
    }),
  })

/** Makes the tables of all read models of a practice in an empty read store, for whoever fills them. */
export const viewsIn = async (store: ReadStore, practice: Registered = incidentPractice): Promise<Views> => {
  const events = openMemoryEventStore({ clock: () => instantOf(0) })
  const ledger = openLedger({ events, views: store, register: [practice] })
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
