import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { erased } from '@deskledger/kernel'
import { openMemoryReadStore, type ReadStore } from '@deskledger/read-store'
import {
  below,
  chance,
  crashingEvents,
  crashingViews,
  mortal,
  scheduler,
  toyAccounts,
  type Chance,
  type Process,
} from '@deskledger/testing'
import { actual, expected } from './plain-fold.spec.kit.ts'
import { projector } from './projector.ts'
import { allOf, toyLog, type LogOptions } from './toy-log.spec.kit.ts'

const projection = erased(toyAccounts())
const generations = [{ projection, name: 'v1' }]
/** Another one with each seed; the seed of a failure is in its message. */
const SEED = 20_250_301

interface Stores {
  readonly events: EventStore
  readonly views: ReadStore
}

const optionsOf = (random: Chance): LogOptions => ({
  events: 10 + below(random, 50),
  streams: 1 + below(random, 5),
  owners: 1 + below(random, 3),
  poison: random() < 0.5 ? 0 : 0.3,
  retries: 0.12,
})

/** A life of a projecting process; answers whether it came to the end of the log alive. */
const live = async ({ events, views }: Stores, random: Chance, process: Process): Promise<boolean> => {
  const stores = { events: crashingEvents(events, process, random), views: crashingViews(views, process, random) }
  const one = projector(stores, generations, { batch: 1 + below(random, 12), held: below(random, 6) })
  const opened = await one.open()
  return E.isRight(opened) && E.isRight(await one.catchUp())
}

const start = async (random: Chance): Promise<Stores> => ({
  events: await toyLog(random, optionsOf(random)),
  views: openMemoryReadStore(),
})

/** After everything: the content is what the log gives, and the checkpoint is its end. */
const judge = async (seed: number, { events, views }: Stores) => {
  const log = await allOf(events)
  const checkpoint = await views.read({ name: 'deskledger-checkpoints', generation: 'v1' }, ['toy-accounts~v1'])()
  expect({ seed, ...(await actual(views, projection)) }).toEqual({ seed, ...expected(projection, log) })
  expect(E.isRight(checkpoint) ? checkpoint.right[0]?.position : checkpoint).toBe(log.at(-1)?.position)
}

describe('a projector that crashes at any call, again and again', () => {
  it('skips nothing and doubles nothing', async () => {
    let crashes = 0
    for (let seed = SEED; crashes < 1200; seed++) {
      const random = chance(seed)
      const stores = await start(random)
      while (!(await live(stores, random, mortal(1 + below(random, random() < 0.7 ? 12 : 60))))) crashes++
      await judge(seed, stores)
    }
    expect(crashes).toBeGreaterThanOrEqual(1000)
  })
})

describe('two projectors at once', () => {
  const together = async (seed: number, deaths: readonly number[]) => {
    const random = chance(seed)
    const stores = await start(random)
    const { turn, run } = scheduler(random)
    const lives = async (most: number): Promise<void> => {
      for (let life = 0; life <= most; life++)
        if (await live(stores, random, mortal(life < most ? 1 + below(random, 40) : Infinity, { turn }))) return
    }
    const last = async () => {
      await live(stores, random, mortal(1 + below(random, 40), { turn }))
    }
    await run(deaths.map((most) => (most === -1 ? last() : lives(most))))
    await live(stores, random, mortal(Infinity))
    await judge(seed, stores)
  }
  const runs = 150

  it('come to the same, whoever goes first', async () => {
    for (let seed = SEED; seed < SEED + runs; seed++) await together(seed, [0, 0])
  })
  it('come to the same when one crashes now and then', async () => {
    for (let seed = SEED; seed < SEED + runs; seed++) await together(seed, [3, 0])
  })
  it('come to the same when both crash now and then', async () => {
    for (let seed = SEED; seed < SEED + runs; seed++) await together(seed, [3, 3])
  })
  it('come to the same when one of them dies for ever', async () => {
    for (let seed = SEED; seed < SEED + runs; seed++) await together(seed, [-1, 0])
  })
})

describe('a projector that builds alone', () => {
  it('derives rows and figures once a batch, and comes to the same; others can go on from there', async () => {
    for (let seed = SEED; seed < SEED + 100; seed++) {
      const random = chance(seed)
      const { events, views } = await start(random)
      const log = await allOf(events)
      const alone = projector({ events, views }, generations, { batch: 1 + below(random, 12), alone: true })
      await alone.open()
      expect(await alone.catchUp(log[below(random, log.length)]?.position)).toEqual(E.right(undefined))
      while (!(await live({ events, views }, random, mortal(1 + below(random, 20))))) continue
      await judge(seed, { events, views })
    }
  })
})
