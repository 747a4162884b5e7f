import { later, type Count, type Instant } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Clock } from './clock.ts'
import { hoursOf } from './hours.ts'
import { dueAsOf, usedAt } from './progress.ts'
import { isAfter } from './schedule.ts'
import type { Verdict } from './words.ts'

/** How a clock stands at an instant. A clock that runs past its due instant has missed it, whoever knows of that. */
export interface StatusAsOf {
  readonly verdict: 'running' | 'cancelled' | Verdict
  readonly elapsedSeconds: number
  /** working seconds; negative: so much over the goal */
  readonly leftSeconds: number
  /** of the goal, for display: whole, rounded down */
  readonly percent: number
  /** while paused as if it went on now; null: never due */
  readonly dueAt: Instant | null
}

const shareOf = (elapsed: number, target: number): number => (target === 0 ? 100 : Math.floor((elapsed * 100) / target))

const figures = ({ targetSeconds }: Clock, elapsedSeconds: number) => ({
  elapsedSeconds,
  leftSeconds: targetSeconds - elapsedSeconds,
  percent: shareOf(elapsedSeconds, targetSeconds),
})

const going = (clock: Clock, at: Instant): { readonly elapsedSeconds: Count; readonly dueAt: Instant | null } =>
  pipe(
    hoursOf(clock.terms.calendar.definition),
    E.map((hours) => ({ elapsedSeconds: usedAt(hours, clock, at), dueAt: dueAsOf(hours, clock, at) })),
    E.getOrElse(() => ({ elapsedSeconds: clock.elapsedSeconds, dueAt: clock.dueAt })),
  )

/** A clock as of an instant, from what is pinned in it; before its last step it is as that step left it. */
export const statusAsOf = (clock: Clock, now: Instant): StatusAsOf => {
  const { ending } = clock
  if (ending !== null)
    return { verdict: ending.verdict ?? 'cancelled', ...figures(clock, clock.elapsedSeconds), dueAt: clock.dueAt }
  const at = later(now, clock.steppedAt)
  const { elapsedSeconds, dueAt } = going(clock, at)
  const missed = dueAt !== null && isAfter(at, dueAt)
  return { verdict: missed ? 'missed' : 'running', ...figures(clock, elapsedSeconds), dueAt }
}
