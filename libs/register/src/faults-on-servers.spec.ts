import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { openEventStoreDbEventStore } from '@deskledger/event-store-eventstoredb'
import { openMongoDbReadStore } from '@deskledger/read-store-mongodb'
import { openWorker } from '@deskledger/runtime'
import {
  faultProxy,
  mongoDb,
  startEventStoreDouble,
  type EventStoreDouble,
  type FaultProxy,
  type ProxyFault,
  type TestMongoDb,
} from '@deskledger/servers'
import { below, chance } from '@deskledger/testing'
import { commandIdOf, commandOf } from './commands.spec.kit.ts'
import { assembled } from './desk-ledger.ts'
import { register } from './register.ts'
import { openScratch } from './scratch.ts'

/** Faults in every run; `DESKLEDGER_TEST_FAULTS` sets another number. The log is the double's: its switches are the faults. */
const FAULTS = Number(process.env['DESKLEDGER_TEST_FAULTS'] ?? 40)
const SEED = Number(process.env['DESKLEDGER_TEST_SEED'] ?? 20_251)
const ASKERS = 4
/** milliseconds between two commands of an asker: workers that take 20 events at once must follow */
const PACE = 40
/** milliseconds that the workers may take to come to the end */
const LONG = 120_000 + FAULTS * 500

const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

let double: EventStoreDouble
let documents: TestMongoDb
let proxy: FaultProxy
beforeAll(async () => {
  double = await startEventStoreDouble({ nodes: 2 })
  documents = await mongoDb({ standIn: 'mongo-java-server' })
  proxy = await faultProxy(new URL(documents.url.replace(/^mongodb/, 'http')).host)
}, 120_000)
afterAll(async () => {
  await proxy.stop()
  await documents.stop()
  await double.stop()
})

/** Everything that can go wrong with the log, each lasting a moment. */
const troublesOfLog = (): readonly (() => unknown)[] => {
  const { faults } = double
  const set = (fault: Parameters<typeof faults.set>[0]) => () => faults.set({ times: 2, ...fault })
  return [
    set({ on: 'append', what: 'drop', when: 'before' }),
    set({ on: 'append', what: 'drop', when: 'after' }),
    set({ on: 'append', what: 'silence', when: 'after', times: 1 }),
    set({ on: 'append', what: 'busy' }),
    set({ on: 'append', what: 'timeout', when: 'after' }),
    set({ on: 'append', what: 'unavailable', when: 'after' }),
    set({ on: ['append', 'read'], what: 'not-leader' }),
    set({ on: 'read', what: 'drop' }),
    set({ on: 'read', what: 'cancel' }),
    set({ on: 'subscribe', what: 'drop' }),
    faults.forgetIds,
    faults.dropConnections,
    faults.subscriptions.cancel,
    faults.subscriptions.fail,
    faults.subscriptions.end,
    faults.subscriptions.fallBehind,
    () => double.restart('gently'),
    () => double.restart('hard'),
  ]
}

const strikes = (fault: ProxyFault) => () => {
  proxy.set(fault)
}

/** And with the documents. */
const troublesOfViews = (): readonly (() => unknown)[] => [
  strikes({ what: 'cut-before', times: 2 }),
  strikes({ what: 'cut-after', times: 2 }),
  strikes({ what: 'cut-half-way', times: 1 }),
  async () => {
    proxy.set({ what: 'hold-answer', times: 1 })
    await pause(150)
    proxy.lift()
  },
  async () => {
    proxy.down()
    await pause(200)
    proxy.lift()
  },
]

/** What an event carries beside its data. */
interface Envelope {
  readonly deskledger: { readonly eventId: string }
  readonly metadata: { readonly commandId: string }
}

type Answered = E.Either<{ readonly type: string }, { readonly events: readonly unknown[] }>
/** Asks until each is answered; answers the numbers of those that came to something. */
const askAll = async (ask: (n: number) => Promise<Answered>, numbers: AsyncIterable<number>) => {
  const accepted: number[] = []
  for await (const n of numbers)
    for (;;) {
      const answer = await ask(n)
      if (E.isRight(answer) && answer.right.events.length > 0) accepted.push(n)
      if (E.isRight(answer) || answer.left.type === 'Refused') break
      expect(['StoreUnavailable', 'TimedOut', 'StoreBusy', 'WrongRevision']).toContain(answer.left.type)
    }
  return accepted
}

/** Per stream, from a plain scan: last revision and number of events. */
const scanned = (events: Iterable<{ readonly stream: string; readonly revision: bigint }>) => {
  const streams: Record<string, { last: number; count: number }> = {}
  for (const { stream, revision } of events)
    streams[stream] = { last: Number(revision), count: (streams[stream]?.count ?? 0) + 1 }
  return streams
}

const eventsOf = async (patience: number) => orThrow(await openEventStoreDbEventStore(double.url, { patience })())
const viewsOf = async (patience: number) =>
  orThrow(
    await openMongoDbReadStore(`mongodb://${proxy.host}/?directConnection=true`, { database: 'faults', patience })(),
  )

/** A worker with stores of its own. */
const employ = async (holder: string) => {
  const [events, views] = [await eventsOf(1500), await viewsOf(5000)]
  const worker = openWorker({
    events,
    views,
    register,
    lease: { holder, duration: 6000, now: Date.now },
    projecting: { batch: 20, held: 20 },
    wait: { first: 20, most: 500 },
  })
  const end = new AbortController()
  const running = worker.run(end.signal)
  return async () => {
    end.abort()
    const outcome = await running
    await Promise.all([events.close(), views.close()])
    return outcome
  }
}

/** Asks from several at once until told to stop. */
const askers = async () => {
  const client = assembled(await eventsOf(1500), await viewsOf(1500), { projects: false })
  let next = 0
  let over = false as boolean
  async function* numbers() {
    while (!over) {
      await pause(PACE)
      yield next++
    }
  }
  const ask = (n: number) => client.ask(commandOf(n) as never, { commandId: commandIdOf(n) })
  const asking = Array.from({ length: ASKERS }, () => askAll(ask, numbers()))
  return {
    asked: () => next,
    stop: async (): Promise<readonly number[]> => {
      over = true
      const accepted = (await Promise.all(asking)).flat()
      await client.close()
      return accepted
    },
  }
}

/** One trouble after the other; what is set lies in wait, so something must come by before the next. */
const trouble = async (asked: () => number) => {
  const random = chance(SEED)
  for (let fault = 0; fault < FAULTS; fault++) {
    const all = random() < 0.65 ? troublesOfLog() : troublesOfViews()
    await all[below(random, all.length)]?.()
    await pause(20 + random() * 120)
    const before = asked()
    for (const end = performance.now() + 2000; asked() === before && performance.now() < end;) await pause(10)
  }
  double.faults.clear()
  proxy.lift()
}

const logIsWhole = (accepted: readonly number[]): number => {
  const mine = [...double.log.scan()].filter(({ stream }) => stream.startsWith('incident-'))
  const envelopes = mine.map(({ metadata }) => JSON.parse(Buffer.from(metadata).toString()) as Envelope)
  expect(new Set(envelopes.map(({ deskledger }) => deskledger.eventId)).size).toBe(mine.length)
  const commands = new Set(envelopes.map(({ metadata }) => metadata.commandId))
  expect(accepted.filter((n) => !commands.has(commandIdOf(n)))).toEqual([])
  for (const { last, count } of Object.values(scanned(mine))) expect(last).toBe(count - 1)
  return mine.length
}

/** A ledger for looking at the end: patient, because the machine may be busy, and not the one that projects. */
const lookingAt = async () => {
  const views = orThrow(await openMongoDbReadStore(documents.url, { database: 'faults', patience: LONG })())
  const events = await eventsOf(LONG)
  return { events, ledger: assembled(events, views, { projects: false }) }
}

/** What readers see against a fresh fold. */
const viewsAreWhole = async ({ ledger }: Awaited<ReturnType<typeof lookingAt>>, events: number) => {
  const { views: scratch, dispose } = orThrow(await openScratch())
  expect(await ledger.verify(scratch)).toMatchObject({ right: { ok: true, firstDifference: null, events } })
  await dispose()
}

describe('a ledger on servers that fail again and again', () => {
  it(
    'skips nothing, doubles nothing and loses nothing that was answered',
    async () => {
      const workers = await Promise.all(['ann', 'bob'].map((holder) => employ(holder)))
      const asking = await askers()
      await trouble(asking.asked)
      const accepted = await asking.stop()
      const looking = await lookingAt()
      const stopAll = () => Promise.all(workers.map((stop) => stop())).finally(looking.ledger.close)
      try {
        const events = logIsWhole(accepted)
        const after = orThrow(await looking.events.head())
        // The workers come to the end by themselves.
        expect(await looking.ledger.catchUp({ after, timeout: LONG })).toEqual(E.right(after))
        await viewsAreWhole(looking, events)
      } catch (error) {
        await stopAll()
        throw error
      }
      expect(await stopAll()).toEqual([E.right(undefined), E.right(undefined)])
      expect(double.faults.struck()).toBeGreaterThan(FAULTS / 6)
      expect(proxy.struck()).toBeGreaterThan(FAULTS / 40)
      expect(accepted.length).toBeGreaterThan(FAULTS)
    },
    180_000 + FAULTS * 1000 + LONG,
  )
})
