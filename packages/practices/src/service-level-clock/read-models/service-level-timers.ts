import type { DerivedTable, Instant, PersonId } from '@deskledger/kernel'
import { breachedAt, isEscalated, isWarned } from '../clock.ts'
import type { BreachClock, EscalateClock, WarnClock } from '../commands.ts'
import type { ServiceLevelStatus } from './status.ts'

/** What to ask of a clock, and when. */
export interface ServiceLevelTimer {
  readonly wakeAt: Instant
  readonly ask: WarnClock | BreachClock | EscalateClock
}

/** Who asks when a timer wakes. */
export const timerPerson = 'service-level-timer' as PersonId

const by = timerPerson

const timer = (ask: ServiceLevelTimer['ask']): ServiceLevelTimer => ({ wakeAt: ask.at, ask })

/** The first warning that nobody gave; after a breach none is. */
const warning = (status: ServiceLevelStatus): readonly ServiceLevelTimer[] => {
  const { clockId, warnAt } = status
  const next = breachedAt(status) === null ? warnAt.find((one) => !isWarned(status, one)) : undefined
  return next ? [timer({ type: 'WarnClock', clockId, by, at: next.at, percent: next.percent })] : []
}

const breach = (status: ServiceLevelStatus): readonly ServiceLevelTimer[] => {
  const { clockId, dueAt } = status
  return dueAt === null || breachedAt(status) !== null ? [] : [timer({ type: 'BreachClock', clockId, by, at: dueAt })]
}

const escalation = (status: ServiceLevelStatus): readonly ServiceLevelTimer[] => {
  const { clockId, escalateAt } = status
  const next = escalateAt.find((one) => !isEscalated(status, one))
  return next ? [timer({ type: 'EscalateClock', clockId, by, at: next.at, percent: next.percent })] : []
}

/**
 * What must be made known next, in order of the instant: warnings, the breach, and escalations, which go on after it; at one
 * instant in this order. Undefined: nothing.
 */
export const timerOf = (status: ServiceLevelStatus): ServiceLevelTimer | undefined => {
  if (status.ending !== null) return undefined
  const [first, ...others] = [...warning(status), ...breach(status), ...escalation(status)]
  return others.reduce((next, one) => (next && next.wakeAt <= one.wakeAt ? next : one), first)
}

/** One row for each clock that something must be asked of, whenever that is: the next is the first by `wakeAt`. */
export const serviceLevelTimers: DerivedTable<ServiceLevelStatus> = {
  name: 'service-level-timers',
  indexes: [{ name: 'wakeAt', fields: ['wakeAt'] }],
  rowsOf: (status) => {
    const row = timerOf(status)
    return row === undefined ? [] : [{ key: status.clockId, row }]
  },
}
