import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { StoreFailure } from '@deskledger/event-store'
import { meaningOf, textOf } from './client-errors.ts'
import { finalFailure, noAnswer, unreachable } from './failures.ts'
import type { Server } from './server.ts'

/** What came of one attempt. */
export type Attempt<A> =
  | { readonly kind: 'done'; readonly value: A }
  | { readonly kind: 'failed'; readonly failure: StoreFailure }
  /** it may work next time */
  | {
      readonly kind: 'again'
      readonly why: string
      readonly reached: boolean
      /** something was got: patience begins anew */
      readonly progressed?: boolean
    }

export const done = <A>(value: A): Attempt<A> => ({ kind: 'done', value })
export const failedBy = (failure: StoreFailure): Attempt<never> => ({ kind: 'failed', failure })
export const silentFor = (milliseconds: number): Attempt<never> => ({
  kind: 'again',
  why: `silence for ${Math.round(milliseconds)} ms`,
  reached: true,
})

/** What an error means for a read; `what` says what was wanted: "read …". */
export const attemptOf = ({ where }: Server, what: string, error: unknown): Attempt<never> => {
  const meaning = meaningOf(error)
  const failure = finalFailure(where, what, error)(meaning)
  return failure === undefined
    ? { kind: 'again', why: textOf(error), reached: meaning !== 'unreachable' }
    : failedBy(failure)
}

const FIRST_PAUSE = 20
const LONGEST_PAUSE = 1000

/** Milliseconds before another attempt: growing, and never the same for all who wait. */
export const pauseAfter = (attempts: number, longest = LONGEST_PAUSE): number =>
  Math.min(longest, FIRST_PAUSE * 2 ** Math.min(attempts, 20)) * (0.5 + Math.random() / 2)

/** Milliseconds too few to be shared. */
const SHORT = 500

/** How long one attempt may take: half of the time that is left, so that silence leaves time for another. */
export const shareOf = (left: number): number => (left <= SHORT ? Math.max(1, left) : left / 2)

/** Tries to read until it works, until it is no use, or until patience ends. Reads may be repeated. */
export const patiently = async <A>(
  server: Server,
  what: string,
  attempt: (patience: number) => Promise<Attempt<A>>,
): Promise<E.Either<StoreFailure, A>> => {
  const { where, patience, health } = server
  let end = performance.now() + patience
  for (let attempts = 0; ; attempts++) {
    const outcome = await attempt(shareOf(end - performance.now()))
    if (outcome.kind !== 'again') {
      if (outcome.kind === 'failed') return E.left(outcome.failure)
      health.answers()
      return E.right(outcome.value)
    }
    health.lost(outcome.why)
    if (outcome.progressed === true) end = performance.now() + patience
    const wait = pauseAfter(attempts)
    if (performance.now() + wait >= end)
      return E.left(
        outcome.reached ? noAnswer(where, { what, patience, said: outcome.why }) : unreachable(where, outcome.why),
      )
    await pause(wait)
  }
}
