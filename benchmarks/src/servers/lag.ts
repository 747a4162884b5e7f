import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import { openEventStoreDbEventStore } from '@deskledger/event-store-eventstoredb'
import type { Position } from '@deskledger/kernel'
import { incidentPractice } from '@deskledger/practices/incident'
import type { ReadStore } from '@deskledger/read-store'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { openLedger } from '@deskledger/runtime'
import { p95, scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { firstBuildOf, model } from '../list-pages.ts'
import { orThrow } from '../or-throw.ts'
import { startChild } from '../child.ts'
import { appender, type Answered } from './programs.ts'
import { openLog, PATIENCE } from './servers.ts'

const RATE = 500
const SECONDS = 12
/** Appends that come before those that count: programs warm up. */
const WARM = 2 * RATE
const BEYOND = 60_000

/** Documents of every event up to a position are there to be read, since this nanosecond. */
interface Seen {
  readonly position: Position
  readonly at: bigint
}

/** Milliseconds from each append's answer until its documents were there; 0 where they were there before. */
const lagsOf = (appends: Answered['appends'], seen: readonly Seen[]): readonly number[] => {
  const inOrder = appends.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const lags: number[] = []
  let next = 0
  for (const { position, at } of seen)
    for (let one = inOrder[next]; one !== undefined && one[0] <= position; one = inOrder[next]) {
      lags.push(Math.max(0, Number(at - BigInt(one[1])) / 1e6))
      next++
    }
  return lags
}

const until = async (holds: () => boolean, what: string): Promise<void> => {
  const end = performance.now() + BEYOND
  while (!holds()) {
    if (performance.now() > end) throw new Error(`${what} within ${BEYOND} ms`)
    await pause(5)
  }
}

/** Fails unless every ticket is there: what was measured is what readers see. */
const mustShow = async (views: ReadStore, tickets: number): Promise<void> => {
  const details = model('incident-details')
  const shown = orThrow(await views.count({ name: details.name, generation: firstBuildOf(details) })())
  if (shown !== tickets) throw new Error(`${shown} of ${tickets} incidents can be read.`)
}

const run = async (size: Size): Promise<readonly Figure[]> => {
  const log = await openLog(size.note)
  const { url, ledger } = log
  const events = orThrow(await openEventStoreDbEventStore(url, { ledger, patience: PATIENCE })())
  const views = orThrow(await openSqliteReadStore(join(size.folder, 'views.db'))())
  const seen: Seen[] = []
  const follower = openLedger({
    events,
    views,
    register: [incidentPractice],
    projecting: { onBatch: ({ position }) => seen.push({ position, at: process.hrtime.bigint() }) },
  })
  const stop = new AbortController()
  const following = follower.follow(stop.signal)
  const count = WARM + scaled(RATE * SECONDS, size)
  const appending = startChild(appender, { url, ledger, events: count, rate: RATE })
  const { appends, tickets, rate } = await appending.next()
  await appending.end()
  const head = orThrow(await events.head())
  await until(() => (seen.at(-1)?.position ?? '') >= head, 'The read models did not come to the end of the log')
  stop.abort()
  orThrow(await following)
  await mustShow(views, tickets)
  await follower.close()
  await log.stop()
  const lags = lagsOf(appends, seen)
  if (lags.length !== count) throw new Error(`${lags.length} of ${count} events were seen.`)
  const counted = lags.slice(WARM)
  return [
    {
      name: `from the answer to an append until its documents can be read, ${RATE} events/s, p95`,
      value: p95(counted),
      unit: 'ms',
      demand: { of: 'value', atMost: 100 },
    },
    { name: 'the same, largest', value: Math.max(...counted), unit: 'ms' },
    {
      name: 'appends a second, as it came out',
      value: rate,
      unit: 'events/s',
      demand: { of: 'value', atLeast: RATE * 0.98 },
    },
  ]
}

export const lag: Benchmark = {
  name: 'servers-lag',
  part: 'servers',
  what: 'Read models of incidents in SQLite follow EventStoreDB, to which another process appends.',
  run,
}
