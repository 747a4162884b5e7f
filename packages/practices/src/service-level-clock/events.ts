import { Body, ClockId, Count, Instant, PersonId, Priority, TicketId, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import {
  EscalationStep,
  ExternalVerdict,
  Goal,
  Labels,
  PauseReasons,
  PinnedAgreement,
  RetargetPolicy,
  Target,
  Terms,
  TicketKind,
  Verdict,
  orNull,
  schedule,
} from './words.ts'

/** The codec of one event: what all carry, and its own fields. */
const event = <Type extends string, Fields extends t.Props>(type: Type, fields: Fields) =>
  t.strict({ type: t.literal(type), clockId: ClockId, by: PersonId, at: Instant, ...fields }, type)

/** What every step but the start says: when it counts from, never before the step in front of it, and what was used by then. */
const step = { effectiveAt: Instant, elapsedSeconds: Count }

/** A clock began to count at `at`, in cycle 1. */
export const ClockStarted = event('ClockStarted', {
  ticket: TicketId,
  kind: TicketKind,
  target: Target,
  terms: Terms,
  pauseReasons: PauseReasons,
  labels: Labels,
  ...schedule,
})
export type ClockStarted = t.TypeOf<typeof ClockStarted>

/** The ticket waits for something that pauses this clock; or, paused already, waits for something else now. */
export const ClockPaused = event('ClockPaused', { reason: Title, ...step, ...schedule })
export type ClockPaused = t.TypeOf<typeof ClockPaused>

/** The ticket waits for something that does not pause this clock: it goes on. */
export const ClockNotPaused = event('ClockNotPaused', { reason: Title, ...step })
export type ClockNotPaused = t.TypeOf<typeof ClockNotPaused>

/** The ticket waits no longer for `reason`; the schedule is new where that had paused the clock. */
export const ClockResumed = event('ClockResumed', { reason: Title, ...step, ...schedule })
export type ClockResumed = t.TypeOf<typeof ClockResumed>

/** What a clock went by until it was set anew. */
const Superseded = t.strict(
  {
    agreement: PinnedAgreement,
    priority: orNull(Priority),
    goal: Goal,
    targetSeconds: Count,
    dueAt: orNull(Instant),
    breachedAt: orNull(Instant),
  },
  'Superseded',
)

/** Another promise holds; `terms` and `elapsedSeconds` as they are from here, counted from `countsFrom`. */
export const ClockRetargeted = event('ClockRetargeted', {
  policy: RetargetPolicy,
  why: Body,
  terms: Terms,
  priority: orNull(Priority),
  superseded: Superseded,
  countsFrom: Instant,
  ...step,
  ...schedule,
})
export type ClockRetargeted = t.TypeOf<typeof ClockRetargeted>

/** So much of the goal was used up at `warnedAt`, whenever somebody came to say so (`at`). */
export const ClockWarned = event('ClockWarned', { percent: Count, warnedAt: Instant })
export type ClockWarned = t.TypeOf<typeof ClockWarned>

/** It was due at `breachedAt` and not stopped by then, whenever somebody came to say so (`at`). */
export const ClockBreached = event('ClockBreached', { breachedAt: Instant })
export type ClockBreached = t.TypeOf<typeof ClockBreached>

/** So much of the goal was used up at `escalatedAt`, whenever somebody came to say so (`at`), and these steps are due. */
export const ClockEscalated = event('ClockEscalated', {
  percent: Count,
  escalatedAt: Instant,
  steps: t.readonlyArray(EscalationStep),
})
export type ClockEscalated = t.TypeOf<typeof ClockEscalated>

/** What was promised is done. `dueAt`: as it was then, a pause that lasted until then counted in. */
export const ClockStopped = event('ClockStopped', {
  why: Title,
  verdict: Verdict,
  ...step,
  overrunSeconds: Count,
  dueAt: orNull(Instant),
})
export type ClockStopped = t.TypeOf<typeof ClockStopped>

/** A cycle's result, which nothing changes any more. */
const Result = t.strict(
  { cycle: Count, verdict: Verdict, stoppedAt: Instant, elapsedSeconds: Count, overrunSeconds: Count },
  'Result',
)
export type Result = t.TypeOf<typeof Result>

/** It counts again from `effectiveAt`, in the cycle after `previous`. */
export const ClockRestarted = event('ClockRestarted', {
  why: Title,
  cycle: Count,
  previous: Result,
  effectiveAt: Instant,
  terms: Terms,
  pauseReasons: PauseReasons,
  labels: Labels,
  ...schedule,
})
export type ClockRestarted = t.TypeOf<typeof ClockRestarted>

/** There is nothing to promise any more: final, and no result. */
export const ClockCancelled = event('ClockCancelled', { reason: Body, ...step })
export type ClockCancelled = t.TypeOf<typeof ClockCancelled>

/** Another system says so; it changes nothing here. */
export const ExternalVerdictNoted = event('ExternalVerdictNoted', {
  source: Title,
  verdict: ExternalVerdict,
  from: orNull(ExternalVerdict),
})
export type ExternalVerdictNoted = t.TypeOf<typeof ExternalVerdictNoted>

/** The figures of this cycle belong elsewhere. */
export const ClockRelabelled = event('ClockRelabelled', { from: Labels, to: Labels })
export type ClockRelabelled = t.TypeOf<typeof ClockRelabelled>

/** All that can have happened to a clock, by type. The stored format: add, never edit. */
export const serviceLevelClockEvents = {
  ClockStarted,
  ClockPaused,
  ClockNotPaused,
  ClockResumed,
  ClockRetargeted,
  ClockWarned,
  ClockBreached,
  ClockEscalated,
  ClockStopped,
  ClockRestarted,
  ClockCancelled,
  ExternalVerdictNoted,
  ClockRelabelled,
}
export type ServiceLevelClockEvent = t.TypeOf<(typeof serviceLevelClockEvents)[keyof typeof serviceLevelClockEvents]>
