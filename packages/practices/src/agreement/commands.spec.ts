import type { Count, Instant, PersonId } from '@deskledger/kernel'
import { specify } from '@deskledger/testing'
import type { AgreementCommand } from './commands.ts'
import { agreementDecider } from './decide.ts'
import type { AgreementEvent } from './events.ts'
import { agreementExamples } from './examples.ts'
import { instant } from './terms.spec.kit.ts'
import { termsOf } from './terms.ts'

const { given } = specify(agreementDecider)
const { commands, events } = agreementExamples
const { AgreementDrafted: drafted, TermsProposed: proposed, TermsAccepted: accepted } = events
const { AgreementBroughtIntoForce: brought, ReviewStarted: reviewing, ReviewCompleted: reviewed } = events
const agreed = [drafted, proposed, accepted]
const inForce = [...agreed, brought]
const bob = 'bob' as PersonId
const second = 2 as Count

const does: readonly (readonly [AgreementCommand['type'], readonly AgreementEvent[], AgreementEvent])[] = [
  ['DraftAgreement', [], drafted],
  ['RenameAgreement', [drafted], events.AgreementRenamed],
  ['ProposeTerms', [drafted], proposed],
  ['AcceptTerms', [drafted, proposed], accepted],
  ['BringIntoForce', agreed, brought],
  ['StartReview', inForce, reviewing],
  ['CompleteReview', [...inForce, reviewing], reviewed],
  ['ExpireAgreement', inForce, events.AgreementExpired],
  ['TerminateAgreement', inForce, events.AgreementTerminated],
  ['RenewAgreement', inForce, events.AgreementRenewed],
]

describe('a command', () => {
  it.each(does)('%s does what it says', (type, history, event) => {
    given(...history)
      .when(commands[type])
      .then(event)
  })
  it.each(does)('%s again adds nothing', (type, history, event) => {
    given(...history, event)
      .when(commands[type])
      .thenNothing()
  })
  it('is specified for every type', () => {
    expect(does.map(([type]) => type).sort()).toStrictEqual(Object.keys(commands).sort())
  })
})

const keep = { ...commands.ProposeTerms.terms, retarget: 'keep' } as const
const counter = {
  ...proposed,
  version: second,
  side: 'customer',
  signedBy: bob,
  by: bob,
  terms: termsOf(keep),
} as const

describe('a negotiation', () => {
  it('goes on by a version of the other side, which only that side has accepted', () => {
    given(drafted, proposed)
      .when({ ...commands.ProposeTerms, side: 'customer', by: bob, terms: keep })
      .then(counter)
    given(drafted, proposed, counter)
      .when({ ...commands.AcceptTerms, side: 'provider', version: second, signedBy: null })
      .then({ ...accepted, side: 'provider', version: second, signedBy: drafted.by })
  })
  it('is agreed by proposing what is on the table', () => {
    given(drafted, proposed)
      .when({ ...commands.ProposeTerms, side: 'customer', signedBy: bob })
      .then({ ...accepted, signedBy: bob })
  })
  it('begins again when a side proposes something else after all', () => {
    given(...agreed, counter)
      .when(commands.BringIntoForce)
      .thenRefused({ type: 'TermsNotAgreed', agreementId: drafted.agreementId, version: second, missing: ['provider'] })
  })
  it('is not needed by one who says the usual out loud', () => {
    const usual = {
      pauses: { resolve: ['AwaitingVendor', 'AwaitingCaller'] as const },
      retarget: 'recompute-from-origin',
    } as const
    given(drafted, proposed)
      .when({ ...commands.ProposeTerms, terms: { ...commands.ProposeTerms.terms, ...usual } })
      .thenNothing()
  })
})

describe('the usual terms', () => {
  it('pause resolving for the caller and the vendor, and nothing else', () => {
    expect(proposed.terms).toMatchObject({
      pauses: { respond: [], resolve: ['AwaitingCaller', 'AwaitingVendor'], fulfil: [] },
      retarget: 'recompute-from-origin',
    })
  })
})

describe('an agreement in force', () => {
  const acceptedSecond = { ...accepted, side: 'provider', version: second } as const
  const from = instant('2025-09-01')
  it('stays in force while new terms are negotiated, and changes to them where they begin', () => {
    const history = [...inForce, counter, acceptedSecond]
    expect(history.reduce(agreementDecider.evolve, agreementDecider.initial)).toMatchObject({ status: 'InForce' })
    given(...history)
      .when({ ...commands.BringIntoForce, from, until: null })
      .then({ ...brought, version: second, from, until: null, terms: counter.terms, supersedes: brought.version })
  })
  it('ends its version where the next begins', () => {
    const next = { ...brought, version: second, from, until: null, supersedes: brought.version }
    const state = [...inForce, next].reduce(agreementDecider.evolve, agreementDecider.initial)
    expect(state).toMatchObject({
      periods: [
        { version: 1, from: brought.from, until: from },
        { version: 2, from, until: null },
      ],
    })
  })
  it('is still under review when its next version comes into force', () => {
    const next = { ...brought, version: second, from, supersedes: brought.version }
    const state = [...inForce, reviewing, next].reduce(agreementDecider.evolve, agreementDecider.initial)
    expect(state).toMatchObject({ status: 'UnderReview', reviewSince: reviewing.at })
  })
  it('is in force again after a review', () => {
    const state = [...inForce, reviewing, reviewed].reduce(agreementDecider.evolve, agreementDecider.initial)
    expect(state).toMatchObject({ status: 'InForce', reviewSince: null })
  })
  it('expires at its end, not before', () => {
    const at = brought.until ?? brought.from
    given(...inForce)
      .when({ ...commands.ExpireAgreement, at })
      .then({ ...events.AgreementExpired, at })
    given(...inForce)
      .when({ ...commands.ExpireAgreement, at: '2026-03-31T23:59:59.999Z' as Instant })
      .thenRefused({ type: 'AgreementNotOver', agreementId: drafted.agreementId, until: at })
  })
  it('goes on after it expired, from where it ended', () => {
    given(...inForce, events.AgreementExpired)
      .when({ ...commands.RenewAgreement, until: null })
      .then({ ...events.AgreementRenewed, until: null })
  })
  it('without end goes on without being renewed', () => {
    given(...agreed, { ...brought, until: null })
      .when({ ...commands.RenewAgreement, until: null })
      .thenNothing()
  })
  it('that is terminated ends what is and what would have come', () => {
    const next = { ...brought, version: second, from, until: null, supersedes: brought.version }
    given(...inForce, next)
      .when({ ...commands.TerminateAgreement, at: instant('2025-05-01') })
      .then({ ...events.AgreementTerminated, at: instant('2025-05-01'), ended: [brought.version, second] })
    given(...inForce, next)
      .when({ ...commands.TerminateAgreement, at: instant('2025-10-01') })
      .then({ ...events.AgreementTerminated, at: instant('2025-10-01'), ended: [second] })
  })
})
