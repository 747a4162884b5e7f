import type { AgreementId, Count, IncidentId, Instant, Title } from '@deskledger/kernel'
import type { Standing } from '@deskledger/practices/incident'
import type { Labels } from '@deskledger/practices/service-level-clock'

/** What clocks run for on an incident. */
export const targets = ['respond', 'resolve'] as const
export type TargetName = (typeof targets)[number]

/** What an incident's event means for one of its targets. `at` is the event's, and may step back. */
export type Step =
  | { readonly do: 'begin'; readonly at: Instant }
  | { readonly do: 'wait'; readonly at: Instant; readonly reason: Title }
  | { readonly do: 'go on'; readonly at: Instant }
  | { readonly do: 'stop'; readonly at: Instant; readonly why: Title }
  | { readonly do: 'cancel'; readonly at: Instant; readonly why: Title }
  | { readonly do: 'begin again'; readonly at: Instant }
  | { readonly do: 'judge'; readonly at: Instant; readonly source: Title; readonly made: boolean }

/** The promise that a clock goes by: a target of a version of an agreement, `place` among the targets of its terms. */
export interface PromiseRef {
  readonly agreement: AgreementId
  readonly version: Count
  readonly place: number
}

/** How a target stands, by the incident's own word. Cancelled is final. */
export type Stand = 'going' | 'stopped' | 'cancelled'

/** What is remembered of one target of an incident. */
export interface Aim {
  readonly stand: Stand
  /** null: nothing was promised so far, and there is no clock */
  readonly promise: PromiseRef | null
  /** as long as there is no clock: what one would have been told since the cycle began */
  readonly course: readonly Step[]
}

/** What is remembered of an incident. */
export interface Followed {
  readonly of: 'incident'
  readonly incidentId: IncidentId
  readonly standing: Standing
  readonly labels: Labels
  readonly aims: Readonly<Record<TargetName, Aim>>
}
