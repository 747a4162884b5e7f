import { setTimeout as pause } from 'node:timers/promises'
import { startProjector, untilOr, type Place, type Projector, type Workshop } from './projectors.spec.kit.ts'

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
export const killProjectors = async (shop: Workshop, place: Place, kills: number): Promise<void> => {
  const third = Math.ceil(kills / 3)
  const alone = await killed({ shop, place, name: 'ann', kills: third })
  const both = await Promise.all(
    ['ann', 'bob'].map((name) => killed({ shop, place, name, kills: Math.ceil((kills - third) / 2) })),
  )
  expect(alone + both.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(kills / 3)
}
