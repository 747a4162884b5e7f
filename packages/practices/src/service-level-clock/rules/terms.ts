import { canonicalJson, type ClockId, type Instant } from '@deskledger/kernel'
import type { WorkingHours } from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Clock } from '../clock.ts'
import { hoursOf } from '../hours.ts'
import type { ServiceLevelClockRefusal } from '../refusals.ts'
import { scheduleOf, type Course } from '../schedule.ts'
import type { Telling } from '../shares.ts'
import type { EscalationStep, Goal, Schedule, Terms } from '../words.ts'

type Judged<Found> = E.Either<ServiceLevelClockRefusal, Found>

/** Terms as they are pinned: hours, warnings and escalations in order, nothing twice. */
export interface Usable {
  readonly terms: Terms
  readonly hours: WorkingHours
}

/** The hours of a calendar that terms pin. */
export const hoursIn = (clockId: ClockId, { calendar }: Terms): Judged<WorkingHours> =>
  pipe(
    hoursOf(calendar.definition),
    E.mapLeft((mistakes) => ({ type: 'CalendarUnusable', clockId, mistakes })),
  )

const isPositive = (goal: Goal): boolean => ('seconds' in goal ? goal.seconds : goal.days) > 0

/** Steps in order of their share, those of one share as they were written; the same step again is no other one. */
const stepsInOrder = (steps: readonly EscalationStep[]): readonly EscalationStep[] =>
  [...new Map(steps.map((step) => [canonicalJson(step), step])).values()].sort((a, b) => a.percent - b.percent)

const outOfRange = ({ warnings, escalations }: Telling, clockId: ClockId): ServiceLevelClockRefusal | undefined => {
  const warning = warnings.find((percent) => percent < 1 || percent > 99)
  if (warning !== undefined) return { type: 'WarningOutOfRange', clockId, percent: warning }
  const step = escalations.find(({ percent }) => percent < 1 || percent > 1000)
  return step && { type: 'EscalationOutOfRange', clockId, percent: step.percent }
}

/** Terms that a clock can go by, or the first fact that forbids. */
export const usable = (clockId: ClockId, terms: Terms): Judged<Usable> => {
  const { agreement, calendar, goal } = terms
  if (!isPositive(goal)) return E.left({ type: 'GoalNotPositive', clockId, goal })
  const forbids = outOfRange(terms, clockId)
  if (forbids !== undefined) return E.left(forbids)
  return pipe(
    hoursIn(clockId, terms),
    E.map((hours) => {
      const { definition } = hours
      const warnings = [...new Set(terms.warnings)].sort((a, b) => a - b)
      const escalations = stepsInOrder(terms.escalations)
      return { hours, terms: { agreement, calendar: { ...calendar, definition }, goal, warnings, escalations } }
    }),
  )
}

/** The course of a clock, as it is or with changes. */
export const courseOf = (clockId: ClockId, clock: Clock, changes: Partial<Course> = {}): Judged<Course> =>
  pipe(
    hoursIn(clockId, clock.terms),
    E.map((hours) => {
      const { countsFrom, pauses, pausedSince } = clock
      return { hours, countsFrom, goal: clock.terms.goal, pauses, pausedSince, ...changes }
    }),
  )

/** The schedule of a course that must be due some time, unless it is paused. */
export const promised = (clockId: ClockId, course: Course, telling: Telling): Judged<Schedule> =>
  pipe(
    scheduleOf(course, telling),
    E.mapLeft(() => never(clockId, course.goal, course.countsFrom)),
    E.filterOrElse(
      ({ dueAt }) => dueAt !== null || course.pausedSince !== null,
      () => never(clockId, course.goal, course.countsFrom),
    ),
  )

const never = (clockId: ClockId, goal: Goal, from: Instant): ServiceLevelClockRefusal => ({
  type: 'GoalNeverReached',
  clockId,
  goal,
  from,
})
