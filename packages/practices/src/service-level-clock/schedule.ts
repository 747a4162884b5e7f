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
import type { Goal, Schedule, Warning } from './words.ts'

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

/** The first whole second in which so many percent of a goal are used. */
export const secondsOfPercent = (seconds: number, percent: number): number => Math.ceil((seconds * percent) / 100)

const warningsOf = (course: Course, percents: readonly Count[], { seconds }: Aim): readonly Warning[] =>
  seconds === 0
    ? []
    : percents.flatMap((percent) => {
        const at = workedAt(course, secondsOfPercent(seconds, percent))
        return at === null ? [] : [{ percent, at }]
      })

/**
 * What a goal comes to. A due instant has no parts of a second. Warnings come at the earliest second at which so many
 * percent are used, which is never after the due instant.
 * @errors  a goal in days that the hours never come to
 */
export const scheduleOf = (course: Course, percents: readonly Count[]): E.Either<WorkingTimeFailure, Schedule> => {
  const reached = (at: Instant): boolean => course.pausedSince === null || at <= course.pausedSince
  return pipe(
    aimOf(course),
    E.map((aim) => {
      const dueAt = dueOf(course, aim)
      return {
        targetSeconds: aim.seconds as Count,
        dueAt: dueAt !== null && reached(dueAt) ? dueAt : null,
        warnAt: warningsOf(course, percents, aim).filter(({ at }) => reached(at)),
      }
    }),
  )
}

/** Working seconds counted up to an instant. */
export const elapsedAt = (course: Omit<Course, 'goal'>, at: Instant): Count => {
  const { hours, countsFrom, pauses, pausedSince } = course
  const all: readonly Pause[] = pausedSince === null ? pauses : [...pauses, [pausedSince, null]]
  return elapsed(hours, countsFrom, at, all) as Count
}

const SECONDS = 19 // 2025-03-01T09:30:00

/** Whether an instant lies in a later second than another: parts of a second do not count. */
export const isAfter = (at: Instant, other: Instant): boolean => at.slice(0, SECONDS) > other.slice(0, SECONDS)
