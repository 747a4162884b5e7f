import { nothing, type Count, type Instant } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Clock } from '../clock.ts'
import type { CancelClock, StopClock } from '../commands.ts'
import type { ServiceLevelClockRefusal } from '../refusals.ts'
import { elapsedAt, isAfter } from '../schedule.ts'
import { lateBreach } from './telling.ts'
import { courseOf, scheduled } from './terms.ts'
import { did, effective, given, over, said, whenGoing, whenKnown, type Decided, type Said } from './verdict.ts'

/** When it is due as of an instant: a pause that still lasts ends there. */
const dueAsOf = ({ clockId }: Said, clock: Clock, at: Instant): E.Either<ServiceLevelClockRefusal, Instant | null> => {
  const { dueAt, pausedSince, pauses } = clock
  if (dueAt !== null || pausedSince === null) return E.right(dueAt)
  return pipe(
    courseOf(clockId, clock, { pauses: [...pauses, [pausedSince, at]], pausedSince: null }),
    E.flatMap((course) => scheduled(clockId, course, { warnings: [] })),
    E.map((schedule) => schedule.dueAt),
  )
}

const end = whenGoing((command: StopClock, clock): Decided => {
  const { clockId, why } = command
  const effectiveAt = effective(command, clock)
  return pipe(
    courseOf(clockId, clock),
    E.bindTo('course'),
    E.bind('dueAt', () => dueAsOf(command, clock, effectiveAt)),
    given(({ course, dueAt }) => {
      const elapsedSeconds = elapsedAt(course, effectiveAt)
      return did(...lateBreach(command, clock, effectiveAt), {
        type: 'ClockStopped',
        ...said(command),
        why,
        verdict: dueAt !== null && isAfter(effectiveAt, dueAt) ? 'missed' : 'met',
        effectiveAt,
        elapsedSeconds,
        overrunSeconds: Math.max(0, elapsedSeconds - clock.targetSeconds) as Count,
        dueAt,
      })
    }),
  )
})

/** Done by its due instant is met, parts of a second aside; a breach that nobody made known before comes with the stop. */
export const stop = whenKnown((command: StopClock, clock) => {
  const { ending } = clock
  return ending?.at === command.at && ending.why === command.why ? nothing : end(command, clock)
})

export const cancel = whenKnown((command: CancelClock, clock) => {
  const { clockId, reason } = command
  if (clock.ending?.verdict === null && clock.ending.why === reason) return nothing
  if (clock.ending !== null) return over(clockId, clock)
  const effectiveAt = effective(command, clock)
  return pipe(
    courseOf(clockId, clock),
    given((course) =>
      did(...lateBreach(command, clock, effectiveAt), {
        type: 'ClockCancelled',
        ...said(command),
        reason,
        effectiveAt,
        elapsedSeconds: elapsedAt(course, effectiveAt),
      }),
    ),
  )
})
