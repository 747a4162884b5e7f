import type { Count, Instant } from '@deskledger/kernel'
import {
  due,
  dueInDays,
  elapsed,
  type Pause,
  type WorkingHours,
  type WorkingTimeFailure,
} from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { secondsOfPercent, tellingOf, type Telling } from './shares.ts'
import type { Goal, Schedule } from './words.ts'

/** What a schedule follows from. */
export interface Course {
  readonly hours: WorkingHours
  /** where the goal begins to count */
  readonly countsFrom: Instant
  readonly goal: Goal
  /** those that are over */
  readonly pauses: readonly (readonly [from: Instant, to: Instant])[]
  readonly pausedSince: Instant | null
}

/** A goal in working seconds; of one in days also the instant it is due at as long as no pause costs working time. */
interface Aim {
  readonly seconds: number
  readonly byDays: Instant | null
}

const aimOf = ({ hours, countsFrom, goal }: Course): E.Either<WorkingTimeFailure, Aim> =>
  'seconds' in goal
    ? E.right({ seconds: goal.seconds, byDays: null })
    : pipe(
        dueInDays(hours, countsFrom, goal.days, { endOfDay: goal.endOfDay }),
        E.map((byDays) => ({ seconds: elapsed(hours, countsFrom, byDays), byDays })),
      )

/** When so much is worked, were the clock not paused now; null: never. */
const workedAt = ({ hours, countsFrom, pauses }: Course, seconds: number): Instant | null =>
  pipe(
    due(hours, countsFrom, seconds, pauses),
    E.getOrElseW(() => null),
  )

/** Pauses give back the working time that they cost, to the second. */
const dueOf = (course: Course, { seconds, byDays }: Aim): Instant | null => {
  const { hours, countsFrom, pauses } = course
  const whole = byDays !== null && elapsed(hours, countsFrom, byDays, pauses) === seconds
  return whole ? byDays : workedAt(course, seconds)
}

/** What was reached of a schedule by an instant. */
export const reachedBy = ({ targetSeconds, dueAt, warnAt, escalateAt }: Schedule, since: Instant): Schedule => ({
  targetSeconds,
  dueAt: dueAt !== null && dueAt <= since ? dueAt : null,
  warnAt: warnAt.filter(({ at }) => at <= since),
  escalateAt: escalateAt.filter(({ at }) => at <= since),
})

/**
 * What a goal comes to. A due instant has no parts of a second. Warnings and escalations come at the earliest second at
 * which so many percent are used; those up to 100 percent never after the due instant, those over it always.
 * @errors  a goal in days that the hours never come to
 */
export const scheduleOf = (course: Course, telling: Telling): E.Either<WorkingTimeFailure, Schedule> =>
  pipe(
    aimOf(course),
    E.map((aim) => {
      const targetSeconds = aim.seconds as Count
      const dueAt = dueOf(course, aim)
      const usedUpAt = (percent: Count) => workedAt(course, secondsOfPercent(targetSeconds, percent))
      const whole = { targetSeconds, dueAt, ...tellingOf(telling, { targetSeconds, dueAt }, usedUpAt) }
      return course.pausedSince === null ? whole : reachedBy(whole, course.pausedSince)
    }),
  )

/** Working seconds counted up to an instant. */
export const elapsedAt = (course: Omit<Course, 'goal'>, at: Instant): Count => {
  const { hours, countsFrom, pauses, pausedSince } = course
  const all: readonly Pause[] = pausedSince === null ? pauses : [...pauses, [pausedSince, null]]
  return elapsed(hours, countsFrom, at, all) as Count
}
