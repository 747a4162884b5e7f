import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { StoreFailure } from '@deskledger/event-store'
import type { ViewFailure } from '@deskledger/read-store'
import { openStores, type Stores, type StoresPlace } from '@deskledger/register'
import { passes } from '@deskledger/runtime'

type Failure = StoreFailure | ViewFailure

export interface Opening {
  readonly place: StoresPlace
  /** ends the waiting */
  readonly signal: AbortSignal
  /** told of each failure that may pass, and how long is waited: milliseconds */
  readonly onWait: (sentence: string, wait: number) => void
  /** told of connections lost and found again */
  readonly onTrouble: (sentence: string) => void
  /** milliseconds waited after the first failure, and at most */
  readonly wait?: { readonly first: number; readonly most: number }
}

const ended = async (signal: AbortSignal): Promise<undefined> => {
  if (!signal.aborted)
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true })
    })
  return undefined
}

/** Opens stores that nobody waits for any more are closed again. */
const unless = async (signal: AbortSignal, opening: ReturnType<typeof openStores>) => {
  const first = await Promise.race([opening, ended(signal)])
  if (first === undefined)
    void opening.then((late) => {
      if (E.isRight(late)) void Promise.all([late.right.events.close(), late.right.views.close()])
    })
  return first
}

/**
 * Opens both stores, however long they are away. A failure is one that only a person can mend; undefined: the signal
 * aborted first.
 */
export const openedStores = async ({
  place,
  signal,
  onWait,
  onTrouble,
  wait = { first: 250, most: 10_000 },
}: Opening): Promise<E.Either<Failure, Stores> | undefined> => {
  for (let longest = wait.first; ; longest = Math.min(wait.most, longest * 2)) {
    const opened = await unless(signal, openStores(place, { create: true, onTrouble }))
    if (opened === undefined || E.isRight(opened) || !passes(opened.left)) return opened
    const ms = Math.round(longest * (0.5 + Math.random() / 2))
    onWait(opened.left.message, ms)
    await pause(ms, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return undefined
  }
}
