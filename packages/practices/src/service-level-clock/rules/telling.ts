import { nothing, type ClockId, type Instant } from '@deskledger/kernel'
import { breachedAt, isEscalated, isWarned, type Clock } from '../clock.ts'
import type { BreachClock, EscalateClock, WarnClock } from '../commands.ts'
import type { ClockBreached, ClockEscalated } from '../events.ts'
import type { ServiceLevelClockRefusal } from '../refusals.ts'
import { isAfter } from '../seconds.ts'
import { percentsOf } from '../shares.ts'
import type { Share } from '../words.ts'
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

const escalated = (command: EscalateClock, { terms }: Clock, { percent, at }: Share): ClockEscalated => ({
  type: 'ClockEscalated',
  ...said(command),
  percent,
  escalatedAt: at,
  steps: terms.escalations.filter((step) => step.percent === percent),
})

/** Escalations up to a share that nobody came for, in order, with the breach in front of those that come with it or later. */
const untold = (command: EscalateClock, clock: Clock, asked: Share): readonly (ClockBreached | ClockEscalated)[] => {
  const { dueAt, escalateAt } = clock
  const missing = escalateAt.filter((one) => one.percent <= asked.percent && !isEscalated(clock, one))
  const told = (shares: readonly Share[]) => shares.map((one) => escalated(command, clock, one))
  if (dueAt === null || asked.at < dueAt || breachedAt(clock) !== null) return told(missing)
  return [
    ...told(missing.filter(({ at }) => at < dueAt)),
    { type: 'ClockBreached', ...said(command), breachedAt: dueAt },
    ...told(missing.filter(({ at }) => at >= dueAt)),
  ]
}

/** Escalations come in order, as warnings do, but a breach forbids none: it is told with the first that is not before it. */
export const escalate = whenGoing((command: EscalateClock, clock) => {
  const { clockId, at, percent } = command
  const { escalateAt, terms, pausedSince } = clock
  const escalations = percentsOf(terms.escalations)
  if (!escalations.includes(percent)) return no({ type: 'NoSuchEscalation', clockId, percent, escalations })
  const asked = escalateAt.find((one) => one.percent === percent)
  if (asked === undefined)
    return no(pausedSince === null ? { type: 'EscalationNeverReached', clockId, percent } : unsaid(clockId, clock))
  if (isEscalated(clock, asked)) return nothing
  if (at < asked.at) return no({ type: 'EscalationNotReachedYet', clockId, percent, escalateAt: asked.at })
  return did(...untold(command, clock, asked))
})
