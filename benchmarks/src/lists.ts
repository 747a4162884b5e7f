import { join } from 'node:path'
import type { Views } from '@deskledger/read-store'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { backlogAt } from '@deskledger/reports'
import { p95, peakMemory, timed, type Benchmark, type Figure, type Size } from './figure.ts'
import { fill, model, nameOf, pages, pageTimes, viewsIn } from './list-pages.ts'
import { orThrow } from './or-throw.ts'
import { instantAfter } from './synthetic-tickets.ts'

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
  const store = orThrow(await openSqliteReadStore(join(folder, 'views.db'))())
  const views = await viewsIn(store)
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
