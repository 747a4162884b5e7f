import type { Instant, StoredEvent } from '@deskledger/kernel'
import {
  serviceLevelClockDecider,
  type Clock,
  type ServiceLevelClock,
  type ServiceLevelClockEvent,
} from '@deskledger/practices/service-level-clock'

/** What of a stored event a clock's account needs. */
export type Told = Pick<StoredEvent, 'data'>

/** When an event counts from; warnings, breaches and escalations from their own instants, whenever they were made known. */
export const countsAt = (event: ServiceLevelClockEvent): Instant => {
  if ('effectiveAt' in event) return event.effectiveAt
  if (event.type === 'ClockWarned') return event.warnedAt
  if (event.type === 'ClockEscalated') return event.escalatedAt
  return event.type === 'ClockBreached' ? event.breachedAt : event.at
}

/** The events of one clock's cycle that count by an instant (left out: all), each cycle from the event that begins it. */
export const cyclesOf = (events: readonly Told[], asOf?: Instant): readonly (readonly ServiceLevelClockEvent[])[] => {
  const cycles: ServiceLevelClockEvent[][] = []
  for (const event of events.map(({ data }) => data as ServiceLevelClockEvent)) {
    if (asOf !== undefined && countsAt(event) > asOf) continue
    if (event.type === 'ClockStarted' || event.type === 'ClockRestarted') cycles.push([event])
    else cycles.at(-1)?.push(event)
  }
  return cycles
}

/** A clock after some of its cycles; undefined: it had not begun. */
export const clockAfter = (cycles: readonly (readonly ServiceLevelClockEvent[])[]): Clock | undefined => {
  const { initial, evolve } = serviceLevelClockDecider
  const clock = cycles.flat().reduce<ServiceLevelClock>(evolve, initial)
  return clock.status === 'Unknown' ? undefined : clock
}
