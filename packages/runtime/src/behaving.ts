import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { openBell, type EventStore, type StoreFailure } from '@deskledger/event-store'
import type { Position } from '@deskledger/kernel'
import type { behaviours } from './behaviours.ts'
import type { RuntimeFailure } from './trouble.ts'

export interface BehavingOptions {
  readonly signal: AbortSignal
  /** milliseconds after which timers are looked at again at the latest: others may have set one. Default 1,000 */
  readonly poll?: number
  /** called when nothing follows any more, for now */
  readonly onSettled?: () => void
}

type Outcome = E.Either<RuntimeFailure, void>
const done: Outcome = E.right(undefined)

/** Rings a bell whenever the log grows, or cannot be followed any more. */
const watch = (events: EventStore, after: Position, signal: AbortSignal) => {
  const bell = openBell()
  let failure: E.Either<StoreFailure, never> | undefined
  const watching = (async () => {
    for await (const batch of events.subscribe({ after, signal, limit: 500 })) {
      if (E.isLeft(batch)) failure = batch
      bell.ring()
    }
  })()
  return { bell, failure: () => failure, over: () => watching }
}

/** Waits so many milliseconds, or until the bell has rung since `seen`. */
const waitFor = async (
  bell: ReturnType<typeof openBell>,
  seen: number,
  { ms, signal }: { ms: number; signal: AbortSignal },
) => {
  const awake = new AbortController()
  const either = AbortSignal.any([signal, awake.signal])
  await Promise.race([bell.next(seen, either), pause(ms, undefined, { signal: either }).catch(() => undefined)])
  awake.abort()
}

/** Lets flows and timers run whenever the log grows or an instant has come, until the signal aborts. */
export const behave = async (
  { settle, next }: Pick<ReturnType<typeof behaviours>, 'settle' | 'next'>,
  events: EventStore,
  { signal, poll = 1000, onSettled }: BehavingOptions,
): Promise<Outcome> => {
  const head = await events.head()
  if (E.isLeft(head)) return head
  const over = new AbortController()
  const { bell, failure, over: watched } = watch(events, head.right, AbortSignal.any([signal, over.signal]))
  const round = async (): Promise<Outcome> => {
    const seen = bell.rung()
    const settled = await settle()
    if (E.isLeft(settled)) return settled
    onSettled?.()
    const wait = await next()
    if (E.isLeft(wait)) return wait
    await waitFor(bell, seen, { ms: Math.min(wait.right ?? poll, poll), signal })
    return failure() ?? done
  }
  let outcome = done
  while (E.isRight(outcome) && !signal.aborted) outcome = await round()
  over.abort()
  await watched()
  return outcome
}
