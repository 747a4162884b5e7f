import { AgreementId, Body, Count, Instant, PersonId, ReferenceId, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import { Figures } from './figures.ts'
import { InForce } from './in-force.ts'
import { WrittenTerms } from './terms.ts'
import { AgreementKind, orNull, ReviewOutcome, Side } from './words.ts'

/** The codec of one command: what all carry, what it must say, and what it may say. */
const ask = <Type extends string, Must extends t.Props, May extends t.Props>(type: Type, must: Must, may: May) =>
  t.exact(
    t.intersection([
      t.type({ type: t.literal(type), agreementId: AgreementId, by: PersonId, at: Instant, ...must }),
      t.partial(may),
    ]),
    type,
  )

/** Begins an agreement between a provider and a customer; a customer left out is all of them. */
export const DraftAgreement = ask(
  'DraftAgreement',
  { kind: AgreementKind, name: Title },
  { provider: orNull(ReferenceId), customer: orNull(ReferenceId) },
)
export type DraftAgreement = t.TypeOf<typeof DraftAgreement>

/** Calls it something else. */
export const RenameAgreement = ask('RenameAgreement', { name: Title }, {})
export type RenameAgreement = t.TypeOf<typeof RenameAgreement>

/**
 * A side lays the next version on the table, and accepts it by that; what lies there already is accepted. `signedBy` where
 * somebody else than who asks has signed.
 */
export const ProposeTerms = ask('ProposeTerms', { side: Side, terms: WrittenTerms }, { signedBy: orNull(PersonId) })
export type ProposeTerms = t.TypeOf<typeof ProposeTerms>

/** A side accepts the version on the table; `signedBy` where somebody else than who asks has signed. */
export const AcceptTerms = ask('AcceptTerms', { side: Side, version: Count }, { signedBy: orNull(PersonId) })
export type AcceptTerms = t.TypeOf<typeof AcceptTerms>

/**
 * Puts the version that both sides accepted into force: from an instant, up to, not including, another; left out: without
 * end. `others` are the agreements in force that the asker knows: none may say the same for the same tickets.
 */
export const BringIntoForce = ask(
  'BringIntoForce',
  { from: Instant },
  { until: orNull(Instant), others: t.readonlyArray(InForce) },
)
export type BringIntoForce = t.TypeOf<typeof BringIntoForce>

/** Begins to look at how it went. */
export const StartReview = ask('StartReview', {}, {})
export type StartReview = t.TypeOf<typeof StartReview>

/** Ends the review with the figures as they stood: the terms are kept, or shall be amended by a new version. */
export const CompleteReview = ask(
  'CompleteReview',
  { outcome: ReviewOutcome, figures: Figures },
  { findings: orNull(Body) },
)
export type CompleteReview = t.TypeOf<typeof CompleteReview>

/** Says that its time is over. */
export const ExpireAgreement = ask('ExpireAgreement', {}, {})
export type ExpireAgreement = t.TypeOf<typeof ExpireAgreement>

/** Ends it before its time, or gives it up before it was in force. */
export const TerminateAgreement = ask('TerminateAgreement', { reason: Body }, {})
export type TerminateAgreement = t.TypeOf<typeof TerminateAgreement>

/** The version in force goes on from where it would end; `others` as for `BringIntoForce`. */
export const RenewAgreement = ask('RenewAgreement', {}, { until: orNull(Instant), others: t.readonlyArray(InForce) })
export type RenewAgreement = t.TypeOf<typeof RenewAgreement>

/** All that may be asked of an agreement, by type. */
export const agreementCommands = {
  DraftAgreement,
  RenameAgreement,
  ProposeTerms,
  AcceptTerms,
  BringIntoForce,
  StartReview,
  CompleteReview,
  ExpireAgreement,
  TerminateAgreement,
  RenewAgreement,
}
export type AgreementCommand = t.TypeOf<(typeof agreementCommands)[keyof typeof agreementCommands]>
