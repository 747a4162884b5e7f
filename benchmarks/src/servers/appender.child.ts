import { setTimeout as pause } from 'node:timers/promises'
import { openEventStoreDbEventStore } from '@deskledger/event-store-eventstoredb'
import { orThrow } from '../or-throw.ts'
import { eventsOf } from '../synthetic-tickets.ts'
import { speaking } from '../child.ts'
import { appender, type Answered } from './programs.ts'
import { PATIENCE } from './servers.ts'

/** Seconds between two events of one ticket. */
const APART = 1

const { given, say, letGo } = speaking(appender)
const store = orThrow(await openEventStoreDbEventStore(given.url, { ledger: given.ledger, patience: PATIENCE })())

/** Events in the order of appending: tickets take turns, so that an append never waits for one to its own stream. */
const inTurns = (count: number, tickets: number) => {
  const all = []
  for (let first = 0; all.length < count; first += tickets) {
    const some = Array.from({ length: tickets }, (_, n) => eventsOf(first + n))
    for (let revision = 0; revision < 5; revision++) all.push(...some.flatMap((events) => events[revision] ?? []))
  }
  return all.slice(0, count)
}

const appends: Answered['appends'][number][] = []
const wanted = inTurns(given.events, given.rate * APART)
const under: Promise<void>[] = []
const started = performance.now()
for (const [n, event] of wanted.entries()) {
  const early = started + (n / given.rate) * 1000 - performance.now()
  if (early > 0) await pause(early)
  const append = async () => {
    const { position } = orThrow(await store.append(event.stream, event.revision - 1, [event])())
    appends.push([position, String(process.hrtime.bigint())])
  }
  under.push(append())
}
const rate = wanted.length / ((performance.now() - started) / 1000)
await Promise.all(under)
await store.close()
say({ appends, tickets: new Set(wanted.map(({ stream }) => stream)).size, rate })
await letGo()
