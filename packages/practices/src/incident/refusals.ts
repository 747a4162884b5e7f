import type { Count, IncidentId, Instant, PersonId } from '@deskledger/kernel'
import type { HoldReason, Status } from './words.ts'

interface Fact<Type extends string> {
  readonly type: Type
  readonly incidentId: IncidentId
}

/** Why an incident stands where nothing of that kind can happen to it. */
type StandingRefusal =
  | Fact<'IncidentNotFound'>
  | Fact<'IncidentAlreadyRaised'>
  | Fact<'IncidentAlreadyResolved'>
  | Fact<'IncidentAlreadyClosed'>
  | Fact<'IncidentAlreadyCancelled'>
  | (Fact<'IncidentAlreadyMerged'> & { readonly into: IncidentId | null })
  | (Fact<'IncidentAlreadyOnHold'> & { readonly reason: HoldReason | null })
  | (Fact<'IncidentNotOnHold'> & { readonly status: Status })
  | (Fact<'IncidentNotResolved'> & { readonly status: Status })
  | (Fact<'CloseNeedsResolved'> & { readonly status: Status })
  | (Fact<'ReopeningWindowPassed'> & { readonly until: Instant })

/** What is missing, or contradicts what is there. */
type ContentRefusal =
  | Fact<'AssignNeedsSomebody'>
  | Fact<'StartWorkNeedsAssignment'>
  | Fact<'HoldReasonNeedsComment'>
  | Fact<'PriorityNeedsImpactAndUrgency'>
  | Fact<'FollowUpOfItself'>
  | Fact<'CallerIsNoResponder'>
  | (Fact<'EscalationGoesUp'> & { readonly level: Count })

type MajorRefusal =
  | Fact<'NoMajorIncident'>
  | Fact<'MajorIncidentNotProposed'>
  | Fact<'MajorIncidentAlreadyProposed'>
  | (Fact<'MajorIncidentAlreadyAccepted'> & { readonly manager: PersonId })
  | Fact<'MajorIncidentOver'>
  | Fact<'MajorIncidentKeepsPriority'>
  | Fact<'MajorIncidentNotStoodDown'>
  | Fact<'PostIncidentReviewMissing'>

type FamilyRefusal =
  | Fact<'ParentIsItself'>
  | (Fact<'ParentCycle'> & { readonly parent: IncidentId })
  | (Fact<'ParentTooDeep'> & { readonly generations: number; readonly most: number })
  | (Fact<'NotItsParent'> & { readonly parent: IncidentId | null })
  | Fact<'MergeIntoItself'>
  | (Fact<'MergeCycle'> & { readonly into: IncidentId })

/** Why an incident command may be refused. Facts only; the edge words them for people. */
export type IncidentRefusal = StandingRefusal | ContentRefusal | MajorRefusal | FamilyRefusal
