import { setTimeout as pause } from 'node:timers/promises'
import { startProjector, untilOr, workshop, type Place, type Projector, type Workshop } from './projectors.spec.kit.ts'
import { startStores, type StoresKind } from './stores.spec.kit.ts'

const chance = (share: number): boolean => Math.random() < share

/** Most die at work, some while they begin. */
const untilDeath = async (one: Projector): Promise<void> => {
  const begins = chance(0.2)
  if (!begins) await untilOr(() => one.said('Takes read models'), one.ended)
  await pause(Math.random() * (begins ? 800 : 400))
}

interface Life {
  readonly shop: Workshop
  readonly place: Place
  readonly name: string
  readonly kills: number
}

/** Lives and dies as often as told; answers how often it died while it kept read models. */
const killed = async ({ shop, place, name, kills }: Life): Promise<number> => {
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

/** Kills projectors of one place so often, for two thirds of them two at once; most of them at work. */
const killProjectors = async (shop: Workshop, place: Place, kills: number): Promise<void> => {
  const third = Math.ceil(kills / 3)
  const alone = await killed({ shop, place, name: 'ann', kills: third })
  const both = await Promise.all(
    ['ann', 'bob'].map((name) => killed({ shop, place, name, kills: Math.ceil((kills - third) / 2) })),
  )
  expect(alone + both.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(kills / 3)
}

/** A process that does something while projectors are killed, and says a line for each thing it did. */
interface Telling<Line> {
  readonly lines: readonly Line[]
  readonly ended: Promise<readonly Line[]>
  readonly stop: () => Promise<unknown>
}

/** Projectors that are killed, what happens meanwhile, and what must stand in the stores afterwards. */
interface Killing<Line> {
  /** names the suite; %s is the kind of stores */
  readonly state: string
  readonly rule: (kills: number) => string
  /** projectors killed on stores of each kind; DESKLEDGER_TEST_KILLS sets another number, for long runs */
  readonly kills: Readonly<Record<StoresKind, number>>
  readonly meanwhile: (shop: Workshop, place: Place, kind: StoresKind) => Telling<Line>
  /** waits until one projector, which is let live, has done all that is left to do */
  readonly brought: (last: Projector, place: Place, told: readonly Line[]) => Promise<void>
  readonly judge: (place: Place, told: readonly Line[]) => Promise<void>
}

/** Milliseconds that one kill takes at most on a busy machine. */
const EACH = 10_000

const killedMeanwhile = async <Line>(telling: Telling<Line>, kill: () => Promise<void>): Promise<readonly Line[]> => {
  try {
    await untilOr(() => telling.lines.length > 0, telling.ended)
    await kill()
  } finally {
    await telling.stop()
  }
  return telling.ended
}

/** Registers a suite on stores of each kind: projectors die, one works to the end, and the stores are judged. */
export const projectorsKilled = <Line>({ state, rule, kills, ...what }: Killing<Line>): void => {
  const shop = workshop()
  afterAll(shop.close)
  const killedAndJudged = async (kind: StoresKind, place: Place, deaths: number): Promise<void> => {
    const told = await killedMeanwhile(what.meanwhile(shop, place, kind), () => killProjectors(shop, place, deaths))
    const last = startProjector(shop, place, { DESKLEDGER_LEASE_SECONDS: '1' })
    try {
      await what.brought(last, place, told)
    } finally {
      expect(await last.stop()).toEqual({ code: 0, signal: null })
    }
    await what.judge(place, told)
  }
  describe.each(['files', 'servers'] as const)(state, (kind) => {
    const deaths = Number(process.env['DESKLEDGER_TEST_KILLS'] ?? kills[kind])
    it(
      rule(deaths),
      async () => {
        const stores = await startStores(kind, shop)
        try {
          await killedAndJudged(kind, stores.newPlace(), deaths)
        } finally {
          await stores.stop()
        }
      },
      120_000 + deaths * EACH,
    )
  })
}
