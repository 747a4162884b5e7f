import { setImmediate } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import type { Change, ReadStore, TableId } from '@deskledger/read-store'

/** A number from 0 to below 1: the same ones for the same seed (mulberry32). */
export const chance = (seed: number) => {
  let state = seed >>> 0
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Chance = () => number

/** A whole number from 0 to below `n`. */
export const below = (random: Chance, n: number): number => Math.floor(random() * n)

/** What happens to the calls of one process. */
export interface Process {
  /** waits for the process's turn; false: it is dead, and this call comes to nothing */
  readonly turn: () => Promise<boolean>
  /** whether this call is its last: it may have come to a part of what it should */
  readonly dies: () => boolean
  readonly written: (table: TableId, changes: readonly Change[]) => void
}

const gone = E.left({ type: 'ViewsUnavailable', message: 'the process crashed' } as const)
const lost = E.left({ type: 'StoreUnavailable', message: 'the process crashed' } as const)

/** A read store as a process that may crash sees it: writes are not atomic over keys. */
export const crashingViews = (store: ReadStore, process: Process, random: Chance): ReadStore => {
  const write = writingOf(store, process, random)
  return {
    ...store,
    write,
    // One list after the other, as a store without transactions does it: it may crash between any two, and within one.
    writeInOrder: (lists) => async () => {
      for (const { table, changes } of lists) {
        const answer = await write(table, changes)()
        if (E.isLeft(answer)) return answer
      }
      return E.right(0)
    },
    read: (table, keys) => async () => ((await process.turn()) ? store.read(table, keys)() : gone),
    find: (table, query) => async () => ((await process.turn()) ? store.find(table, query)() : gone),
  }
}

const writingOf =
  (store: ReadStore, process: Process, random: Chance): ReadStore['write'] =>
  (table, changes) =>
  async () => {
    if (!(await process.turn())) return gone
    process.written(table, changes)
    if (!process.dies()) return store.write(table, changes)()
    const share = random()
    await store.write(
      table,
      changes.filter(() => random() < share),
    )()
    return gone
  }

/** An event store as a process that may crash sees it: an append is stored whole or not at all, and then not answered. */
export const crashingEvents = (store: EventStore, process: Process, random: Chance): EventStore => ({
  ...store,
  readAll: (query) => async () => ((await process.turn()) ? store.readAll(query)() : lost),
  readStream: (stream, query) => async () => ((await process.turn()) ? store.readStream(stream, query)() : lost),
  append:
    (...request) =>
    async () => {
      if (!(await process.turn())) return lost
      if (!process.dies()) return store.append(...request)()
      if (random() < 0.5) await store.append(...request)()
      return lost
    },
})

/** A process that dies at its n-th call to a store; runs whenever it is let. */
export const mortal = (calls: number, options: Partial<Process> = {}): Process => {
  let left = calls
  return {
    turn: async () => {
      if (left <= 0) return false
      const alive = await (options.turn ?? (() => Promise.resolve(true)))()
      return --left >= 0 && alive
    },
    dies: () => left === 0,
    written: options.written ?? (() => undefined),
  }
}

/** Lets processes go on one call at a time, in an order that the seed gives. */
export const scheduler = (random: Chance) => {
  const waiting: (() => void)[] = []
  return {
    turn: () =>
      new Promise<boolean>((resolve) => {
        waiting.push(() => {
          resolve(true)
        })
      }),
    /** Runs until all are done. */
    run: async (all: readonly Promise<void>[]): Promise<void> => {
      const state = { over: false }
      const end = Promise.all(all).finally(() => {
        state.over = true
      })
      for (;;) {
        await setImmediate() // everybody has come to their next call
        if (state.over) break
        const [next] = waiting.splice(below(random, waiting.length), 1)
        next?.()
      }
      await end
    },
  }
}
