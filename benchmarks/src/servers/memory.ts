import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { openEventStoreDbEventStore } from '@deskledger/event-store-eventstoredb'
import type { EventStore } from '@deskledger/event-store'
import { START, type Position } from '@deskledger/kernel'
import { incidentPractice } from '@deskledger/practices/incident'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { openLedger } from '@deskledger/runtime'
import { peakMemory, scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { orThrow } from '../or-throw.ts'
import { startChild } from './child.ts'
import { filler } from './programs.ts'
import { openLog, PATIENCE } from './servers.ts'

const EVENTS = 1_000_000
const MOST = 300

/** Reads the log page by page; answers how many events it has. */
const readThrough = async (events: EventStore): Promise<number> => {
  let read = 0
  for (let after = START; ;) {
    const page = orThrow(await events.readAll({ after })())
    read += page.events.length
    if (page.caughtUp) return read
    after = page.position
  }
}

/** Follows the log from its start to a position; answers how many events came. */
const followTo = async (events: EventStore, end: Position): Promise<number> => {
  const stop = new AbortController()
  let seen = 0
  for await (const batch of events.subscribe({ after: START, signal: stop.signal })) {
    if (E.isLeft(batch)) throw new Error(batch.left.message)
    seen += batch.right.events.length
    if (batch.right.position >= end) stop.abort()
  }
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

/** What is done with the whole log, and how many events it must come to. */
type Task = (events: EventStore, size: Size, end: Position) => Promise<number>

const measured =
  (what: string, task: Task) =>
  async (size: Size): Promise<readonly Figure[]> => {
    const log = await openLog(size.note)
    const { url, ledger } = log
    const filling = startChild(filler, { url, ledger, events: scaled(EVENTS, size) })
    const filled = await filling.next()
    await filling.end()
    const before = peakMemory()
    const store = orThrow(await openEventStoreDbEventStore(url, { ledger, patience: PATIENCE })())
    const started = performance.now()
    const events = await task(store, size, filled.position)
    const seconds = (performance.now() - started) / 1000
    if (events !== filled.events) throw new Error(`${events} of ${filled.events} events were seen.`)
    const peak = peakMemory()
    await store.close()
    await log.stop()
    return [
      {
        name: `peak memory, ${what}, ${events.toLocaleString('en')} events`,
        value: peak,
        unit: 'MiB',
        demand: { of: 'value', atMost: MOST },
      },
      { name: 'of which before the first event', value: before, unit: 'MiB' },
      { name: what, value: events / seconds, unit: 'events/s' },
    ]
  }

const part = 'servers'

export const memoryOfReading: Benchmark = {
  name: 'servers-memory-reading',
  part,
  what: 'A long log on EventStoreDB read page by page, and followed from its start; the memory of that process alone.',
  run: measured('the log read and then followed', async (events, _, end) => {
    const read = await readThrough(events)
    const followed = await followTo(events, end)
    if (read !== followed) throw new Error(`${read} events were read, and ${followed} came to the follower.`)
    return read
  }),
}

export const memoryOfProjecting: Benchmark = {
  name: 'servers-memory-projecting',
  part,
  what: 'All read models of a long log on EventStoreDB built in SQLite; the memory of that process alone.',
  run: measured('all read models built', (events, { folder }) => project(events, folder)),
}
