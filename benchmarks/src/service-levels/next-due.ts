import { join } from 'node:path'
import { openSqliteEventStore } from '@deskledger/event-store-sqlite'
import { clockWarnsAndBreaches } from '@deskledger/flows'
import { erasedTimers, type Instant } from '@deskledger/kernel'
import { serviceLevelClockPractice, type ServiceLevelTimer } from '@deskledger/practices/service-level-clock'
import type { Views } from '@deskledger/read-store'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { openLedger } from '@deskledger/runtime'
import { p95, peakMemory, scaled, timed, type Benchmark, type Figure, type Size } from '../figure.ts'
import { orThrow } from '../or-throw.ts'
import { startOf } from './synthetic-clocks.ts'

const CLOCKS = 100_000
/** Clocks whose timers are worked off; each has five, so that ten thousand and more are asked. */
const DUE = 2500
const CALLERS = 64
const PAGE = 1000
const LOOKS = 1000
/** Batches of the projector between two looks at the heap. */
const EVERY = 10
/** MiB that the loop may hold more for having worked off ten thousand more. */
const MOST = 4

const BEFORE_ALL = '2025-01-01T00:00:00.000Z' as Instant
const timersBy = { table: clockWarnsAndBreaches.table, sort: [{ path: 'wakeAt' }] }

const timerIn = (document: object): ServiceLevelTimer => document as ServiceLevelTimer

interface Time {
  now: Instant
  refused: number
  /** told of the events of each batch that read models took */
  onBatch: ((events: number) => void) | null
}

/** A ledger of clocks on two SQLite files, whose timers go by a time that is set. */
const openClocks = async (folder: string) => {
  const time: Time = { now: BEFORE_ALL, refused: 0, onBatch: null }
  const ledger = openLedger({
    events: orThrow(await openSqliteEventStore(join(folder, 'events.db'))()),
    views: orThrow(await openSqliteReadStore(join(folder, 'views.db'))()),
    register: [serviceLevelClockPractice],
    timers: [erasedTimers(clockWarnsAndBreaches)],
    now: () => time.now,
    onRefused: () => time.refused++,
    projecting: { onBatch: ({ events }) => time.onBatch?.(events) },
  })
  return { ledger, time }
}
type Clocks = Awaited<ReturnType<typeof openClocks>>

const startAll = async ({ ledger }: Clocks, clocks: number): Promise<void> => {
  let next = 0
  const caller = async () => {
    while (next < clocks) orThrow(await ledger.ask(startOf(next++)))
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
  orThrow(await ledger.catchUp())
}

/** The instant by which so many timers are due, from the table itself. */
const instantOfDue = async (views: Views, count: number): Promise<Instant> => {
  let after: string | undefined
  for (let left = count; ;) {
    const { table, sort } = timersBy
    const limit = Math.min(PAGE, left)
    const page = orThrow(await views.find(table, { sort, limit, ...(after === undefined ? {} : { after }) })())
    left -= page.found.length
    const last = page.found.at(-1)
    if (left <= 0 || page.next === null) return last === undefined ? BEFORE_ALL : timerIn(last.document).wakeAt
    after = page.next
  }
}

/** As the timer loop asks when it is next due: the first row of the index behind what is reached. */
const nextAfter = async (views: Views, now: Instant): Promise<Instant | undefined> => {
  const { table, sort } = timersBy
  const { found } = orThrow(await views.find(table, { where: [{ path: 'wakeAt', after: now }], sort, limit: 1 })())
  const [first] = found
  return first && timerIn(first.document).wakeAt
}

/** MiB of the heap that are held, without what could be let go. */
const held = (): number => {
  const collect = global.gc
  if (collect === undefined) throw new Error('Run with --expose-gc: without it nothing says what memory is held.')
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

/** Lets everything that is due by an instant happen; MiB that were held before, after, and at most between. */
const workOff = async ({ ledger, time }: Clocks, until: Instant) => {
  const before = held()
  const seen = { peak: before, events: 0, batches: 0 }
  time.now = until
  time.onBatch = (events) => {
    seen.events += events
    if (seen.batches++ % EVERY === 0) seen.peak = Math.max(seen.peak, held())
  }
  const began = performance.now()
  orThrow(await ledger.catchUp())
  const seconds = (performance.now() - began) / 1000
  const after = held()
  return { grown: after - before, most: Math.max(seen.peak, after) - before, woken: seen.events, seconds }
}
type WorkedOff = Awaited<ReturnType<typeof workOff>>

const memoryFigures = (first: WorkedOff, second: WorkedOff): readonly Figure[] => {
  const told = [first, second].map(({ woken }) => woken.toLocaleString('en'))
  const demand = { of: 'value', atMost: MOST } as const
  return [
    { name: `heap held more after ${told[0]} timers than before`, value: first.grown, unit: 'MiB' },
    { name: 'at most between, sampled', value: first.most, unit: 'MiB' },
    { name: `heap held more after ${told[1]} further timers`, value: second.grown, unit: 'MiB', demand },
    { name: 'at most between those, sampled', value: second.most, unit: 'MiB', demand },
    { name: 'timers worked off, each durable', value: second.woken / second.seconds, unit: 'timers/s' },
  ]
}

const run = async (size: Size): Promise<readonly Figure[]> => {
  const clocks = scaled(CLOCKS, size)
  const due = scaled(DUE, size)
  const opened = await openClocks(size.folder)
  const { ledger, time } = opened
  await startAll(opened, clocks)
  const middle = await instantOfDue(ledger.views, Math.ceil(clocks / 2))
  const empty = await timed(LOOKS, () => nextAfter(ledger.views, BEFORE_ALL))
  const half = await timed(LOOKS, () => nextAfter(ledger.views, middle))
  const first = await workOff(opened, await instantOfDue(ledger.views, due))
  const later = await timed(LOOKS, () => nextAfter(ledger.views, time.now))
  const second = await workOff(opened, await instantOfDue(ledger.views, due))
  await ledger.close()
  const found = (when: string, took: readonly number[]): Figure => ({
    name: `the next due of ${clocks.toLocaleString('en')} running clocks, ${when}, p95`,
    value: p95(took),
    unit: 'ms',
    demand: { of: 'value', atMost: 1 },
  })
  return [
    found('none due', empty),
    found('half of them due and not worked off', half),
    found(`those worked off that were due`, later),
    ...memoryFigures(first, second),
    { name: 'asked and refused', value: time.refused, unit: 'of all', demand: { of: 'value', atMost: 0 } },
    { name: 'peak memory, starting and folding all clocks included', value: peakMemory(), unit: 'MiB' },
  ]
}

export const serviceLevelsNextDue: Benchmark = {
  name: 'service-levels-next-due',
  part: 'service-levels',
  what: 'The loop of timers over running clocks: how soon it knows when it is next due, and what memory it takes.',
  run,
}
