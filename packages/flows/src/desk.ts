import { erasedFlow, erasedTimers, type AnyFlow, type AnyTimers } from '@deskledger/kernel'
import { breachEscalates } from './breach-escalates.ts'
import { clockWarnsAndBreaches } from './clock-warns-and-breaches.ts'
import { incidentRunsServiceLevelClocks } from './incident-runs-service-level-clocks.ts'
import { CLOSE_AFTER_DAYS, resolvedIncidentClosesItself } from './resolved-incident-closes-itself.ts'

/** All flows of a service desk. */
export const deskFlows: readonly AnyFlow[] = [erasedFlow(incidentRunsServiceLevelClocks), erasedFlow(breachEscalates)]

export interface DeskTimersOptions {
  /** days after which a resolved incident is closed, default 5; 0: never */
  readonly closeAfterDays?: number | undefined
}

/** All timers of a service desk. */
export const deskTimers = ({
  closeAfterDays: days = CLOSE_AFTER_DAYS,
}: DeskTimersOptions = {}): readonly AnyTimers[] => [
  erasedTimers(clockWarnsAndBreaches),
  ...(days === 0 ? [] : [erasedTimers(resolvedIncidentClosesItself({ days }))]),
]
