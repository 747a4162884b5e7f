import type { Body, Count, Instant, TicketId, Title } from '@deskledger/kernel'
import { isAfter } from './seconds.ts'
import { isReached } from './shares.ts'
import type { ExternalVerdict, Labels, Share, Target, Terms, TicketKind, Verdict } from './words.ts'

/** Where a clock stands. Stopped begins again on reopening; Cancelled is final. */
export type ClockStatus = 'Running' | 'Paused' | 'Stopped' | 'Cancelled'

/** How a cycle ended. */
interface Ending {
  readonly why: Title | Body
  /** as it was said */
  readonly at: Instant
  /** null: cancelled */
  readonly verdict: Verdict | null
  readonly overrunSeconds: Count
}

/** A clock that was started, as far as the rules remember it: its last cycle. */
export interface Clock {
  readonly status: ClockStatus
  readonly ticket: TicketId
  readonly kind: TicketKind
  readonly target: Target
  /** from 1 */
  readonly cycle: Count
  /** when the start or restart was said to be, and from when on it counts */
  readonly begunAt: Instant
  readonly startedAt: Instant
  readonly terms: Terms
  readonly pauseReasons: readonly Title[]
  readonly labels: Labels
  /** where the goal begins to count: the start, or a retarget that left what was before out */
  readonly countsFrom: Instant
  readonly targetSeconds: Count
  readonly dueAt: Instant | null
  readonly warnAt: readonly Share[]
  readonly escalateAt: readonly Share[]
  /** what the ticket waits for; it pauses the clock or does not */
  readonly waitsFor: Title | null
  readonly pausedSince: Instant | null
  /** pauses of this cycle that are over */
  readonly pauses: readonly (readonly [from: Instant, to: Instant])[]
  /** when the last step counts from, and what was used by then */
  readonly steppedAt: Instant
  readonly elapsedSeconds: Count
  /** warnings, breaches and escalations of this cycle that were made known, whatever holds now */
  readonly warned: readonly Share[]
  readonly breaches: readonly Instant[]
  readonly escalated: readonly Share[]
  readonly ending: Ending | null
  /** what another system says, last */
  readonly external: { readonly source: Title; readonly verdict: ExternalVerdict } | null
}

type Ended = Pick<Clock, 'dueAt' | 'steppedAt' | 'ending'>

/** The breach that holds, if it was made known: that of the due instant as it is now. A clock that ended by then has none. */
export const breachedAt = ({ dueAt, breaches, steppedAt, ending }: Ended & Pick<Clock, 'breaches'>): Instant | null => {
  if (dueAt === null || !breaches.includes(dueAt)) return null
  return ending === null || isAfter(steppedAt, dueAt) ? dueAt : null
}

const isIn = (told: readonly Share[], { percent, at }: Share): boolean =>
  told.some((one) => one.percent === percent && one.at === at)

/** Whether a warning of the schedule as it is now was made known. */
export const isWarned = ({ warned }: Pick<Clock, 'warned'>, share: Share): boolean => isIn(warned, share)

/** Whether an escalation of the schedule as it is now was made known. */
export const isEscalated = ({ escalated }: Pick<Clock, 'escalated'>, share: Share): boolean => isIn(escalated, share)

/** Whether a clock came to a share of its goal, or still may: one that has ended before did not. */
export const cameTo = (clock: Ended, share: Share): boolean =>
  clock.ending === null || isReached(clock, share, clock.steppedAt)

/** The escalation that holds, the last of those that were made known: of the schedule as it is now. */
export const escalation = (clock: Clock): Share | null =>
  clock.escalateAt.findLast((share) => isEscalated(clock, share) && cameTo(clock, share)) ?? null
