import type { AgreementId, Count, Instant } from '@deskledger/kernel'
import type { Tie } from './matching.ts'
import type { TermsMistake } from './terms-mistakes.ts'
import type { Side, Status } from './words.ts'

interface Fact<Type extends string> {
  readonly type: Type
  readonly agreementId: AgreementId
}

/** Why an agreement stands where nothing of that kind can happen to it. */
type StandingRefusal =
  | Fact<'AgreementNotFound'>
  | Fact<'AgreementAlreadyDrafted'>
  | (Fact<'AgreementAlreadyExpired'> & { readonly until: Instant | null })
  | (Fact<'AgreementAlreadyTerminated'> & { readonly terminatedAt: Instant | null })
  | (Fact<'AgreementNotInForce'> & { readonly status: Status })
  | (Fact<'ReviewNotStarted'> & { readonly status: Status })

/** What the sides have not done, or did otherwise. */
type NegotiationRefusal =
  /** all mistakes; places are RFC 6901 pointers into the terms */
  | (Fact<'BadTerms'> & { readonly mistakes: readonly TermsMistake[] })
  | (Fact<'TermsNotProposed'> & { readonly version: Count | null })
  | (Fact<'TermsSuperseded'> & { readonly version: Count; readonly latest: Count })
  | (Fact<'TermsNotAgreed'> & { readonly version: Count; readonly missing: readonly Side[] })
  | (Fact<'TermsAlreadyInForce'> & { readonly version: Count; readonly from: Instant })

/** Times that do not go together. */
type TimeRefusal =
  | (Fact<'DatesCross'> & { readonly from: Instant; readonly until: Instant })
  | (Fact<'BeginsBeforeVersionInForce'> & { readonly from: Instant; readonly version: Count; readonly since: Instant })
  | (Fact<'AgreementHasNoEnd'> & { readonly version: Count })
  | (Fact<'AgreementNotOver'> & { readonly until: Instant })
  | (Fact<'TiesWithOthers'> & { readonly version: Count; readonly ties: readonly Tie[] })

/** Why an agreement command may be refused. Facts only; the edge words them for people. */
export type AgreementRefusal = StandingRefusal | NegotiationRefusal | TimeRefusal
