import type { DerivedTable, Instant, PersonId } from '@deskledger/kernel'
import { breachedAt, isWarned } from '../clock.ts'
import type { BreachClock, WarnClock } from '../commands.ts'
import type { ServiceLevelStatus } from './status.ts'

/** What to ask of a clock, and when. */
export interface ServiceLevelTimer {
  readonly wakeAt: Instant
  readonly ask: WarnClock | BreachClock
}

/** Who asks when a timer wakes. */
export const timerPerson = 'service-level-timer' as PersonId

const by = timerPerson

/** What must be made known next: the first warning that nobody gave, then the breach; undefined: nothing. */
export const timerOf = (status: ServiceLevelStatus): ServiceLevelTimer | undefined => {
  const { clockId, ending, warnAt, dueAt } = status
  if (ending !== null || breachedAt(status) !== null) return undefined
  const warning = warnAt.find((one) => !isWarned(status, one))
  if (warning !== undefined) {
    const { percent, at } = warning
    return { wakeAt: at, ask: { type: 'WarnClock', clockId, by, at, percent } }
  }
  return dueAt === null ? undefined : { wakeAt: dueAt, ask: { type: 'BreachClock', clockId, by, at: dueAt } }
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
