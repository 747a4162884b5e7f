import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { Change, Held } from '@deskledger/read-store'
import { chance } from './chance.spec.kit.ts'
import type { MongoDbReadStore } from './index.ts'
import { at, right, serverForSpecs } from './servers.spec.kit.ts'

// the stand-in that keeps what it acknowledged, as MongoDB does
const { running, open } = serverForSpecs({ kind: 'secantusdb' })

const KILLS = 6
const tickets = { name: 'queue', generation: 'v1' }
const cells = { name: 'cells', generation: 'v1' }
const keys = Array.from({ length: 1_200 }, (_, n) => `k${n}`)

/** What stands at a position is the same whoever writes it, and how often. */
const documentAt = (key: string, n: number): object | undefined =>
  (n + key.length) % 6 === 0 ? undefined : { key, n, group: n % 4 }
const changeAt = (key: string, n: number): Change => ({ key, position: at(n), document: documentAt(key, n) })

/** Writes to two tables in order, and keeps account of what was asked and what was acknowledged: key and position. */
const writer = (store: MongoDbReadStore, random: ReturnType<typeof chance>) => {
  const acknowledged = new Map<string, number>()
  const asked = new Map<string, number>()
  let position = 0
  return {
    acknowledged,
    asked,
    write: async (): Promise<void> => {
      const n = ++position
      const chosen = keys.filter(() => random.below(3) === 0)
      const changes = chosen.map((key) => changeAt(key, n))
      for (const key of chosen) asked.set(key, n)
      const answer = await store.writeInOrder([
        { table: cells, changes },
        { table: tickets, changes },
      ])()
      if (E.isRight(answer)) for (const key of chosen) acknowledged.set(key, n)
    },
  }
}

/** Kills the server at any moment of what is done meanwhile, again and again, and starts it again. */
const killedWhile = async (moment: number, act: () => Promise<void>): Promise<void> => {
  const back = new AbortController()
  const killed = (async () => {
    await pause(moment)
    await running().kill?.()
    await running().startAgain?.()
    back.abort()
  })()
  while (!back.signal.aborted) await act()
  await killed
}

const heldIn = async (store: MongoDbReadStore, table: typeof tickets): Promise<ReadonlyMap<string, Held>> =>
  new Map(right(await store.read(table, keys)()).map((one) => [one.key, one]))

const numberOf = (held: Held | undefined): number => Number(held?.position ?? 0)

describe('a server that is killed in the middle of writing', () => {
  it('has lost nothing that it acknowledged, and comes to what a plain model has', async () => {
    const random = chance(7)
    const store = await open()
    for (const table of [tickets, cells])
      right(await store.prepare(table, [{ name: 'group', fields: ['group', 'n'] }])())
    const { acknowledged, asked, write } = writer(store, random)

    for (let kill = 0; kill < KILLS; kill++) {
      await killedWhile(random.below(400), write)
      const there = { cells: await heldIn(store, cells), tickets: await heldIn(store, tickets) }
      for (const [key, held] of there.tickets) {
        const n = numberOf(held)
        expect(held).toEqual(changeAt(key, n))
        expect(n).toBeGreaterThanOrEqual(acknowledged.get(key) ?? 0)
        // nothing of a list is written before all of the one before it
        expect(numberOf(there.cells.get(key))).toBeGreaterThanOrEqual(n)
      }
      expect(Array.from(acknowledged.keys()).filter((key) => !there.tickets.has(key))).toEqual([])
    }

    // who did not hear an answer asks again
    const all = Array.from(asked, ([key, n]) => changeAt(key, n))
    const live = all.filter(({ document }) => document !== undefined)
    for (const table of [cells, tickets]) {
      right(await store.write(table, all)())
      expect(await heldIn(store, table)).toEqual(new Map(all.map((change) => [change.key, change])))
      expect(right(await store.count(table)())).toBe(live.length)
      for (let group = 0; group < 4; group++)
        expect(right(await store.count(table, [{ path: 'group', is: group }])())).toBe(
          live.filter(({ position }) => Number(position) % 4 === group).length,
        )
    }
    await store.close()
  })
})
