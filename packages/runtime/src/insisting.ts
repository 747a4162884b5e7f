import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { RuntimeFailure } from './trouble.ts'

/** Failures of machines, and of two at work at once, that pass by themselves. */
const passing = new Set<RuntimeFailure['type']>([
  'StoreBusy',
  'TimedOut',
  'StoreUnavailable',
  'StoreFull',
  'ViewsBusy',
  'ViewsFull',
  'ViewsUnavailable',
  'StillBehind',
  'NotTheSame',
])

/** Whether a failure passes by itself: it is worth asking again, and no person has to mend anything. */
const passes = ({ type }: Pick<RuntimeFailure, 'type'>): boolean => passing.has(type)

export interface InsistOptions {
  /** ends it */
  readonly signal: AbortSignal
  /** told of each failure, and how long it is waited: milliseconds */
  readonly onTrouble?: (failure: RuntimeFailure, wait: number) => void
  /** milliseconds waited after the first failure, and at most; default 100 and 10,000 */
  readonly wait?: { readonly first: number; readonly most: number }
}

const waited = (ms: number, signal: AbortSignal): Promise<unknown> =>
  pause(ms, undefined, { signal, ref: true }).catch(() => undefined)

/**
 * Does something again and again until it ends well, or with a failure that only a person can mend. Waits twice as long
 * after each failure that follows another without `progressed` being called in between. Undefined: the signal aborted first.
 * @example insist(() => openStores(place), { signal })
 */
export const insist = async <Outcome>(
  act: (progressed: () => void) => Promise<E.Either<RuntimeFailure, Outcome>>,
  { signal, onTrouble, wait = { first: 100, most: 10_000 } }: InsistOptions,
): Promise<E.Either<RuntimeFailure, Outcome | undefined>> => {
  let failures = 0
  const progressed = () => {
    failures = 0
  }
  for (;;) {
    const outcome = await act(progressed)
    if (E.isRight(outcome)) return outcome
    if (signal.aborted) return E.right(undefined)
    if (!passes(outcome.left)) return outcome
    const longest = Math.min(wait.most, wait.first * 2 ** Math.min(failures++, 30))
    const ms = Math.round(longest * (0.5 + Math.random() / 2))
    onTrouble?.(outcome.left, ms)
    await waited(ms, signal)
  }
}
