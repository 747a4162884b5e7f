import type { StoredEvent } from '@deskledger/kernel'
import type { ClockRestarted, ClockStarted, ServiceLevelClockEvent } from '../events.ts'
import { isAfter } from '../seconds.ts'
import type { CycleFact, End, Moment } from './fact.ts'

type Stored = StoredEvent<ServiceLevelClockEvent>

export const momentOf = ({ data: { at, by }, eventId }: Stored): Moment => ({ at, by, eventId })

/** A cycle that has just begun. */
export const cycleOf = (event: ClockStarted | ClockRestarted, stored: Stored): CycleFact => {
  const { terms, labels, targetSeconds, dueAt } = event
  const restarted = event.type === 'ClockRestarted'
  return {
    cycle: restarted ? event.cycle : 1,
    begun: { ...momentOf(stored), at: restarted ? event.effectiveAt : event.at },
    agreement: terms.agreement,
    calendar: { id: terms.calendar.id, version: terms.calendar.version },
    labels,
    targetSeconds,
    dueAt,
    pauses: 0,
    outcome: 'running',
    warned: [],
    breaches: [],
    escalated: [],
    superseded: [],
    end: null,
  }
}

const ended = (cycle: CycleFact, outcome: CycleFact['outcome'], end: End): CycleFact => ({ ...cycle, outcome, end })

/** A cycle after one more event of it. */
export const cycleAfter = (cycle: CycleFact, stored: Stored): CycleFact => {
  const { data } = stored
  const moment = momentOf(stored)
  switch (data.type) {
    case 'ClockPaused':
      return { ...cycle, pauses: cycle.pauses + 1, dueAt: data.dueAt }
    case 'ClockResumed':
      return { ...cycle, dueAt: data.dueAt }
    case 'ClockRetargeted': {
      const { terms, priority, targetSeconds, dueAt } = data
      const { id, version } = terms.calendar
      const labels = { ...cycle.labels, priority }
      const superseded = [...cycle.superseded, { ...moment, ...data.superseded }]
      return {
        ...cycle,
        agreement: terms.agreement,
        calendar: { id, version },
        labels,
        targetSeconds,
        dueAt,
        superseded,
      }
    }
    case 'ClockWarned':
      return { ...cycle, warned: [...cycle.warned, { ...moment, at: data.warnedAt, percent: data.percent }] }
    case 'ClockBreached':
      return { ...cycle, breaches: [...cycle.breaches, { ...moment, at: data.breachedAt }] }
    case 'ClockEscalated': {
      const { percent, escalatedAt, steps } = data
      return { ...cycle, escalated: [...cycle.escalated, { ...moment, at: escalatedAt, percent, steps }] }
    }
    case 'ClockStopped': {
      const { why, verdict, effectiveAt, elapsedSeconds, overrunSeconds, dueAt } = data
      return ended({ ...cycle, dueAt }, verdict, { ...moment, at: effectiveAt, why, elapsedSeconds, overrunSeconds })
    }
    case 'ClockCancelled': {
      const { reason: why, effectiveAt, elapsedSeconds } = data
      return ended(cycle, 'cancelled', { ...moment, at: effectiveAt, why, elapsedSeconds, overrunSeconds: 0 })
    }
    case 'ClockRelabelled':
      return { ...cycle, labels: data.to }
    case 'ClockStarted':
    case 'ClockRestarted':
    case 'ClockNotPaused':
    case 'ExternalVerdictNoted':
      return cycle
  }
}

/** The breach of a cycle that holds: of the due instant as it is now. One that ended by then has none. */
export const breachOf = ({ dueAt, breaches, end }: CycleFact): Moment | undefined =>
  breaches.find(({ at }) => at === dueAt && (end === null || isAfter(end.at, at)))
