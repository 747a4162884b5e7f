import { nothing, type Count } from '@deskledger/kernel'
import { pipe } from 'fp-ts/lib/function.js'
import type { CancelClock, StopClock } from '../commands.ts'
import { scheduleAsOf, usedAt } from '../progress.ts'
import { isAfter } from '../seconds.ts'
import { lateBreach } from './telling.ts'
import { hoursIn } from './terms.ts'
import { did, effective, given, over, said, whenGoing, whenKnown, type Decided } from './verdict.ts'

const end = whenGoing((command: StopClock, clock): Decided => {
  const { clockId, why } = command
  const effectiveAt = effective(command, clock)
  return pipe(
    hoursIn(clockId, clock.terms),
    given((hours) => {
      const { dueAt } = scheduleAsOf(hours, clock, effectiveAt)
      const elapsedSeconds = usedAt(hours, clock, effectiveAt)
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
    hoursIn(clockId, clock.terms),
    given((hours) =>
      did(...lateBreach(command, clock, effectiveAt), {
        type: 'ClockCancelled',
        ...said(command),
        reason,
        effectiveAt,
        elapsedSeconds: usedAt(hours, clock, effectiveAt),
      }),
    ),
  )
})
