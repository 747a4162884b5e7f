import { openMemoryEventStore } from '@deskledger/event-store'
import { instantOf } from '@deskledger/kernel'
import { incidentPractice } from '@deskledger/practices/incident'
import type { Views } from '@deskledger/read-store'
import { openMongoDbReadStore } from '@deskledger/read-store-mongodb'
import { openLedger } from '@deskledger/runtime'
import type { TestMongoDb } from '@deskledger/servers'
import type { Db } from 'mongodb'
import { scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { fill, model, nameOf, pages, pageTimes, viewsIn, type List } from '../list-pages.ts'
import { orThrow } from '../or-throw.ts'
import { eventsOf } from '../synthetic-tickets.ts'
import { listsOf } from './every-list.ts'
import { plansOf } from './profiled.ts'
import { openDriver } from './raw-documents.ts'
import { isMongoDb, openDocuments, PATIENCE } from './servers.ts'

/** Tickets that plans are looked at with: more than a page of each list. */
const FEW = 3000
/** One ticket in fifty stays open, and the work list must not be empty. */
const FEWEST = 60
const MANY = 1_000_000
const PAGE = 50

/** The first page of a list, and the one behind it. */
const look = async (views: Views, { table, query }: List): Promise<void> => {
  const { next } = orThrow(await views.find(table, { ...query, limit: PAGE })())
  if (next !== null) orThrow(await views.find(table, { ...query, limit: PAGE, after: next })())
}

interface Looked {
  readonly list: string
  readonly scans: number
  /** keys looked at beyond documents returned, of all its queries */
  readonly waste: number
}

const lookedAt = async (database: Db, views: Views, list: List): Promise<Looked> => {
  const plans = await plansOf(database, () => look(views, list))
  if (plans.length === 0) throw new Error(`No query was seen for ${nameOf(list)}.`)
  return {
    list: `${nameOf(list)}${list.query.sort?.[0]?.descending === true ? ', descending' : ''}`,
    scans: plans.filter(({ scansCollection }) => scansCollection).length,
    waste: plans.reduce((sum, { keys, returned }) => sum + keys - returned, 0),
  }
}

/** Read models of some tickets, all of them, as a projector makes them. */
const fewTickets = async (url: string, database: string, tickets: number) => {
  const store = orThrow(await openMongoDbReadStore(url, { database, patience: PATIENCE })())
  const events = openMemoryEventStore({ clock: () => instantOf(0) })
  for (let ticket = 0; ticket < tickets; ticket++) {
    const raised = eventsOf(ticket)
    orThrow(await events.append(raised[0]?.stream ?? '', -1, raised)())
  }
  const ledger = openLedger({ events, views: store, register: [incidentPractice] })
  orThrow(await ledger.catchUp())
  return { store, views: ledger.views }
}

const planFigures = (looked: readonly Looked[], note: Size['note']): readonly Figure[] => {
  for (const { list, scans, waste } of looked)
    if (scans > 0 || waste > 0)
      note(`The list ${list}: ${scans} collection scans, ${waste} keys looked at beyond documents returned.`)
  return [
    { name: 'lists explained, two pages each', value: looked.length, unit: 'of all' },
    {
      name: 'lists with a collection scan',
      value: looked.filter(({ scans }) => scans > 0).length,
      unit: 'of these',
      demand: { of: 'value', atMost: 0 },
    },
    {
      name: 'keys looked at beyond documents returned, the worst list',
      value: Math.max(...looked.map(({ waste }) => waste)),
      unit: 'keys',
      demand: { of: 'value', atMost: 0 },
    },
  ]
}

type Server = Pick<TestMongoDb, 'url' | 'newDatabase'>

const plans = async ({ url, newDatabase }: Server, size: Size): Promise<readonly Figure[]> => {
  const name = newDatabase()
  const { store, views } = await fewTickets(url, name, Math.max(FEWEST, scaled(FEW, size)))
  const driver = openDriver(url)
  const looked: Looked[] = []
  for (const list of await listsOf(views, incidentPractice.readModels))
    looked.push(await lookedAt(driver.client.db(name), views, list))
  await driver.close()
  await store.close()
  return planFigures(looked, size.note)
}

const times = async ({ url, newDatabase }: Server, size: Size): Promise<readonly Figure[]> => {
  const tickets = scaled(MANY, size)
  const store = orThrow(await openMongoDbReadStore(url, { database: newDatabase(), patience: PATIENCE })())
  const views = await viewsIn(store)
  await fill(store, model('incident-details'), { from: 0, to: tickets, documents: true })
  const figures: Figure[] = []
  for (const list of pages) {
    const took = await pageTimes(views, list)
    for (const which of ['first', 'deep'] as const) {
      const name = `${which} page of ${PAGE} of ${nameOf(list)}, p95 at ${tickets.toLocaleString('en')} tickets`
      figures.push({ name, value: took[which], unit: 'ms', demand: { of: 'value', atMost: 5 } })
    }
  }
  await store.close()
  return figures
}

const run = async (size: Size): Promise<readonly Figure[]> => {
  const server = await openDocuments(size.note)
  try {
    if (await isMongoDb(server.url)) return [...(await plans(server, size)), ...(await times(server, size))]
    size.note(
      'Not run: plans and times of lists, since no stand-in reads as MongoDB does. They run where DESKLEDGER_TEST_MONGODB_URL names a MongoDB.',
    )
    return []
  } finally {
    await server.stop()
  }
}

export const listsOnMongoDb: Benchmark = {
  name: 'servers-lists',
  part: 'servers',
  what: 'Plans of every list that read models declare an index for, and the times of pages, on MongoDB itself.',
  run,
}
