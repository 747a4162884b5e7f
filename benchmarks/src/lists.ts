import { join } from 'node:path'
import { openMemoryEventStore } from '@deskledger/event-store'
import { instantOf, type AnyProjection } from '@deskledger/kernel'
import { incidentPractice } from '@deskledger/practices/incident'
import type { Change, Query, ReadStore, Views } from '@deskledger/read-store'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { backlogAt } from '@deskledger/reports'
import { openLedger } from '@deskledger/runtime'
import { p95, peakMemory, timed, type Benchmark, type Figure, type Size } from './figure.ts'
import { orThrow } from './or-throw.ts'
import { documentOf, incidentIdOf, instantAfter } from './synthetic-tickets.ts'

interface List {
  readonly table: string
  readonly query: Query
}

const pages: readonly List[] = [
  { table: 'incident-queue', query: { sort: [{ path: 'priority' }, { path: 'reportedAt' }] } },
  { table: 'incident-queue', query: { where: [{ path: 'group', is: 'Group 7' }], sort: [{ path: 'reportedAt' }] } },
  { table: 'incident-details', query: { sort: [{ path: 'updatedAt', descending: true }] } },
  { table: 'incident-details', query: { where: [{ path: 'status', is: 'Closed' }], sort: [{ path: 'reportedAt' }] } },
  { table: 'incident-details', query: { where: [{ path: 'group', is: 'Group 7' }], sort: [{ path: 'reportedAt' }] } },
]

const model = (name: string): AnyProjection => {
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
const fill = async (store: ReadStore, projection: AnyProjection, { from, to, documents }: Tickets) => {
  for (let first = from; first < to; first += BATCH) {
    const lists = new Map<string, Change[]>([projection, ...projection.tables].map(({ name }) => [name, []]))
    for (let ticket = first; ticket < Math.min(first + BATCH, to); ticket++)
      for (const [table, change] of changesOf(projection, ticket, documents)) lists.get(table)?.push(change)
    const writes = [...lists].map(([name, changes]) => ({ table: { name, generation }, changes }))
    orThrow(await store.writeInOrder(writes)())
  }
}

const openViews = async (folder: string) => {
  const store = orThrow(await openSqliteReadStore(join(folder, 'views.db'))())
  const events = openMemoryEventStore({ clock: () => instantOf(0) })
  const ledger = openLedger({ events, views: store, register: [incidentPractice] })
  orThrow(await ledger.catchUp()) // makes the tables
  return { store, views: ledger.views }
}

const nameOf = ({ table, query }: List): string =>
  `${table}${(query.where ?? []).map(({ path }) => `, ${path} given`).join('')}, by ${(query.sort ?? []).map(({ path }) => path).join(', ')}`

const DEEP = 40
const behind = (cursor: string | undefined) => (cursor === undefined ? {} : { after: cursor })

/** Milliseconds of the first page and of one some 20,000 rows further, or as far as the list goes. */
const pageTimes = async (views: Views, { table, query }: List) => {
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

const figuresOf = async (views: Views, tickets: number, small: readonly Awaited<ReturnType<typeof pageTimes>>[]) => {
  const figures: Figure[] = []
  for (const [index, list] of pages.entries()) {
    const times = await pageTimes(views, list)
    for (const which of ['first', 'deep'] as const) {
      const name = `${which} page of 50 of ${nameOf(list)}`
      const value = times[which]
      const baseline = { name: 'p95 at 20,000 tickets, ms', value: small[index]?.[which] ?? NaN }
      figures.push({ name: `${name}, p95 at ${tickets}`, value, unit: 'ms', demand: { of: 'value', atMost: 5 } })
      figures.push({ name: `${name}, growth`, value, unit: 'ms', baseline, demand: { of: 'ratio', atMost: 1.5 } })
    }
  }
  return figures
}

const backlog = async (views: Views, tickets: number): Promise<Figure> => {
  const took = await timed(60, async (n) => orThrow(await backlogAt(views, instantAfter((tickets * (n + 1)) / 61))()))
  const name = `backlog with ages as of any instant, ${tickets} tickets, p95`
  return { name, value: p95(took), unit: 'ms', demand: { of: 'value', atMost: 50 } }
}

const run = async ({ quick, folder }: Size): Promise<readonly Figure[]> => {
  const { store, views } = await openViews(folder)
  const tickets = quick ? 100_000 : 1_000_000
  const spans = quick ? 50_000 : 500_000
  const details = model('incident-details')
  await fill(store, details, { from: 0, to: 20_000, documents: true })
  const small = []
  for (const list of pages) small.push(await pageTimes(views, list))
  await fill(store, details, { from: 20_000, to: tickets, documents: true })
  const figures = await figuresOf(views, tickets, small)
  await fill(store, model('incident-metrics'), { from: 0, to: spans, documents: false })
  figures.push(await backlog(views, spans))
  await store.close()
  return [...figures, { name: 'peak memory', value: peakMemory(), unit: 'MiB', demand: { of: 'value', atMost: 300 } }]
}

export const lists: Benchmark = {
  name: 'lists',
  what: 'Pages of lists and the backlog as of any instant, over read models of many tickets.',
  run,
}
