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

/** How many calls to stores a process has left. */
export interface Life {
  calls: number
}

const lost = E.left({ type: 'StoreUnavailable', message: 'the process died' } as const)
const gone = E.left({ type: 'ViewsUnavailable', message: 'the process died' } as const)

/** A log as a process sees it that dies at some call: the append it dies at is stored whole, or not at all. */
export const dyingEvents = (store: EventStore, life: Life, random: Chance): EventStore => ({
  ...store,
  readAll: (query) => async () => (life.calls-- > 0 ? store.readAll(query)() : lost),
  readStream: (stream, query) => async () => (life.calls-- > 0 ? store.readStream(stream, query)() : lost),
  append:
    (...request) =>
    async () => {
      if (life.calls-- > 0) return store.append(...request)()
      if (life.calls === -1 && random() < 0.5) await store.append(...request)()
      return lost
    },
})

/** Read models as a process sees them that dies at some call: any part of the documents it dies at may be written. */
export const dyingViews = (store: ReadStore, life: Life, random: Chance): ReadStore => {
  const write = (table: TableId, changes: readonly Change[]) => async () => {
    if (life.calls-- > 0) return store.write(table, changes)()
    const some = changes.filter(() => random() < 0.5)
    if (life.calls === -1) await store.write(table, some)()
    return gone
  }
  return {
    ...store,
    write,
    writeInOrder: (lists) => async () => {
      for (const { table, changes } of lists) {
        const answer = await write(table, changes)()
        if (E.isLeft(answer)) return answer
      }
      return E.right(0)
    },
    read: (table, keys) => async () => (life.calls-- > 0 ? store.read(table, keys)() : gone),
    find: (table, query) => async () => (life.calls-- > 0 ? store.find(table, query)() : gone),
  }
}
