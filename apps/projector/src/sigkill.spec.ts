import { setTimeout as pause } from 'node:timers/promises'
import { judge } from './judging.spec.kit.ts'
import {
  caughtUp,
  startAppending,
  startProjector,
  until,
  untilOr,
  workshop,
  type Place,
  type Projector,
} from './projectors.spec.kit.ts'
import { startStores, type StoresKind } from './stores.spec.kit.ts'

/** Projectors killed on stores of each kind. DESKLEDGER_TEST_KILLS sets another number, for long runs. */
const KILLS: Readonly<Record<StoresKind, number>> = { files: 16, servers: 6 }
const killsOn = (kind: StoresKind): number => Number(process.env['DESKLEDGER_TEST_KILLS'] ?? KILLS[kind])
/**
 * Milliseconds between two commands of those who append: the log must not grow by more than one projector can take up
 * in the end, and a stand-in of a server takes up far less than files do.
 */
const BETWEEN: Readonly<Record<StoresKind, number>> = { files: 10, servers: 100 }
/** Milliseconds that one kill takes at most on a busy machine. */
const EACH = 10_000

const shop = workshop()
afterAll(shop.close)

const chance = (share: number): boolean => Math.random() < share

/** Most die at work, some while they begin. */
const untilDeath = async (one: Projector): Promise<void> => {
  const begins = chance(0.2)
  if (!begins) await untilOr(() => one.said('Takes read models'), one.ended)
  await pause(Math.random() * (begins ? 800 : 400))
}

interface Life {
  readonly place: Place
  readonly name: string
  readonly kills: number
}

/** Lives and dies as often as told; answers how often it died while it kept read models. */
const killed = async ({ place, name, kills }: Life): Promise<number> => {
  let atWork = 0
  for (let death = 0; death < kills; death++) {
    // Under the same name it goes on with the leases it had; under another one it waits until they are over.
    const holder = chance(0.1) ? `${name}-${death}` : name
    const one = startProjector(shop, place, { DESKLEDGER_WORKER_NAME: holder, DESKLEDGER_LEASE_SECONDS: '1' })
    await untilDeath(one)
    expect(await one.kill()).toEqual({ code: null, signal: 'SIGKILL' })
    if (one.said('Takes read models')) atWork += 1
  }
  return atWork
}

const brought = async (place: Place): Promise<void> => {
  const last = startProjector(shop, place, { DESKLEDGER_LEASE_SECONDS: '1' })
  try {
    await until(async () => (await last.status()).holds.length === 3)
    await until(() => caughtUp(last))
  } finally {
    expect(await last.stop()).toEqual({ code: 0, signal: null })
  }
}

/** Kills projectors of one ledger while somebody appends, then looks at what is there. */
const killedAndJudged = async (kind: StoresKind, place: Place): Promise<void> => {
  const kills = killsOn(kind)
  const appending = startAppending(shop, place, { upTo: 10_000_000, between: BETWEEN[kind] })
  try {
    await untilOr(() => appending.acknowledged.length > 0, appending.ended)
    const third = Math.ceil(kills / 3)
    const alone = await killed({ place, name: 'ann', kills: third })
    const both = await Promise.all(
      ['ann', 'bob'].map((name) => killed({ place, name, kills: Math.ceil((kills - third) / 2) })),
    )
    expect(alone + both.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(kills / 3)
  } finally {
    await appending.stop()
  }
  await brought(place)
  await judge(place, await appending.ended)
}

describe.each(['files', 'servers'] as const)(
  'projectors on %s that are killed at any moment, while others append',
  (kind) => {
    const kills = killsOn(kind)
    it(
      `skip nothing and double nothing, after ${kills} deaths, for two thirds of them two at once`,
      async () => {
        const stores = await startStores(kind, shop)
        try {
          await killedAndJudged(kind, stores.newPlace())
        } finally {
          await stores.stop()
        }
      },
      120_000 + kills * EACH,
    )
  },
)
