import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { openEventStoreDbEventStore } from '@deskledger/event-store-eventstoredb'
import type { EventStore } from '@deskledger/event-store'
import { START } from '@deskledger/kernel'
import { incidentPractice } from '@deskledger/practices/incident'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { openLedger } from '@deskledger/runtime'
import { peakMemory, scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { orThrow } from '../or-throw.ts'
import { startChild } from '../child.ts'
import { filler, type Filled, type Filling } from './programs.ts'
import { openLog, PATIENCE } from './servers.ts'

const EVENTS = 1_000_000
const MOST = 300

/** Lets another process fill the log, and follows it meanwhile to its end; answers how many events came. */
const followFilling = async (events: EventStore, wanted: Filling): Promise<number> => {
  const filling = startChild(filler, wanted)
  const stop = new AbortController()
  let filled: Filled | undefined
  let reached = START
  let seen = 0
  const stopAtEnd = () => {
    if (filled !== undefined && reached >= filled.position) stop.abort()
  }
  const filledUp = filling.next().then((said) => {
    filled = said
    stopAtEnd()
  })
  for await (const batch of events.subscribe({ after: START, signal: stop.signal })) {
    if (E.isLeft(batch)) throw new Error(batch.left.message)
    seen += batch.right.events.length
    reached = batch.right.position
    stopAtEnd()
  }
  await filledUp
  await filling.end()
  return seen
}

/** Builds all read models of the log in an SQLite file; answers how many events were folded. */
const project = async (events: EventStore, folder: string): Promise<number> => {
  let folded = 0
  const ledger = openLedger({
    events,
    views: orThrow(await openSqliteReadStore(join(folder, 'views.db'))()),
    register: [incidentPractice],
    projecting: { onBatch: (progress) => (folded += progress.events) },
  })
  orThrow(await ledger.catchUp())
  await ledger.close()
  return folded
}

/** What was done with all events, and the memory of this process by then; fails where it was not all. */
const measured = async (what: string, wanted: number, task: () => Promise<number>): Promise<readonly Figure[]> => {
  const started = performance.now()
  const events = await task()
  const seconds = (performance.now() - started) / 1000
  if (events !== wanted) throw new Error(`${events} of ${wanted} events were seen.`)
  const name = `peak memory, ${what}, ${events.toLocaleString('en')} events`
  return [
    { name, value: peakMemory(), unit: 'MiB', demand: { of: 'value', atMost: MOST } },
    { name: what, value: events / seconds, unit: 'events/s' },
  ]
}

const run = async (size: Size): Promise<readonly Figure[]> => {
  const log = await openLog(size.note)
  const wanted: Filling = { url: log.url, ledger: log.ledger, events: scaled(EVENTS, size) }
  const events = orThrow(await openEventStoreDbEventStore(log.url, { ledger: log.ledger, patience: PATIENCE })())
  const followed = await measured('the log followed while another process fills it', wanted.events, () =>
    followFilling(events, wanted),
  )
  const projected = await measured('all read models built from it in SQLite', wanted.events, () =>
    project(events, size.folder),
  )
  await log.stop()
  return [...followed, ...projected]
}

export const memory: Benchmark = {
  name: 'servers-memory',
  part: 'servers',
  what: 'A long log on EventStoreDB followed, and projected into SQLite; the memory of that process alone.',
  run,
}
