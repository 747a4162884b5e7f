import * as E from 'fp-ts/lib/Either.js'
import type { Batch, EventStore, StoreFailure, Subscription } from './port.ts'

/** Wakes those who wait for something new. */
export interface Bell {
  /** how often it rang: taken before looking, so that nothing rings unheard between looking and waiting */
  readonly rung: () => number
  readonly ring: () => void
  /** resolves when it has rung since `seen`, when it is closed, or when the signal aborts */
  readonly next: (seen: number, signal: AbortSignal) => Promise<void>
  /** how many wait */
  readonly waiting: () => number
  readonly close: () => void
  readonly closed: () => boolean
}

export const openBell = (): Bell => {
  const waiters = new Set<() => void>()
  let count = 0
  let over = false
  const wake = () => {
    for (const waiter of [...waiters]) waiter()
  }
  return {
    rung: () => count,
    ring: () => {
      count += 1
      wake()
    },
    next: (seen, signal) =>
      new Promise((resolve) => {
        if (count !== seen || over || signal.aborted) {
          resolve()
          return
        }
        const done = () => {
          waiters.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        waiters.add(done)
        signal.addEventListener('abort', done)
      }),
    waiting: () => waiters.size,
    close: () => {
      over = true
      wake()
    },
    closed: () => over,
  }
}

async function* batches(
  read: EventStore['readAll'],
  bell: Bell,
  { signal, ...query }: Subscription,
): AsyncGenerator<E.Either<StoreFailure, Batch>, void, undefined> {
  let { after } = query
  let told = false
  const ended = () => signal.aborted || bell.closed()
  while (!ended()) {
    const seen = bell.rung()
    const result = await read({ ...query, after })()
    if (ended()) return
    if (E.isLeft(result)) {
      yield result
      return
    }
    const { events, position, caughtUp } = result.right
    if (events.length > 0 || position !== after || caughtUp !== told) {
      after = position
      told = caughtUp
      yield result
    }
    if (caughtUp) await bell.next(seen, signal)
  }
}

/**
 * A subscription made of reads: the next batch is read when the one before was consumed, and when it gave everything
 * there was, the bell is waited for. A batch without events tells of positions passed over, or that the end is reached.
 */
export const follow = (
  read: EventStore['readAll'],
  bell: Bell,
  subscription: Subscription,
): AsyncIterable<E.Either<StoreFailure, Batch>> => ({
  [Symbol.asyncIterator]: () => batches(read, bell, subscription),
})
