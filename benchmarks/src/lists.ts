import { join } from 'node:path'
import type { EventStore } from '@deskledger/event-store'
import { instantOf } from '@deskledger/kernel'
import { openMemoryEventStore } from '@deskledger/event-store'
import { incidentPractice } from '@deskledger/practices/incident'
import type { Query } from '@deskledger/read-store'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { backlogAt } from '@deskledger/reports'
import { openLedger } from '@deskledger/runtime'
import { p95, peakMemory, timed, type Benchmark, type Figure, type Size } from './figure.ts'
import { orThrow } from './or-throw.ts'
import { syntheticLog } from './synthetic-log.ts'

interface List {
  readonly table: string
  readonly query: Query
}

const lists_: readonly List[] = [
  { table: 'incident-queue', query: { sort: [{ path: 'priority' }, { path: 'reportedAt' }] } },
  { table: 'incident-queue', query: { where: [{ path: 'group', is: 'Group 7' }], sort: [{ path: 'reportedAt' }] } },
  { table: 'incident-details', query: { sort: [{ path: 'updatedAt', descending: true }] } },
  { table: 'incident-details', query: { where: [{ path: 'status', is: 'Closed' }], sort: [{ path: 'reportedAt' }] } },
  { table: 'incident-details', query: { where: [{ path: 'group', is: 'Group 7' }], sort: [{ path: 'reportedAt' }] } },
]

/** The log cut off after so many tickets: an event store that only reads. */
const cutAfter = (tickets: number): EventStore => {
  const memory = openMemoryEventStore({ clock: () => instantOf(0) })
  const log = syntheticLog(tickets)
  return {
    ...memory,
    readAll: log.store.readAll,
    head: () => Promise.resolve({ _tag: 'Right', right: log.positionAfter(tickets) }),
  }
}

const run = async ({ quick, folder }: Size): Promise<readonly Figure[]> => {
  const sizes = quick ? [20_000, 50_000] : [20_000, 500_000, 1_000_000]
  const views = orThrow(await openSqliteReadStore(join(folder, 'views.db'))())
  const pages = new Map<string, number>()
  const figures: Figure[] = []
  for (const tickets of sizes) {
    const ledger = openLedger({ events: cutAfter(tickets), views, register: [incidentPractice] })
    const started = performance.now()
    orThrow(await ledger.catchUp())
    const seconds = (performance.now() - started) / 1000
    figures.push({ name: `filling up to ${tickets} tickets`, value: seconds, unit: 's' })
    figures.push({
      name: `peak memory at ${tickets} tickets`,
      value: peakMemory(),
      unit: 'MiB',
      demand: { of: 'value', atMost: 300 },
    })
    const last = tickets === sizes.at(-1)
    for (const list of lists_) figures.push(...(await measured(ledger.views, list, { pages, tickets, last })))
    if (tickets === (quick ? 50_000 : 500_000)) figures.push(await backlog(ledger.views, tickets))
  }
  await views.close()
  return figures
}

const nameOf = ({ table, query }: List): string =>
  `${table}${(query.where ?? []).map(({ path }) => `, ${path} given`).join('')}, by ${(query.sort ?? []).map(({ path }) => path).join(', ')}`

const DEEP = 40

const measured = async (
  views: ReturnType<typeof openLedger>['views'],
  list: List,
  { pages, tickets, last }: { pages: Map<string, number>; tickets: number; last: boolean },
): Promise<readonly Figure[]> => {
  const { table, query } = list
  let cursor: string | undefined
  for (let page = 0; page < DEEP; page++) {
    const { next } = orThrow(
      await views.find(table, { ...query, limit: 500, ...(cursor === undefined ? {} : { after: cursor }) })(),
    )
    if (next === null) break
    cursor = next
  }
  const first = await timed(200, () => views.find(table, { ...query, limit: 50 })())
  const deep = await timed(200, () =>
    views.find(table, { ...query, limit: 50, ...(cursor === undefined ? {} : { after: cursor }) })(),
  )
  return (['first', 'deep'] as const).flatMap((which) => {
    const name = `${which} page of 50 of ${nameOf(list)}`
    const value = p95(which === 'first' ? first : deep)
    if (!last) {
      if (!pages.has(name)) pages.set(name, value)
      return []
    }
    const small = pages.get(name) ?? NaN
    return [
      { name: `${name}, p95 at ${tickets} tickets`, value, unit: 'ms', demand: { of: 'value', atMost: 5 } },
      {
        name: `${name}, against 20000 tickets`,
        value,
        unit: 'ms',
        baseline: { name: 'p95 at 20,000 tickets, ms', value: small },
        demand: { of: 'ratio', atMost: 1.5 },
      },
    ] satisfies readonly Figure[]
  })
}

const backlog = async (views: ReturnType<typeof openLedger>['views'], tickets: number): Promise<Figure> => {
  const took = await timed(60, async (n) =>
    orThrow(await backlogAt(views, instantOf(1_704_067_200_000 + Math.floor((tickets * 60_000 * (n + 1)) / 61)))()),
  )
  return {
    name: `backlog with ages as of any instant, ${tickets} tickets, p95`,
    value: p95(took),
    unit: 'ms',
    demand: { of: 'value', atMost: 50 },
  }
}

export const lists: Benchmark = {
  name: 'lists',
  what: 'Pages of lists and the backlog as of any instant, over read models of many tickets.',
  run,
}
