import { setImmediate } from 'node:timers/promises'
import type { EventStore } from '@deskledger/event-store'
import type { Change, ReadStore, TableId } from '@deskledger/read-store'
import * as E from 'fp-ts/lib/Either.js'
import { below, type Chance } from './chance.ts'

/** What happens to the calls that one process makes to its stores. */
export interface Process {
  /** waits for the process's turn; false: it is dead, and this call comes to nothing */
  readonly turn: () => Promise<boolean>
  /** whether this call is its last: it may have come to a part of what it should */
  readonly dies: () => boolean
  /** told of each write to a table, before it is made */
  readonly written: (table: TableId, changes: readonly Change[]) => void
}

const message = 'The process has crashed: go on with another one, on the same stores.'
const gone = E.left({ type: 'ViewsUnavailable', message } as const)
const lost = E.left({ type: 'StoreUnavailable', message } as const)

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

/**
 * A read store as a process that may crash sees it: of the write it dies at, any part may be there. Calls other than
 * `write`, `writeInOrder`, `read` and `find` go through and are not counted.
 * @errors  ViewsUnavailable for a write that is the process's last call, and for every call after the last
 * @example crashingViews(views, mortal(7), chance(seed))
 */
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

/**
 * An event store as a process that may crash sees it: the append it dies at is stored whole or not at all, and not
 * answered. Calls other than `append`, `readAll` and `readStream` go through and are not counted.
 * @errors  StoreUnavailable for an append that is the process's last call, and for every call after the last
 * @example crashingEvents(events, mortal(7), chance(seed))
 */
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

/**
 * A process whose last call to its stores is the one of this number, counted over all of them; `Infinity`: it never dies.
 * It makes a call whenever it wants, or when `turn` lets it.
 */
export const mortal = (calls: number, options: Partial<Pick<Process, 'turn' | 'written'>> = {}): Process => {
  const { turn = () => Promise.resolve(true), written = () => undefined } = options
  let left = calls
  return {
    turn: async () => {
      if (left <= 0) return false
      const alive = await turn()
      return --left >= 0 && alive
    },
    dies: () => left <= 0,
    written,
  }
}

/** Turns that are taken one at a time. */
export interface Scheduler {
  /** waits until it is this call's turn: what `mortal` takes */
  readonly turn: () => Promise<boolean>
  /** gives turns until all of these have come to their end; then fails as one of them failed */
  readonly run: (all: readonly Promise<void>[]) => Promise<void>
}

/**
 * Lets several processes go on one call at a time, in an order that chance gives: another seed, another way in which their
 * calls meet.
 * @example
 * const { turn, run } = scheduler(random)
 * await run([live(mortal(Infinity, { turn })), live(mortal(9, { turn }))])
 */
export const scheduler = (random: Chance): Scheduler => {
  const waiting: (() => void)[] = []
  return {
    turn: () =>
      new Promise<boolean>((resolve) => {
        waiting.push(() => {
          resolve(true)
        })
      }),
    run: async (all) => {
      const state = { over: false }
      void Promise.allSettled(all).then(() => {
        state.over = true
      })
      for (;;) {
        await setImmediate() // everybody has come to their next call
        if (state.over) break
        const [next] = waiting.splice(below(random, waiting.length), 1)
        next?.()
      }
      await Promise.all(all)
    },
  }
}
