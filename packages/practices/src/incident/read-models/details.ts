import type {
  Body,
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
import type { Channel, LinkKind, ResponseKind, Status, Visibility } from '../words.ts'
import type { Ticket } from './ticket.ts'

/** Who did something, and when. */
export interface Deed {
  readonly at: Instant
  readonly by: PersonId
}

/** One resolution. A reopening erases none; how it was reached is null in imports of steps that the rules forbid. */
export interface ResolutionDetails extends Deed {
  readonly attempt: number
  readonly resolver: PersonId | null
  readonly code: Title | null
  readonly text: Body | null
  readonly firstContact: boolean | null
}

interface ReopeningDetails extends Deed {
  readonly from: Status
  readonly reason: Body | null
  readonly bySelfService: boolean | null
}

interface ClosureDetails extends Deed {
  readonly code: Title | null
  readonly comment: Body | null
}

/** What a major incident went through; null where it has not come to it. */
export interface MajorDetails {
  readonly proposed: (Deed & { readonly reason: Body }) | null
  readonly declined: (Deed & { readonly reason: Body }) | null
  readonly accepted: (Deed & { readonly manager: PersonId }) | null
  readonly communications: number
  readonly lastCommunicationAt: Instant | null
  readonly stoodDown: Deed | null
  readonly review: (Deed & { readonly findings: Body }) | null
}

export interface ImportDetails {
  readonly source: Title
  /** the last row taken, from 1 within its key */
  readonly row: number
  readonly fields: Readonly<Record<string, string | null>>
  /** columns that hold the final value from the first row on */
  readonly finals: Readonly<Record<string, string | null>>
  /** steps that the rules forbid, recorded as they were */
  readonly forbiddenSteps: number
  readonly lastForbidden: { readonly row: number; readonly rules: readonly string[] } | null
}

/** An incident as it stands: every field, every attempt to resolve it; texts of notes are in its timeline. */
export interface IncidentDetails extends Ticket {
  readonly description: Body | null
  readonly channel: Channel | null
  readonly service: ReferenceId | null
  readonly subcategory: Title | null
  readonly location: Title | null
  readonly impact: Level | null
  readonly urgency: Level | null
  readonly computedPriority: Priority | null
  /** why the priority is not the computed one; null: it is, or nobody said */
  readonly overrideReason: Body | null
  readonly followUpOf: IncidentId | null
  readonly raised: Deed
  readonly updatedAt: Instant
  readonly updatedBy: PersonId
  readonly revision: number
  readonly recordedAt: Instant
  readonly firstResponse: (Deed & { readonly how: ResponseKind }) | null
  readonly reassignments: number
  readonly resolutions: readonly ResolutionDetails[]
  readonly reopenings: readonly ReopeningDetails[]
  readonly closures: readonly ClosureDetails[]
  readonly cancelled: (Deed & { readonly reason: Body | null }) | null
  readonly mergedInto: IncidentId | null
  readonly mergedFrom: readonly IncidentId[]
  readonly parent: IncidentId | null
  readonly children: readonly IncidentId[]
  readonly links: readonly { readonly kind: LinkKind; readonly reference: ReferenceId }[]
  readonly watchers: readonly PersonId[]
  readonly notes: {
    readonly public: number
    readonly internal: number
    readonly last: (Deed & { readonly visibility: Visibility }) | null
  }
  readonly attachments: readonly {
    readonly name: Title
    readonly mediaType: Title
    /** bytes */
    readonly size: number
    readonly sha256: Sha256
  }[]
  readonly secondsLogged: number
  readonly escalations: {
    readonly functional: number
    readonly hierarchic: number
    readonly level: number | null
    readonly last: (Deed & { readonly to: GroupId | PersonId; readonly reason: Body }) | null
  }
  readonly verdict: { readonly source: Title; readonly made: boolean } | null
  readonly majorIncident: MajorDetails | null
  readonly imported: ImportDetails | null
}
