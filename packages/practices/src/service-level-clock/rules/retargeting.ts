import { equalJson, nothing, type Instant } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { breachedAt, type Clock } from '../clock.ts'
import type { RetargetClock } from '../commands.ts'
import type { ClockRetargeted } from '../events.ts'
import type { ServiceLevelClockRefusal } from '../refusals.ts'
import { usedAt } from '../progress.ts'
import { elapsedAt } from '../schedule.ts'
import { scheduleIn, type Schedule, type Terms } from '../words.ts'
import { lateBreach } from './telling.ts'
import { courseOf, hoursIn, promised, usable } from './terms.ts'
import { did, effective, given, said, whenGoing } from './verdict.ts'

/** What holds after a retarget. */
interface Aimed {
  readonly terms: Terms
  readonly countsFrom: Instant
  readonly elapsedSeconds: ClockRetargeted['elapsedSeconds']
  readonly schedule: Schedule
}
type Judged = E.Either<ServiceLevelClockRefusal, Aimed>

/** The goal stays, and with it everything that follows from it. */
const kept = (command: RetargetClock, clock: Clock): Judged => {
  return pipe(
    hoursIn(command.clockId, clock.terms),
    E.map((hours) => ({
      terms: { ...clock.terms, agreement: command.terms.agreement },
      countsFrom: clock.countsFrom,
      elapsedSeconds: usedAt(hours, clock, effective(command, clock)),
      schedule: scheduleIn(clock),
    })),
  )
}

const aimedAnew = (command: RetargetClock, clock: Clock): Judged => {
  const { clockId, policy } = command
  const effectiveAt = effective(command, clock)
  const countsFrom = policy === 'from-now' ? effectiveAt : clock.startedAt
  return pipe(
    usable(clockId, command.terms),
    E.bind('course', ({ terms }) => courseOf(clockId, { ...clock, terms }, { countsFrom })),
    E.bind('schedule', ({ terms, course }) => promised(clockId, course, terms)),
    E.map(({ terms, course, schedule }) => ({
      terms,
      countsFrom,
      elapsedSeconds: elapsedAt(course, effectiveAt),
      schedule,
    })),
  )
}

const supersededBy = (clock: Clock): ClockRetargeted['superseded'] => ({
  agreement: clock.terms.agreement,
  priority: clock.labels.priority,
  goal: clock.terms.goal,
  targetSeconds: clock.targetSeconds,
  dueAt: clock.dueAt,
  breachedAt: breachedAt(clock),
})

/** The same promise does not begin anew because somebody says it again. */
const isSame = (clock: Clock, { policy, priority }: RetargetClock, { terms, countsFrom }: Aimed): boolean =>
  clock.labels.priority === priority &&
  (policy === 'from-now' || clock.countsFrom === countsFrom) &&
  equalJson(clock.terms, terms)

export const retarget = whenGoing((command: RetargetClock, clock) => {
  const { policy, priority, why } = command
  const effectiveAt = effective(command, clock)
  const late = lateBreach(command, clock, effectiveAt)
  const told = { ...clock, breaches: [...clock.breaches, ...late.map((breach) => breach.breachedAt)] }
  return pipe(
    policy === 'keep' ? kept(command, clock) : aimedAnew(command, clock),
    given((aimed) =>
      isSame(clock, command, aimed)
        ? nothing
        : did(...late, {
            type: 'ClockRetargeted',
            ...said(command),
            policy,
            why,
            terms: aimed.terms,
            priority,
            superseded: supersededBy(told),
            countsFrom: aimed.countsFrom,
            effectiveAt,
            elapsedSeconds: aimed.elapsedSeconds,
            ...aimed.schedule,
          }),
    ),
  )
})
