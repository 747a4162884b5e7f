import { earlier, type Count, type Instant } from '@deskledger/kernel'
import { due, dueInDays, elapsed, type WorkingHours } from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import type { Clock } from './clock.ts'
import { secondsOfPercent, tellingOf } from './shares.ts'
import { scheduleIn, type Schedule } from './words.ts'

/** What is known of a clock by its last step; from there on it goes step by step, however many came before. */
type Stepped = Pick<Clock, 'terms' | 'countsFrom' | 'pausedSince' | 'steppedAt' | 'elapsedSeconds' | keyof Schedule>

/** Working seconds that a clock which runs since its last step has used by an instant that is not before it. */
export const usedRunning = (
  hours: WorkingHours,
  { steppedAt, elapsedSeconds }: Pick<Stepped, 'steppedAt' | 'elapsedSeconds'>,
  at: Instant,
): Count => (elapsedSeconds + elapsed(hours, steppedAt, at)) as Count

/** Working seconds used by an instant that is not before the last step. */
export const usedAt = (hours: WorkingHours, clock: Stepped, at: Instant): Count =>
  clock.pausedSince === null ? usedRunning(hours, clock, at) : clock.elapsedSeconds

const orNever = E.getOrElseW(() => null)

/** The due instant of a goal in days, as long as no pause before it or before a resume has cost working time. */
const dueByDays = (hours: WorkingHours, clock: Stepped, at: Instant): Instant | null => {
  const { countsFrom, elapsedSeconds } = clock
  const { goal } = clock.terms
  if ('seconds' in goal) return null
  const byDays = orNever(dueInDays(hours, countsFrom, goal.days, { endOfDay: goal.endOfDay }))
  const lostNothing = byDays !== null && elapsed(hours, countsFrom, earlier(at, byDays)) === elapsedSeconds
  return lostNothing ? byDays : null
}

/** The schedule of a paused clock that goes on from an instant: what was reached stays, the rest follows what is left. */
const resumedSchedule = (hours: WorkingHours, clock: Stepped, at: Instant): Schedule => {
  const { targetSeconds, elapsedSeconds, warnAt, escalateAt, terms } = clock
  const whenUsed = (seconds: number): Instant | null => orNever(due(hours, at, seconds - elapsedSeconds))
  const dueAt = clock.dueAt ?? dueByDays(hours, clock, at) ?? whenUsed(targetSeconds)
  const known = new Map([...warnAt, ...escalateAt].map((one) => [one.percent, one.at]))
  const usedUpAt = (percent: Count) => known.get(percent) ?? whenUsed(secondsOfPercent(targetSeconds, percent))
  return { targetSeconds, dueAt, ...tellingOf(terms, { targetSeconds, dueAt }, usedUpAt) }
}

/** The schedule of a clock as of an instant that is not before its last step: a pause that lasts until then ends there. */
export const scheduleAsOf = (hours: WorkingHours, clock: Stepped, at: Instant): Schedule =>
  clock.pausedSince === null ? scheduleIn(clock) : resumedSchedule(hours, clock, at)
