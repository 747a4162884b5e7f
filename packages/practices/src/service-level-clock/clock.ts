import type { Body, Count, Instant, TicketId, Title } from '@deskledger/kernel'
import type { ExternalVerdict, Labels, Target, Terms, TicketKind, Verdict, Warning } from './words.ts'

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
  readonly warnAt: readonly Warning[]
  /** what the ticket waits for; it pauses the clock or does not */
  readonly waitsFor: Title | null
  readonly pausedSince: Instant | null
  /** pauses of this cycle that are over */
  readonly pauses: readonly (readonly [from: Instant, to: Instant])[]
  /** when the last step counts from, and what was used by then */
  readonly steppedAt: Instant
  readonly elapsedSeconds: Count
  /** warnings and breaches of this cycle that were made known, whatever holds now */
  readonly warned: readonly Warning[]
  readonly breaches: readonly Instant[]
  readonly ending: Ending | null
  /** what another system says, last */
  readonly external: { readonly source: Title; readonly verdict: ExternalVerdict } | null
}

/** The breach that holds, if it was made known: that of the due instant as it is now. A target that was met has none. */
export const breachedAt = ({
  dueAt,
  breaches,
  ending,
}: Pick<Clock, 'dueAt' | 'breaches' | 'ending'>): Instant | null =>
  dueAt !== null && ending?.verdict !== 'met' && breaches.includes(dueAt) ? dueAt : null

/** Whether a warning of the schedule as it is now was made known. */
export const isWarned = ({ warned }: Pick<Clock, 'warned'>, { percent, at }: Warning): boolean =>
  warned.some((one) => one.percent === percent && one.at === at)
