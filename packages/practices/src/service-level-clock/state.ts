import type { Count } from '@deskledger/kernel'
import type { Clock } from './clock.ts'
import type { ClockRestarted, ClockResumed, ClockRetargeted, ClockStarted, ServiceLevelClockEvent } from './events.ts'
import { scheduleIn, type Schedule } from './words.ts'

/** What the rules must remember; not what people look at (see read-models/). */
export type ServiceLevelClock = { readonly status: 'Unknown' } | Clock

export const initial: ServiceLevelClock = { status: 'Unknown' }

const none = 0 as Count

type Cycle = Pick<
  Clock,
  | 'status'
  | 'waitsFor'
  | 'pausedSince'
  | 'pauses'
  | 'elapsedSeconds'
  | 'warned'
  | 'breaches'
  | 'escalated'
  | 'ending'
  | keyof Begun
>
type Begun = Pick<ClockStarted, 'terms' | 'pauseReasons' | 'labels' | keyof Schedule>

/** What every cycle begins with. */
const begun = ({ terms, pauseReasons, labels, ...schedule }: Begun): Cycle => ({
  status: 'Running',
  terms,
  pauseReasons,
  labels,
  ...scheduleIn(schedule),
  waitsFor: null,
  pausedSince: null,
  pauses: [],
  elapsedSeconds: none,
  warned: [],
  breaches: [],
  escalated: [],
  ending: null,
})

const started = (event: ClockStarted): Clock => ({
  ...begun(event),
  ticket: event.ticket,
  kind: event.kind,
  target: event.target,
  cycle: 1 as Count,
  begunAt: event.at,
  startedAt: event.at,
  countsFrom: event.at,
  steppedAt: event.at,
  external: null,
})

const restarted = (clock: Clock, event: ClockRestarted): Clock => ({
  ...clock,
  ...begun(event),
  cycle: event.cycle,
  begunAt: event.at,
  startedAt: event.effectiveAt,
  countsFrom: event.effectiveAt,
  steppedAt: event.effectiveAt,
})

const resumed = (clock: Clock, { effectiveAt, elapsedSeconds, ...schedule }: ClockResumed): Clock => {
  const { pauses, pausedSince } = clock
  const cost = pausedSince !== null && pausedSince < effectiveAt
  return {
    ...clock,
    status: 'Running',
    waitsFor: null,
    pausedSince: null,
    pauses: cost ? [...pauses, [pausedSince, effectiveAt]] : pauses,
    steppedAt: effectiveAt,
    elapsedSeconds,
    ...scheduleIn(schedule),
  }
}

const retargeted = (clock: Clock, event: ClockRetargeted): Clock => ({
  ...clock,
  terms: event.terms,
  labels: { ...clock.labels, priority: event.priority },
  countsFrom: event.countsFrom,
  steppedAt: event.effectiveAt,
  elapsedSeconds: event.elapsedSeconds,
  ...scheduleIn(event),
})

const folded = (clock: Clock, event: ServiceLevelClockEvent): Clock => {
  switch (event.type) {
    case 'ClockStarted':
      return started(event)
    case 'ClockPaused': {
      const { reason: waitsFor, effectiveAt: steppedAt, elapsedSeconds } = event
      const pausedSince = clock.pausedSince ?? steppedAt
      return { ...clock, status: 'Paused', waitsFor, pausedSince, steppedAt, elapsedSeconds, ...scheduleIn(event) }
    }
    case 'ClockNotPaused': {
      const { reason: waitsFor, effectiveAt: steppedAt, elapsedSeconds } = event
      return { ...clock, waitsFor, steppedAt, elapsedSeconds }
    }
    case 'ClockResumed':
      return resumed(clock, event)
    case 'ClockRetargeted':
      return retargeted(clock, event)
    case 'ClockWarned':
      return { ...clock, warned: [...clock.warned, { percent: event.percent, at: event.warnedAt }] }
    case 'ClockBreached':
      return { ...clock, breaches: [...clock.breaches, event.breachedAt] }
    case 'ClockEscalated':
      return { ...clock, escalated: [...clock.escalated, { percent: event.percent, at: event.escalatedAt }] }
    case 'ClockStopped': {
      const { why, at, verdict, overrunSeconds, effectiveAt: steppedAt, elapsedSeconds, dueAt } = event
      return {
        ...clock,
        status: 'Stopped',
        steppedAt,
        elapsedSeconds,
        dueAt,
        ending: { why, at, verdict, overrunSeconds },
      }
    }
    case 'ClockRestarted':
      return restarted(clock, event)
    case 'ClockCancelled': {
      const { reason: why, at, effectiveAt: steppedAt, elapsedSeconds } = event
      const ending = { why, at, verdict: null, overrunSeconds: none }
      return { ...clock, status: 'Cancelled', steppedAt, elapsedSeconds, ending }
    }
    case 'ExternalVerdictNoted':
      return { ...clock, external: { source: event.source, verdict: event.verdict } }
    case 'ClockRelabelled':
      return { ...clock, labels: event.to }
  }
}

/** What a clock is after more events. */
export const after = (clock: Clock, events: readonly ServiceLevelClockEvent[]): Clock => events.reduce(folded, clock)

/** What a clock is after one more event; anything but a start leaves an unknown one unknown. */
export const evolve = (clock: ServiceLevelClock, event: ServiceLevelClockEvent): ServiceLevelClock => {
  if (event.type === 'ClockStarted') return started(event)
  return clock.status === 'Unknown' ? clock : folded(clock, event)
}
