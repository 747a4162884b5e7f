import { later, type Instant } from '@deskledger/kernel'
import type { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import type { Clock } from './clock.ts'
import { hoursOf } from './hours.ts'
import { scheduleAsOf, usedAt, usedRunning } from './progress.ts'
import { isAfter } from './seconds.ts'
import { isReached } from './shares.ts'
import { scheduleIn, type Schedule, type Share, type Verdict } from './words.ts'

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
  /** the last escalation that was reached, whoever knows of that; null: none */
  readonly escalation: Share | null
  /** the next one, while paused as if it went on now; null: there is none */
  readonly nextEscalation: Share | null
}

const shareOf = (elapsed: number, target: number): number => (target === 0 ? 100 : Math.floor((elapsed * 100) / target))

const figures = ({ targetSeconds }: Pick<Clock, 'targetSeconds'>, elapsedSeconds: number) => ({
  elapsedSeconds,
  leftSeconds: targetSeconds - elapsedSeconds,
  percent: shareOf(elapsedSeconds, targetSeconds),
})

type Escalating = Pick<Schedule, 'dueAt' | 'escalateAt'>

const lastReached = (schedule: Escalating, at: Instant): Share | null =>
  schedule.escalateAt.findLast((share) => isReached(schedule, share, at)) ?? null

const nextOf = (schedule: Escalating, at: Instant): Share | null =>
  schedule.escalateAt.find((share) => !isReached(schedule, share, at)) ?? null

const ended = (clock: Clock, verdict: StatusAsOf['verdict']): StatusAsOf => ({
  verdict,
  ...figures(clock, clock.elapsedSeconds),
  dueAt: clock.dueAt,
  escalation: lastReached(clock, clock.steppedAt),
  nextEscalation: null,
})

/** What is needed of a clock to say how it stands while it runs, besides its hours. */
export type Running = Pick<Clock, 'targetSeconds' | 'steppedAt' | 'elapsedSeconds' | 'dueAt' | 'escalateAt'>

const goingOn = (clock: Running, { elapsedSeconds, schedule, at }: Going): StatusAsOf => {
  const { dueAt } = schedule
  const missed = dueAt !== null && isAfter(at, dueAt)
  return {
    verdict: missed ? 'missed' : 'running',
    ...figures(clock, elapsedSeconds),
    dueAt,
    escalation: lastReached(schedule, at),
    nextEscalation: nextOf(schedule, at),
  }
}

interface Going {
  readonly elapsedSeconds: number
  readonly schedule: Escalating
  readonly at: Instant
}

/** A clock that runs as of an instant, by hours as they are pinned in it; before its last step it is as that step left it. */
export const runningAsOf = (clock: Running, definition: WorkingHoursDefinition, now: Instant): StatusAsOf => {
  const at = later(now, clock.steppedAt)
  const hours = hoursOf(definition)
  const elapsedSeconds = E.isLeft(hours) ? clock.elapsedSeconds : usedRunning(hours.right, clock, at)
  return goingOn(clock, { elapsedSeconds, schedule: clock, at })
}

/** A clock as of an instant, from what is pinned in it; before its last step it is as that step left it. */
export const statusAsOf = (clock: Clock, now: Instant): StatusAsOf => {
  const { ending, terms, pausedSince } = clock
  if (ending !== null) return ended(clock, ending.verdict ?? 'cancelled')
  if (pausedSince === null) return runningAsOf(clock, terms.calendar.definition, now)
  const at = later(now, clock.steppedAt)
  const hours = hoursOf(terms.calendar.definition)
  if (E.isLeft(hours)) return goingOn(clock, { elapsedSeconds: clock.elapsedSeconds, schedule: scheduleIn(clock), at })
  return goingOn(clock, {
    elapsedSeconds: usedAt(hours.right, clock, at),
    schedule: scheduleAsOf(hours.right, clock, at),
    at,
  })
}
