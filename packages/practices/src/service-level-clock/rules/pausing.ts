import { nothing } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Clock } from '../clock.ts'
import type { PauseClock, ResumeClock } from '../commands.ts'
import { elapsedAt } from '../schedule.ts'
import { after } from '../state.ts'
import { courseOf, scheduled } from './terms.ts'
import { did, effective, given, said, whenGoing, type Decided } from './verdict.ts'

/** Waits for something that does not pause it. */
const goOn = (command: PauseClock, clock: Clock): Decided => {
  const effectiveAt = effective(command, clock)
  return pipe(
    courseOf(command.clockId, clock),
    given((course) =>
      did({
        type: 'ClockNotPaused',
        ...said(command),
        reason: command.reason,
        effectiveAt,
        elapsedSeconds: elapsedAt(course, effectiveAt),
      }),
    ),
  )
}

const hold = (command: PauseClock, clock: Clock): Decided => {
  const effectiveAt = effective(command, clock)
  return pipe(
    courseOf(command.clockId, clock, { pausedSince: clock.pausedSince ?? effectiveAt }),
    E.bindTo('course'),
    E.bind('schedule', ({ course }) => scheduled(command.clockId, course, clock.terms)),
    given(({ course, schedule }) =>
      did({
        type: 'ClockPaused',
        ...said(command),
        reason: command.reason,
        effectiveAt,
        elapsedSeconds: elapsedAt(course, effectiveAt),
        ...schedule,
      }),
    ),
  )
}

const goOnAgain = (command: PauseClock | ResumeClock, clock: Clock): Decided => {
  const { waitsFor, pausedSince, pauses } = clock
  if (waitsFor === null) return nothing
  const effectiveAt = effective(command, clock)
  const all = pausedSince === null ? pauses : [...pauses, [pausedSince, effectiveAt] as const]
  return pipe(
    courseOf(command.clockId, clock, { pauses: all, pausedSince: null }),
    E.bindTo('course'),
    E.bind('schedule', ({ course }) => scheduled(command.clockId, course, clock.terms)),
    given(({ course, schedule }) =>
      did({
        type: 'ClockResumed',
        ...said(command),
        reason: waitsFor,
        effectiveAt,
        elapsedSeconds: elapsedAt(course, effectiveAt),
        ...schedule,
      }),
    ),
  )
}

export const resume = whenGoing(goOnAgain)

/** A wait takes the place of another: a pause gives way to a wait that does not pause. */
export const pause = whenGoing((command: PauseClock, clock) => {
  const { reason } = command
  if (clock.waitsFor === reason) return nothing
  if (clock.pauseReasons.includes(reason)) return hold(command, clock)
  if (clock.pausedSince === null) return goOn(command, clock)
  return pipe(
    goOnAgain(command, clock),
    E.flatMap((resumed) =>
      pipe(
        goOn(command, after(clock, resumed)),
        E.map((going) => [...resumed, ...going]),
      ),
    ),
  )
})
