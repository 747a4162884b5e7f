import * as E from 'fp-ts/lib/Either.js'
import { openStores, type Stores, type StoresPlace } from '@deskledger/register'
import { insist, type InsistOptions, type RuntimeFailure } from '@deskledger/runtime'

export interface Opening {
  readonly place: StoresPlace
  /** ends the waiting */
  readonly signal: AbortSignal
  /** told of each failure that may pass, and how long is waited: milliseconds */
  readonly onWait: (sentence: string, wait: number) => void
  /** told of connections lost and found again */
  readonly onTrouble: (sentence: string) => void
  readonly wait?: InsistOptions['wait']
}

const ended = async (signal: AbortSignal): Promise<E.Either<never, undefined>> => {
  if (!signal.aborted)
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true })
    })
  return E.right(undefined)
}

/** Opens stores that nobody waits for any more are closed again. */
const unless = async (signal: AbortSignal, opening: ReturnType<typeof openStores>) => {
  const first = await Promise.race([opening, ended(signal)])
  if (E.isRight(first) && first.right === undefined)
    void opening.then((late) => {
      if (E.isRight(late)) void Promise.all([late.right.events.close(), late.right.views.close()])
    })
  return first
}

/**
 * Opens both stores, however long they are away. A failure is one that only a person can mend; undefined: the signal
 * aborted first.
 */
export const openedStores = ({
  place,
  signal,
  onWait,
  onTrouble,
  wait = { first: 250, most: 10_000 },
}: Opening): Promise<E.Either<RuntimeFailure, Stores | undefined>> =>
  insist(() => unless(signal, openStores(place, { create: true, onTrouble })), {
    signal,
    wait,
    onTrouble: ({ message }, ms) => {
      onWait(message, ms)
    },
  })
