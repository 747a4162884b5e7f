import { earlier, type Count, type Instant } from '@deskledger/kernel'
import { due, dueInDays, elapsed, type WorkingHours } from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import type { Clock } from './clock.ts'
import { secondsOfPercent } from './schedule.ts'
import type { Schedule, Warning } from './words.ts'

/** What is known of a clock by its last step; from there on it goes step by step, however many came before. */
type Stepped = Pick<
  Clock,
  'terms' | 'countsFrom' | 'targetSeconds' | 'dueAt' | 'warnAt' | 'pausedSince' | 'steppedAt' | 'elapsedSeconds'
>

/** Working seconds used by an instant that is not before the last step. */
export const usedAt = (hours: WorkingHours, { pausedSince, steppedAt, elapsedSeconds }: Stepped, at: Instant): Count =>
  pausedSince === null ? ((elapsedSeconds + elapsed(hours, steppedAt, at)) as Count) : elapsedSeconds

/** What can still be said once a clock is paused: what was reached by then. */
export const pausedSchedule = ({ targetSeconds, dueAt, warnAt }: Stepped, since: Instant): Schedule => ({
  targetSeconds,
  dueAt: dueAt !== null && dueAt <= since ? dueAt : null,
  warnAt: warnAt.filter(({ at }) => at <= since),
})

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
export const resumedSchedule = (hours: WorkingHours, clock: Stepped, at: Instant): Schedule => {
  const { targetSeconds, elapsedSeconds, warnAt, terms } = clock
  const whenUsed = (seconds: number): Instant | null => orNever(due(hours, at, seconds - elapsedSeconds))
  const dueAt = clock.dueAt ?? dueByDays(hours, clock, at) ?? whenUsed(targetSeconds)
  const warning = (percent: Count): readonly Warning[] => {
    const known = warnAt.find((one) => one.percent === percent)
    const reached = known?.at ?? whenUsed(secondsOfPercent(targetSeconds, percent))
    return reached === null ? [] : [{ percent, at: reached }]
  }
  return { targetSeconds, dueAt, warnAt: targetSeconds === 0 ? [] : terms.warnings.flatMap(warning) }
}

/** When a clock is due as of an instant that is not before its last step: a pause that lasts until then ends there. */
export const dueAsOf = (hours: WorkingHours, clock: Stepped, at: Instant): Instant | null =>
  clock.dueAt ?? (clock.pausedSince === null ? null : resumedSchedule(hours, clock, at).dueAt)
