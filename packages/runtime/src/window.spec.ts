import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { erased, type Position } from '@deskledger/kernel'
import { openMemoryReadStore, type ChangeList, type ReadStore } from '@deskledger/read-store'
import { chance, toyAccounts, toyCounts } from '@deskledger/testing'
import { buildOf, CHECKPOINTS } from './generation.ts'
import { actual, expected } from './plain-fold.spec.kit.ts'
import { projector } from './projector.ts'
import { allOf, toyLog } from './toy-log.spec.kit.ts'

const generations = [erased(toyAccounts()), erased(toyCounts)].map((projection) => ({ projection, name: 'v1' }))
const LOG = { events: 120, streams: 6, owners: 3, poison: 0.2, retries: 0.1 }

/** A list in two: what was written of it when the process ended, and what was not. */
const halves = ({ table, changes }: ChangeList): readonly ChangeList[] => {
  const middle = Math.ceil(changes.length / 2)
  return [
    { table, changes: changes.slice(0, middle) },
    { table, changes: changes.slice(middle) },
  ].filter((half) => half.changes.length > 0)
}

/** A read store that writes so many pieces of lists and then nothing any more, as that of a process killed there. */
const stoppingAfter = (store: ReadStore, pieces: number) => {
  let left = pieces
  const killed = E.left({ type: 'ViewsUnavailable', message: 'killed' } as const)
  const writeInOrder: ReadStore['writeInOrder'] = (lists) => async () => {
    for (const { table, changes } of lists.flatMap(halves)) {
      if (left-- <= 0) return killed
      await store.write(table, changes)()
    }
    return E.right(0)
  }
  return { store: { ...store, writeInOrder }, wasKilled: () => left < 0 }
}

type Log = Awaited<ReturnType<typeof allOf>>
type Generation = (typeof generations)[number]

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const run = async (events: EventStore, views: ReadStore, { batch, upTo }: { batch: number; upTo?: Position }) => {
  const one = projector({ events, views }, generations, { batch })
  right(await one.open())
  return one.catchUp(upTo)
}

/** The position that each document has in a store. */
const positionsIn = async (views: ReadStore, { projection, name }: Generation, log: Log) => {
  const keys = [...new Set(log.flatMap((event) => projection.keysOf(event)))]
  const held = right(await views.read({ name: projection.name, generation: name }, keys)())
  return new Map(held.map(({ key, position }) => [key, position]))
}

/** Whatever a checkpoint says was taken is in the documents: none is behind what a fresh fold up to there gives it. */
const noneIsBehind = async (events: EventStore, views: ReadStore, log: Log) => {
  for (const generation of generations) {
    const [checkpoint] = right(await views.read(CHECKPOINTS, [buildOf(generation)])())
    if (checkpoint === undefined) continue
    const fresh = openMemoryReadStore()
    right(await run(events, fresh, { batch: 1000, upTo: checkpoint.position }))
    const there = await positionsIn(views, generation, log)
    for (const [key, position] of await positionsIn(fresh, generation, log))
      expect({ key, behind: (there.get(key) ?? '') < position }).toEqual({ key, behind: false })
  }
}

describe('between the first write of a batch and its checkpoint', () => {
  it.each([1000, 40])(
    'a kill at any place leaves no checkpoint ahead of a document, and the next process comes to the same: batches of %i',
    async (batch) => {
      const events = await toyLog(chance(5), LOG)
      const log = await allOf(events)
      let kills = 0
      for (; ; kills++) {
        const views = openMemoryReadStore()
        const { store, wasKilled } = stoppingAfter(views, kills)
        await run(events, store, { batch })
        if (!wasKilled()) break
        await noneIsBehind(events, views, log)
        right(await run(events, views, { batch }))
        for (const { projection } of generations)
          expect({ kills, ...(await actual(views, projection)) }).toEqual({ kills, ...expected(projection, log) })
      }
      expect(kills).toBeGreaterThan(10)
    },
  )
})
