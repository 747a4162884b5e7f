import { openEventStoreDbEventStore } from '@deskledger/event-store-eventstoredb'
import type { EventStore } from '@deskledger/event-store'
import type { StoredEvent } from '@deskledger/kernel'
import { scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { orThrow } from '../or-throw.ts'
import { eventsOf } from '../synthetic-tickets.ts'
import { newLedger, openLog, PATIENCE } from './servers.ts'
import { openBare, type RawAppend } from './raw-events.ts'

const IN_FLIGHT = 64
const ROUNDS = 4

/** The events of each of so many tickets; every event is appended alone, behind the one before it. */
const ticketsOf = (count: number): readonly (readonly StoredEvent<object>[])[] =>
  Array.from({ length: count }, (_, ticket) => eventsOf(ticket))

const byStream = (appends: readonly RawAppend[]): readonly (readonly RawAppend[])[] => {
  const streams = new Map<string, RawAppend[]>()
  for (const append of appends) {
    const known = streams.get(append.stream)
    if (known === undefined) streams.set(append.stream, [append])
    else known.push(append)
  }
  return [...streams.values()]
}

/** Appends a second, with so many callers, each of whom takes stream after stream. */
const rateOf = async <A>(
  streams: readonly (readonly A[])[],
  callers: number,
  append: (one: A) => Promise<unknown>,
): Promise<number> => {
  let next = 0
  let appended = 0
  const caller = async () => {
    for (let stream = streams[next++]; stream !== undefined; stream = streams[next++])
      for (const one of stream) {
        await append(one)
        appended++
      }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  return appended / ((performance.now() - started) / 1000)
}

const appendTo = (store: EventStore) => async (event: StoredEvent<object>) =>
  orThrow(await store.append(event.stream, event.revision - 1, [event])())

/** Both rates, one after the other in turns, so that a machine that changes its pace does so for both; the best counts. */
const ratesOf = async (url: string, tickets: number, callers: number) => {
  const bare = openBare(url)
  const told = ticketsOf(tickets)
  const best = { adapter: 0, bare: 0 }
  let stored: readonly RawAppend[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const ledger = newLedger()
    const store = orThrow(await openEventStoreDbEventStore(url, { ledger, patience: PATIENCE })())
    const adapter = await rateOf(told, callers, appendTo(store))
    await store.close()
    if (round === 0) {
      // The first round warms up, and shows what the adapter stores: the bare client then appends just that.
      stored = await bare.appendsTo(`${ledger}.`)
      continue
    }
    const elsewhere = `${newLedger()}.`
    const again = stored.map((append) => ({ ...append, stream: elsewhere + append.stream.slice(elsewhere.length) }))
    best.bare = Math.max(best.bare, await rateOf(byStream(again), callers, bare.append))
    best.adapter = Math.max(best.adapter, adapter)
  }
  await bare.close()
  return best
}

const figureOf = (name: string, { adapter, bare }: Awaited<ReturnType<typeof ratesOf>>): Figure => ({
  name,
  value: adapter,
  unit: 'appends/s',
  baseline: { name: 'bare client, the same bytes, batch append, appends/s', value: bare },
  demand: { of: 'ratio', atLeast: 0.7 },
})

const measured = (name: string, tickets: number, callers: number) => async (size: Size) => {
  const log = await openLog(size.note)
  const rates = await ratesOf(log.url, scaled(tickets, size), callers)
  await log.stop()
  return [figureOf(name, rates)]
}

export const appendingOne: Benchmark = {
  name: 'servers-appending',
  part: 'servers',
  what: 'Appends of one event to EventStoreDB, each after the answer to the one before.',
  run: measured('appends one at a time', 800, 1),
}

export const appendingMany: Benchmark = {
  name: 'servers-appending-many',
  part: 'servers',
  what: `Appends of one event to EventStoreDB, ${IN_FLIGHT} under way.`,
  run: measured(`appends, ${IN_FLIGHT} in flight`, 2400, IN_FLIGHT),
}
