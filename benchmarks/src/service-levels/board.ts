import { join } from 'node:path'
import { erased, type Instant } from '@deskledger/kernel'
import { serviceLevelClockPractice, serviceLevelStatus } from '@deskledger/practices/service-level-clock'
import type { ReadStore, Views } from '@deskledger/read-store'
import { openMongoDbReadStore } from '@deskledger/read-store-mongodb'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { boardOf, type BoardAsked } from '@deskledger/reports'
import { p95, peakMemory, scaled, timed, type Benchmark, type Figure, type Size } from '../figure.ts'
import { fillWith, viewsIn } from '../list-pages.ts'
import { orThrow } from '../or-throw.ts'
import { isMongoDb, openDocuments, PATIENCE } from '../servers/servers.ts'
import { clockIdAt, serviceOf, statusOf, teamOf } from './synthetic-clocks.ts'

const CLOCKS = 1_000_000
const PAGE = 50
const RUNS = 200
/** Rows before a deep page, in steps of as many as a page may have. */
const [DEEP, STEP] = [20_000, 500]

/** Before any is due, so that every clock is on the board. */
const now = '2025-01-01T00:00:00.000Z' as Instant

const boards: readonly { readonly name: string; readonly asked: BoardAsked }[] = [
  { name: 'the board', asked: { now } },
  { name: 'the board of a team', asked: { now, team: teamOf(7) } },
  { name: 'the board of a service', asked: { now, service: serviceOf(700) } },
  { name: 'the board of a team and a service', asked: { now, team: teamOf(7), service: serviceOf(700) } },
]

/** Fills the documents of clocks, and the rows that they give rise to, straight into the tables of a read model. */
const fillClocks = (store: ReadStore, to: number) =>
  fillWith(store, erased(serviceLevelStatus), {
    from: 0,
    to,
    documents: true,
    foldedAt: (clock) => ({
      key: clockIdAt(clock),
      position: String(clock + 1).padStart(16, '0'),
      document: statusOf(clock),
    }),
  })

const behind = (after: string | undefined) => (after === undefined ? {} : { after })

/** The cursor so many rows further, or as far as the board goes; how many rows that is. */
const deepIn = async (views: Views, asked: BoardAsked) => {
  let after: string | undefined
  let rows = 0
  while (rows < DEEP) {
    const page = orThrow(await boardOf(views, { ...asked, limit: STEP, ...behind(after) })())
    if (page.next === null) break
    rows += page.rows.length
    after = page.next
  }
  return { after, rows }
}

const pageFigure = async (views: Views, asked: BoardAsked, name: string): Promise<Figure> => {
  const took = await timed(RUNS, async () => {
    const { rows } = orThrow(await boardOf(views, asked)())
    if (rows.length === 0 || rows.some((row) => row.now === null)) throw new Error(`${name} shows no clocks.`)
  })
  return { name: `${name}, p95`, value: p95(took), unit: 'ms', demand: { of: 'value', atMost: 5 } }
}

const figuresOf = async (views: Views): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const { name, asked } of boards) {
    const page = { ...asked, limit: PAGE }
    const { after, rows } = await deepIn(views, asked)
    figures.push(await pageFigure(views, page, `first page of ${PAGE} of ${name}`))
    if (rows > 0)
      figures.push(
        await pageFigure(views, { ...page, ...behind(after) }, `page of ${PAGE} of ${name}, behind ${rows} rows`),
      )
  }
  return figures
}

const noteClocks = (size: Size, clocks: number): void => {
  size.note(
    `${clocks.toLocaleString('en')} running clocks, decided by the rules and folded by the read model itself; documents and the ` +
      'rows that they give rise to are written straight into its tables, without a log. Each row is shown as of now.',
  )
}

const run = async (size: Size): Promise<readonly Figure[]> => {
  const clocks = scaled(CLOCKS, size)
  noteClocks(size, clocks)
  const store = orThrow(await openSqliteReadStore(join(size.folder, 'views.db'))())
  const views = await viewsIn(store, serviceLevelClockPractice)
  await fillClocks(store, clocks)
  const figures = await figuresOf(views)
  await store.close()
  return [...figures, { name: 'peak memory', value: peakMemory(), unit: 'MiB', demand: { of: 'value', atMost: 300 } }]
}

export const serviceLevelsBoard: Benchmark = {
  name: 'service-levels-board',
  part: 'service-levels',
  what: 'Pages of what is due soon, of all, of a team and of a service, in SQLite.',
  run,
}

const onMongoDb = async (size: Size): Promise<readonly Figure[]> => {
  const server = await openDocuments(size.note)
  try {
    if (!(await isMongoDb(server.url))) {
      size.note(
        'Not run: no stand-in reads as MongoDB does. It runs where DESKLEDGER_TEST_MONGODB_URL names a MongoDB.',
      )
      return []
    }
    const clocks = scaled(CLOCKS, size)
    noteClocks(size, clocks)
    const opened = openMongoDbReadStore(server.url, { database: server.newDatabase(), patience: PATIENCE })
    const store = orThrow(await opened())
    const views = await viewsIn(store, serviceLevelClockPractice)
    await fillClocks(store, clocks)
    const figures = await figuresOf(views)
    await store.close()
    return figures
  } finally {
    await server.stop()
  }
}

export const boardOnMongoDb: Benchmark = {
  name: 'servers-service-levels-board',
  part: 'servers',
  what: 'Pages of what is due soon, of all, of a team and of a service, on MongoDB itself.',
  run: onMongoDb,
}
