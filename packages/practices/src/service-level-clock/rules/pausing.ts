import { nothing } from '@deskledger/kernel'
import type { WorkingHours } from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Clock } from '../clock.ts'
import type { PauseClock, ResumeClock } from '../commands.ts'
import { scheduleAsOf, usedAt } from '../progress.ts'
import { reachedBy } from '../schedule.ts'
import { after } from '../state.ts'
import { hoursIn } from './terms.ts'
import { did, effective, given, said, whenGoing, type Decided, type Said } from './verdict.ts'

/** When a step counts from, and what is used by then. */
const stepOf = (command: Said, clock: Clock, hours: WorkingHours) => {
  const effectiveAt = effective(command, clock)
  return { effectiveAt, elapsedSeconds: usedAt(hours, clock, effectiveAt) }
}

/** Waits for something that does not pause it. */
const goOn = (command: PauseClock, clock: Clock): Decided =>
  pipe(
    hoursIn(command.clockId, clock.terms),
    given((hours) =>
      did({ type: 'ClockNotPaused', ...said(command), reason: command.reason, ...stepOf(command, clock, hours) }),
    ),
  )

const hold = (command: PauseClock, clock: Clock): Decided =>
  pipe(
    hoursIn(command.clockId, clock.terms),
    given((hours) => {
      const step = stepOf(command, clock, hours)
      const schedule = reachedBy(clock, clock.pausedSince ?? step.effectiveAt)
      return did({ type: 'ClockPaused', ...said(command), reason: command.reason, ...step, ...schedule })
    }),
  )

const goOnAgain = (command: PauseClock | ResumeClock, clock: Clock): Decided => {
  const { waitsFor: reason } = clock
  if (reason === null) return nothing
  return pipe(
    hoursIn(command.clockId, clock.terms),
    given((hours) => {
      const step = stepOf(command, clock, hours)
      const schedule = scheduleAsOf(hours, clock, step.effectiveAt)
      return did({ type: 'ClockResumed', ...said(command), reason, ...step, ...schedule })
    }),
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
