import type {
  Body,
  Count,
  GroupId,
  IncidentId,
  Instant,
  Level,
  PersonId,
  Priority,
  ReferenceId,
  Sha256,
  Title,
} from '@deskledger/kernel'
import type { Columns } from './events/lifecycle.ts'
import type { Channel, HoldReason, LinkKind, Status } from './words.ts'

/** How far a major incident has come. */
type Major =
  | { readonly phase: 'Proposed'; readonly reason: Body }
  | { readonly phase: 'Accepted'; readonly manager: PersonId }
  | { readonly phase: 'Declined' }
  | { readonly phase: 'StoodDown'; readonly findings: Body | null }

/** What the row before said; null in incidents that were not imported. */
interface LastRow {
  readonly source: Title
  readonly row: Count
  /** untracked columns and final values together */
  readonly columns: Columns
  readonly note: Body | null
}

/** An incident that was raised, as far as the rules remember it. */
export interface Ticket {
  readonly status: Status
  readonly holdReason: HoldReason | null
  readonly holdComment: Body | null
  readonly summary: Title | null
  readonly description: Body | null
  readonly location: Title | null
  readonly channel: Channel | null
  readonly caller: PersonId | null
  /** the organisation or unit that the service is provided to */
  readonly customer: ReferenceId | null
  readonly service: ReferenceId | null
  readonly category: Title | null
  readonly subcategory: Title | null
  readonly impact: Level | null
  readonly urgency: Level | null
  readonly priority: Priority | null
  readonly computed: Priority | null
  readonly group: GroupId | null
  readonly assignee: PersonId | null
  readonly confidentialTo: readonly GroupId[]
  readonly reassignments: Count
  readonly reopenings: Count
  readonly attempts: Count
  readonly code: Title | null
  readonly text: Body | null
  readonly resolvedAt: Instant | null
  /** code and text or reason that it was closed or cancelled with */
  readonly ending: { readonly code: Title | null; readonly text: Body | null } | null
  readonly responded: boolean
  readonly verdict: { readonly source: Title | null; readonly made: boolean } | null
  /** ids of notes, time entries and communications: what makes a repeat known */
  readonly said: readonly ReferenceId[]
  readonly files: readonly { readonly name: Title; readonly sha256: Sha256 }[]
  readonly links: readonly { readonly kind: LinkKind; readonly reference: ReferenceId }[]
  readonly watchers: readonly PersonId[]
  readonly escalation: { readonly level: Count; readonly to: PersonId } | null
  readonly major: Major | null
  readonly parent: IncidentId | null
  readonly mergedInto: IncidentId | null
  readonly received: readonly IncidentId[]
  readonly lastRow: LastRow | null
}
