import * as t from 'io-ts'

/** Nothing is said as null, and always said: stored events have fixed shapes. */
export const orNull = <Codec extends t.Mixed>(codec: Codec) => t.union([codec, t.null])

/** With whom it is made: SLA with a customer, OLA inside the organisation, UC (underpinning contract) with a supplier. */
export const AgreementKind = t.keyof({ SLA: null, OLA: null, UC: null }, 'AgreementKind')
export type AgreementKind = t.TypeOf<typeof AgreementKind>

/** Who provides, and who takes: of a UC, the customer is the organisation itself. */
export const Side = t.keyof({ provider: null, customer: null }, 'Side')
export type Side = t.TypeOf<typeof Side>

/** Where an agreement stands. Terminated is final; an expired one can be renewed. */
export const Status = t.keyof(
  {
    Drafted: null,
    Negotiating: null,
    Agreed: null,
    InForce: null,
    UnderReview: null,
    Expired: null,
    Terminated: null,
  },
  'Status',
)
export type Status = t.TypeOf<typeof Status>

/** The tickets that targets speak of. */
export const TicketKind = t.keyof({ incident: null, request: null, change: null }, 'TicketKind')
export type TicketKind = t.TypeOf<typeof TicketKind>

/** What is promised: a first answer, a solution, a request fulfilled, a service that is there. */
export const TargetName = t.keyof({ respond: null, resolve: null, fulfil: null, available: null }, 'TargetName')
export type TargetName = t.TypeOf<typeof TargetName>

/** How long figures, penalties and availability are counted together. */
export const Period = t.keyof({ week: null, month: null, quarter: null, year: null }, 'Period')
export type Period = t.TypeOf<typeof Period>

/** What becomes of a running clock when another target fits its ticket. */
export const RetargetPolicy = t.keyof({ 'recompute-from-origin': null, 'from-now': null, keep: null }, 'RetargetPolicy')
export type RetargetPolicy = t.TypeOf<typeof RetargetPolicy>

/** What a ticket may wait for: the on-hold reasons of incidents, repeated here because no practice knows another. */
export const HoldReason = t.keyof(
  {
    AwaitingCaller: null,
    AwaitingProblem: null,
    AwaitingChange: null,
    AwaitingVendor: null,
    AwaitingEvidence: null,
    Unspecified: null,
  },
  'HoldReason',
)
export type HoldReason = t.TypeOf<typeof HoldReason>

/** What a review comes to. */
export const ReviewOutcome = t.keyof({ keep: null, amend: null }, 'ReviewOutcome')
export type ReviewOutcome = t.TypeOf<typeof ReviewOutcome>
