import { nothing, type Count, type Instant, type Title } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Clock } from '../clock.ts'
import type { RestartClock, StartClock } from '../commands.ts'
import type { Result } from '../events.ts'
import type { Course } from '../schedule.ts'
import { clockIdOf, type Terms } from '../words.ts'
import { promised, usable } from './terms.ts'
import { did, effective, given, no, over, said, whenKnown, type Rule, type Said } from './verdict.ts'

const fresh = (hours: Course['hours'], { goal }: Terms, countsFrom: Instant): Course => ({
  hours,
  countsFrom,
  goal,
  pauses: [],
  pausedSince: null,
})

const inOrder = (list: readonly Title[]): readonly Title[] => [...new Set(list)].sort()

/** Terms ready to be pinned, with what they come to from an instant on. */
const planned = ({ clockId }: Said, wanted: Terms, from: Instant) =>
  pipe(
    usable(clockId, wanted),
    E.flatMap(({ terms, hours }) =>
      pipe(
        promised(clockId, fresh(hours, terms, from), terms),
        E.map((schedule) => ({ terms, schedule })),
      ),
    ),
  )

export const start: Rule<StartClock> = (command, clock) => {
  const { clockId, at, ticket, kind, target, labels } = command
  const expected = clockIdOf(ticket, target)
  if (expected !== clockId) return no({ type: 'NotTheClockOfThatTarget', clockId, expected })
  if (clock.status !== 'Unknown') return no({ type: 'ClockAlreadyStarted', clockId })
  const pauseReasons = inOrder(command.pauseReasons)
  return pipe(
    planned(command, command.terms, at),
    given(({ terms, schedule }) =>
      did({ type: 'ClockStarted', ...said(command), ticket, kind, target, terms, pauseReasons, labels, ...schedule }),
    ),
  )
}

const resultOf = (
  { cycle, steppedAt, elapsedSeconds }: Clock,
  { verdict, overrunSeconds }: Pick<Result, 'verdict' | 'overrunSeconds'>,
): Result => ({
  cycle,
  verdict,
  stoppedAt: steppedAt,
  elapsedSeconds,
  overrunSeconds,
})

export const restart = whenKnown((command: RestartClock, clock) => {
  const { clockId, at, why } = command
  const { ending } = clock
  if (ending === null)
    return clock.cycle > 1 && clock.begunAt === at
      ? nothing
      : no({ type: 'ClockStillRuns', clockId, cycle: clock.cycle })
  const { verdict, overrunSeconds } = ending
  if (verdict === null) return over(clockId, clock)
  const effectiveAt = effective(command, clock)
  const { labels = clock.labels } = command
  const pauseReasons = inOrder(command.pauseReasons ?? clock.pauseReasons)
  const cycle = (clock.cycle + 1) as Count
  const previous = resultOf(clock, { verdict, overrunSeconds })
  return pipe(
    planned(command, command.terms ?? clock.terms, effectiveAt),
    given(({ terms, schedule }) =>
      did({
        type: 'ClockRestarted',
        ...said(command),
        why,
        cycle,
        previous,
        effectiveAt,
        terms,
        pauseReasons,
        labels,
        ...schedule,
      }),
    ),
  )
})
