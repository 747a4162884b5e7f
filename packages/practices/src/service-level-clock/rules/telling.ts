import { nothing, type ClockId, type Instant } from '@deskledger/kernel'
import { breachedAt, isWarned, type Clock } from '../clock.ts'
import type { BreachClock, WarnClock } from '../commands.ts'
import type { ClockBreached } from '../events.ts'
import type { ServiceLevelClockRefusal } from '../refusals.ts'
import { isAfter } from '../schedule.ts'
import { did, no, said, whenGoing, type Said } from './verdict.ts'

/** A breach that nobody came to make known before a step later than it. */
export const lateBreach = (command: Said, clock: Clock, effectiveAt: Instant): readonly ClockBreached[] => {
  const { dueAt } = clock
  if (dueAt === null || breachedAt(clock) !== null || !isAfter(effectiveAt, dueAt)) return []
  return [{ type: 'ClockBreached', ...said(command), breachedAt: dueAt }]
}

/** Why an instant cannot be said. */
const unsaid = (clockId: ClockId, { pausedSince, waitsFor }: Clock): ServiceLevelClockRefusal =>
  pausedSince === null
    ? { type: 'ClockNeverDue', clockId }
    : { type: 'ClockIsPaused', clockId, since: pausedSince, reason: waitsFor }

export const breach = whenGoing((command: BreachClock, clock) => {
  const { clockId, at } = command
  const { dueAt } = clock
  if (breachedAt(clock) !== null) return nothing
  if (dueAt === null) return no(unsaid(clockId, clock))
  if (at < dueAt) return no({ type: 'ClockNotDueYet', clockId, dueAt })
  return did({ type: 'ClockBreached', ...said(command), breachedAt: dueAt })
})

/** Warnings come in order: one that nobody came for comes with the next. */
export const warn = whenGoing((command: WarnClock, clock) => {
  const { clockId, at, percent } = command
  const { warnings } = clock.terms
  if (!warnings.includes(percent)) return no({ type: 'NoSuchWarning', clockId, percent, warnings })
  const warning = clock.warnAt.find((one) => one.percent === percent)
  if (warning === undefined) return no(unsaid(clockId, clock))
  if (isWarned(clock, warning)) return nothing
  const breached = breachedAt(clock)
  if (breached !== null) return no({ type: 'ClockAlreadyBreached', clockId, breachedAt: breached })
  if (at < warning.at) return no({ type: 'WarningNotReachedYet', clockId, percent, warnAt: warning.at })
  const untold = clock.warnAt.filter((one) => one.percent <= percent && !isWarned(clock, one))
  return did(
    ...untold.map((one) => ({
      type: 'ClockWarned' as const,
      ...said(command),
      percent: one.percent,
      warnedAt: one.at,
    })),
  )
})
