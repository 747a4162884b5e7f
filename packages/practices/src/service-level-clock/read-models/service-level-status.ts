import type { Projection } from '@deskledger/kernel'
import { breachedAt, escalation } from '../clock.ts'
import { serviceLevelClockEvents, type ServiceLevelClockEvent } from '../events.ts'
import { evolve, initial } from '../state.ts'
import { serviceLevelBoard } from './service-level-board.ts'
import { serviceLevelTimers } from './service-level-timers.ts'
import type { ServiceLevelStatus } from './status.ts'

/** Each clock as it stands: its last cycle, and everything pinned that is needed to say how it stands at any time from here. */
export const serviceLevelStatus: Projection<ServiceLevelClockEvent, ServiceLevelStatus> = {
  name: 'service-level-status',
  version: 2,
  on: Object.keys(serviceLevelClockEvents),
  keysOf: ({ data }) => [data.clockId],
  apply: (before, { data }) => {
    const clock = evolve(before ?? initial, data)
    if (clock.status === 'Unknown') return undefined
    return {
      ...clock,
      clockId: data.clockId,
      breachedAt: breachedAt(clock),
      escalation: escalation(clock),
      verdict: clock.ending?.verdict ?? null,
    }
  },
  indexes: [
    { name: 'clockId', fields: ['clockId'] },
    { name: 'ticket', fields: ['ticket', 'target'] },
  ],
  tables: [serviceLevelBoard, serviceLevelTimers],
  rollups: [],
}
