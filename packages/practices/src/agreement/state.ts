import type { Body, Count, Instant, PersonId, ReferenceId, Title } from '@deskledger/kernel'
import type { AgreementDrafted, AgreementEvent, ReviewCompleted, TermsAccepted, TermsProposed } from './events.ts'
import type { Terms } from './terms.ts'
import type { AgreementKind, Side, Status } from './words.ts'

/** The version on the table: the last one proposed. */
export interface Proposal {
  readonly version: Count
  readonly terms: Terms
  /** who signed for each side; null: nobody yet */
  readonly accepted: Readonly<Record<Side, PersonId | null>>
}

/** When a version is in force: `from <= t < until`; null: without end. */
export interface InForcePeriod {
  readonly version: Count
  readonly from: Instant
  readonly until: Instant | null
}

/** An agreement that was drafted, as far as the rules remember it. */
export interface KnownAgreement {
  readonly status: Status
  readonly kind: AgreementKind
  readonly name: Title
  readonly provider: ReferenceId | null
  readonly customer: ReferenceId | null
  readonly proposal: Proposal | null
  /** in order of time: none begins before the one before it, and each ends where the next begins */
  readonly periods: readonly InForcePeriod[]
  /** of the last period's version */
  readonly termsInForce: Terms | null
  readonly reviewSince: Instant | null
  readonly lastReview: Pick<ReviewCompleted, 'outcome' | 'figures' | 'findings'> | null
  readonly ended: { readonly at: Instant; readonly reason: Body } | null
}

/** What the rules must remember; not what people look at (see read-models/). */
export type Agreement = { readonly status: 'Unknown' } | KnownAgreement

export const initial: Agreement = { status: 'Unknown' }

const drafted = ({ kind, name, provider, customer }: AgreementDrafted): KnownAgreement => ({
  status: 'Drafted',
  kind,
  name,
  provider,
  customer,
  proposal: null,
  periods: [],
  termsInForce: null,
  reviewSince: null,
  lastReview: null,
  ended: null,
})

const inForce = (status: Status): boolean => status === 'InForce' || status === 'UnderReview'

const proposed = (agreement: KnownAgreement, { version, side, terms, signedBy }: TermsProposed): KnownAgreement => ({
  ...agreement,
  status: inForce(agreement.status) ? agreement.status : 'Negotiating',
  proposal: { version, terms, accepted: { provider: null, customer: null, [side]: signedBy } },
})

const accepted = (agreement: KnownAgreement, { side, signedBy, agreed }: TermsAccepted): KnownAgreement => ({
  ...agreement,
  status: agreed && !inForce(agreement.status) ? 'Agreed' : agreement.status,
  proposal: agreement.proposal && {
    ...agreement.proposal,
    accepted: { ...agreement.proposal.accepted, [side]: signedBy },
  },
})

/** Periods that end at an instant at the latest; what would begin then or later never comes. */
const cut = (periods: readonly InForcePeriod[], at: Instant): readonly InForcePeriod[] =>
  periods
    .filter(({ from }) => from < at)
    .map((period) => (period.until === null || period.until > at ? { ...period, until: at } : period))

const folded = (agreement: KnownAgreement, event: AgreementEvent): KnownAgreement => {
  switch (event.type) {
    case 'AgreementDrafted':
      return drafted(event)
    case 'AgreementRenamed':
      return { ...agreement, name: event.to }
    case 'TermsProposed':
      return proposed(agreement, event)
    case 'TermsAccepted':
      return accepted(agreement, event)
    case 'AgreementBroughtIntoForce': {
      const { version, from, until, terms } = event
      const periods = [...cut(agreement.periods, from), { version, from, until }]
      return {
        ...agreement,
        status: agreement.status === 'UnderReview' ? 'UnderReview' : 'InForce',
        periods,
        termsInForce: terms,
      }
    }
    case 'ReviewStarted':
      return { ...agreement, status: 'UnderReview', reviewSince: event.at }
    case 'ReviewCompleted': {
      const { outcome, figures, findings } = event
      return { ...agreement, status: 'InForce', reviewSince: null, lastReview: { outcome, figures, findings } }
    }
    case 'AgreementExpired':
      return { ...agreement, status: 'Expired', reviewSince: null }
    case 'AgreementTerminated': {
      const { at, reason } = event
      const periods = cut(agreement.periods, at)
      return { ...agreement, status: 'Terminated', reviewSince: null, periods, ended: { at, reason } }
    }
    case 'AgreementRenewed': {
      const { version, until } = event
      const periods = agreement.periods.map((period) => (period.version === version ? { ...period, until } : period))
      const status = agreement.status === 'UnderReview' ? 'UnderReview' : 'InForce'
      return { ...agreement, status, periods }
    }
  }
}

/** What an agreement is after one more event; anything but a beginning leaves an unknown one unknown. */
export const evolve = (agreement: Agreement, event: AgreementEvent): Agreement => {
  if (event.type === 'AgreementDrafted') return drafted(event)
  return agreement.status === 'Unknown' ? agreement : folded(agreement, event)
}
