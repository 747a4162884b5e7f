import type { Projection, StoredEvent } from '@deskledger/kernel'
import { serviceLevelClockEvents, type ClockStarted, type ServiceLevelClockEvent } from '../events.ts'
import { cycleAfter, cycleOf, momentOf } from './cycles.ts'
import type { ServiceLevelFact } from './fact.ts'
import { serviceLevelCells } from './service-level-cells.ts'
import { serviceLevelEntries } from './service-level-entries.ts'

type Stored = StoredEvent<ServiceLevelClockEvent>

const first = (event: ClockStarted, stored: Stored): ServiceLevelFact => ({
  clockId: event.clockId,
  ticket: event.ticket,
  kind: event.kind,
  target: event.target,
  cycles: [cycleOf(event, stored)],
  external: null,
})

const later = (fact: ServiceLevelFact, stored: Stored): ServiceLevelFact => {
  const { data } = stored
  if (data.type === 'ClockRestarted') return { ...fact, cycles: [...fact.cycles, cycleOf(data, stored)] }
  if (data.type === 'ExternalVerdictNoted')
    return { ...fact, external: { ...momentOf(stored), source: data.source, verdict: data.verdict } }
  const last = fact.cycles.at(-1)
  if (last === undefined) return fact
  const cycle = cycleAfter(last, stored)
  return cycle === last ? fact : { ...fact, cycles: [...fact.cycles.slice(0, -1), cycle] }
}

/** The history of each clock, cycle by cycle, and the figures that follow: compliance, breaches, time within target. */
export const serviceLevelFacts: Projection<ServiceLevelClockEvent, ServiceLevelFact> = {
  name: 'service-level-facts',
  version: 1,
  on: Object.keys(serviceLevelClockEvents),
  keysOf: ({ data }) => [data.clockId],
  apply: (fact, event) => {
    if (fact) return later(fact, event)
    return event.data.type === 'ClockStarted' ? first(event.data, event) : undefined
  },
  indexes: [{ name: 'ticket', fields: ['ticket', 'target'] }],
  tables: [serviceLevelEntries],
  rollups: [serviceLevelCells],
}
