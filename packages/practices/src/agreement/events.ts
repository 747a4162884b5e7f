import { AgreementId, Body, Count, Instant, PersonId, ReferenceId, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import { Figures } from './figures.ts'
import { Terms } from './terms.ts'
import { AgreementKind, orNull, ReviewOutcome, Side } from './words.ts'

const event = <Type extends string, Fields extends t.Props>(type: Type, fields: Fields) =>
  t.strict({ type: t.literal(type), agreementId: AgreementId, by: PersonId, at: Instant, ...fields }, type)

const parties = { kind: AgreementKind, provider: orNull(ReferenceId), customer: orNull(ReferenceId) }

/** Begun: nothing is proposed yet. */
export const AgreementDrafted = event('AgreementDrafted', { name: Title, ...parties })
export type AgreementDrafted = t.TypeOf<typeof AgreementDrafted>

/** Called something else. */
export const AgreementRenamed = event('AgreementRenamed', { from: Title, to: Title })
export type AgreementRenamed = t.TypeOf<typeof AgreementRenamed>

/** The next version, from 1, whole; the side that proposes it accepts it. */
export const TermsProposed = event('TermsProposed', { version: Count, side: Side, signedBy: PersonId, terms: Terms })
export type TermsProposed = t.TypeOf<typeof TermsProposed>

/** A side accepted the version on the table; `agreed`: now both have. */
export const TermsAccepted = event('TermsAccepted', {
  version: Count,
  side: Side,
  signedBy: PersonId,
  agreed: t.boolean,
})
export type TermsAccepted = t.TypeOf<typeof TermsAccepted>

/** In force at every t with `from <= t < until`, with all that matching needs; `supersedes` ends where it begins. */
export const AgreementBroughtIntoForce = event('AgreementBroughtIntoForce', {
  ...parties,
  version: Count,
  from: Instant,
  until: orNull(Instant),
  terms: Terms,
  supersedes: orNull(Count),
})
export type AgreementBroughtIntoForce = t.TypeOf<typeof AgreementBroughtIntoForce>

/** Somebody began to look at how the version in force went. */
export const ReviewStarted = event('ReviewStarted', { version: Count })
export type ReviewStarted = t.TypeOf<typeof ReviewStarted>

/** Reviewed, in force again; the figures stay as they stood, whatever is corrected later. */
export const ReviewCompleted = event('ReviewCompleted', {
  version: Count,
  startedAt: Instant,
  outcome: ReviewOutcome,
  figures: Figures,
  findings: orNull(Body),
})
export type ReviewCompleted = t.TypeOf<typeof ReviewCompleted>

/** Over since `until`. */
export const AgreementExpired = event('AgreementExpired', { version: Count, until: Instant })
export type AgreementExpired = t.TypeOf<typeof AgreementExpired>

/** Over since `at`, for good; `ended` are the versions that were or would have come into force after it. */
export const AgreementTerminated = event('AgreementTerminated', { reason: Body, ended: t.readonlyArray(Count) })
export type AgreementTerminated = t.TypeOf<typeof AgreementTerminated>

/** The version in force goes on from where it would have ended (`from`). */
export const AgreementRenewed = event('AgreementRenewed', { version: Count, from: Instant, until: orNull(Instant) })
export type AgreementRenewed = t.TypeOf<typeof AgreementRenewed>

/** All that can have happened to an agreement, by type. The stored format: add, never edit. */
export const agreementEvents = {
  AgreementDrafted,
  AgreementRenamed,
  TermsProposed,
  TermsAccepted,
  AgreementBroughtIntoForce,
  ReviewStarted,
  ReviewCompleted,
  AgreementExpired,
  AgreementTerminated,
  AgreementRenewed,
}
export type AgreementEvent = t.TypeOf<(typeof agreementEvents)[keyof typeof agreementEvents]>
