import { judge } from './judging.spec.kit.ts'
import { everything } from './kept.spec.kit.ts'
import { killProjectors } from './killing.spec.kit.ts'
import {
  caughtUp,
  startAppending,
  startProjector,
  until,
  untilOr,
  workshop,
  type Place,
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

const brought = async (place: Place): Promise<void> => {
  const last = startProjector(shop, place, { DESKLEDGER_LEASE_SECONDS: '1' })
  try {
    await until(async () => (await last.status()).holds.length === everything.length)
    await until(() => caughtUp(last))
  } finally {
    expect(await last.stop()).toEqual({ code: 0, signal: null })
  }
}

/** Kills projectors of one ledger while somebody appends, then looks at what is there. */
const killedAndJudged = async (kind: StoresKind, place: Place): Promise<void> => {
  const appending = startAppending(shop, place, { upTo: 10_000_000, between: BETWEEN[kind] })
  try {
    await untilOr(() => appending.acknowledged.length > 0, appending.ended)
    await killProjectors(shop, place, killsOn(kind))
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
