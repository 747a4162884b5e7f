import type { AgreementId, CalendarId, ClockId, Instant, PersonId, TicketId, Uuid } from '@deskledger/kernel'
import type { ClockEscalated, ClockRetargeted } from '../events.ts'
import type { ExternalVerdict, Labels, Target, TicketKind, Verdict } from '../words.ts'

/** When something happened, who said so, and the event that proves it. */
export interface Moment {
  readonly at: Instant
  readonly by: PersonId
  readonly eventId: Uuid
}

/** The end of a cycle; `at` is when it counts from. */
export interface End extends Moment {
  readonly why: string
  readonly elapsedSeconds: number
  readonly overrunSeconds: number
}

/** One cycle of a clock. Once it has ended, nothing but its labels changes, and those only until the next begins. */
export interface CycleFact {
  readonly cycle: number
  readonly begun: Moment
  readonly agreement: { readonly id: AgreementId; readonly version: number }
  readonly calendar: { readonly id: CalendarId; readonly version: number }
  readonly labels: Labels
  readonly targetSeconds: number
  readonly dueAt: Instant | null
  readonly pauses: number
  readonly outcome: 'running' | 'cancelled' | Verdict
  readonly warned: readonly (Moment & { readonly percent: number })[]
  /** breaches made known, `at` the due instant; one counts where that still is the due instant */
  readonly breaches: readonly Moment[]
  readonly escalated: readonly (Moment & Pick<ClockEscalated, 'percent' | 'steps'>)[]
  readonly superseded: readonly (Moment & ClockRetargeted['superseded'])[]
  readonly end: End | null
}

/** All that the figures need of one clock: its history, cycle by cycle. */
export interface ServiceLevelFact {
  readonly clockId: ClockId
  readonly ticket: TicketId
  readonly kind: TicketKind
  readonly target: Target
  readonly cycles: readonly CycleFact[]
  readonly external: (Moment & { readonly source: string; readonly verdict: ExternalVerdict }) | null
}
