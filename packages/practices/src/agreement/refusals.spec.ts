import type { Body, Count, Instant, Title } from '@deskledger/kernel'
import { specify } from '@deskledger/testing'
import type { AgreementCommand } from './commands.ts'
import { agreementDecider } from './decide.ts'
import type { AgreementEvent } from './events.ts'
import { agreementExamples } from './examples.ts'
import type { InForce } from './in-force.ts'
import { wordsForRefusal } from './refusal-words.ts'
import type { AgreementRefusal } from './refusals.ts'
import { inForce as running, instant, reference, target } from './terms.spec.kit.ts'

const { given } = specify(agreementDecider)
const { commands, events } = agreementExamples
const { AgreementDrafted: drafted, TermsProposed: proposed, TermsAccepted: accepted } = events
const { AgreementBroughtIntoForce: brought, AgreementTerminated: terminated, AgreementExpired: expired } = events
const { agreementId } = drafted
const agreed = [drafted, proposed, accepted]
const inForce = [...agreed, brought]
const [first, second, third] = [1, 2, 3] as Count[] as [Count, Count, Count]
const { from, until } = brought
const before = instant('2025-03-31')
const proposedAgain = { ...proposed, version: second }
const agreedAgain = [proposedAgain, { ...accepted, version: second }]
const rival: InForce = running('mail-silver', [target(), target({ kind: 'incident', priority: 1 })], {
  customer: reference('acme'),
})
const tie = {
  target: 'resolve',
  criteria: { customer: reference('acme'), service: null, priority: 1, kind: 'incident' },
  place: 2,
  with: { agreementId: rival.agreementId, version: rival.version, place: 1 },
} as const

type Case = readonly [readonly AgreementEvent[], AgreementCommand, AgreementRefusal]
const ends = until ?? from

const cases: readonly Case[] = [
  [[], commands.StartReview, { type: 'AgreementNotFound', agreementId }],
  [
    [drafted],
    { ...commands.DraftAgreement, name: 'Another' as Title },
    { type: 'AgreementAlreadyDrafted', agreementId },
  ],
  [[...inForce, expired], commands.StartReview, { type: 'AgreementAlreadyExpired', agreementId, until }],
  [
    [...inForce, terminated],
    { ...commands.TerminateAgreement, reason: 'Another one.' as Body },
    { type: 'AgreementAlreadyTerminated', agreementId, terminatedAt: terminated.at },
  ],
  [agreed, commands.StartReview, { type: 'AgreementNotInForce', agreementId, status: 'Agreed' }],
  [inForce, commands.CompleteReview, { type: 'ReviewNotStarted', agreementId, status: 'InForce' }],
  [
    [drafted],
    { ...commands.ProposeTerms, terms: { targets: [] } },
    {
      type: 'BadTerms',
      agreementId,
      mistakes: [
        { type: 'NoTargets', pointer: '/targets', message: 'These terms promise nothing. Give one target at least.' },
      ],
    },
  ],
  [[drafted], commands.AcceptTerms, { type: 'TermsNotProposed', agreementId, version: first }],
  [
    [drafted, proposed],
    { ...commands.AcceptTerms, version: third },
    { type: 'TermsNotProposed', agreementId, version: third },
  ],
  [
    [drafted, proposed],
    { ...commands.AcceptTerms, version: 0 as Count },
    { type: 'TermsNotProposed', agreementId, version: 0 as Count },
  ],
  [[drafted], commands.BringIntoForce, { type: 'TermsNotProposed', agreementId, version: null }],
  [
    [drafted, proposed, proposedAgain],
    commands.AcceptTerms,
    { type: 'TermsSuperseded', agreementId, version: first, latest: second },
  ],
  [
    [drafted, proposed],
    commands.BringIntoForce,
    { type: 'TermsNotAgreed', agreementId, version: first, missing: ['customer'] },
  ],
  [
    inForce,
    { ...commands.BringIntoForce, until: null },
    { type: 'TermsAlreadyInForce', agreementId, version: first, from },
  ],
  [agreed, { ...commands.BringIntoForce, until: from }, { type: 'DatesCross', agreementId, from, until: from }],
  [agreed, { ...commands.BringIntoForce, until: before }, { type: 'DatesCross', agreementId, from, until: before }],
  [
    inForce,
    { ...commands.RenewAgreement, until: before },
    { type: 'DatesCross', agreementId, from: ends, until: before },
  ],
  [
    [...inForce, ...agreedAgain],
    commands.BringIntoForce,
    { type: 'BeginsBeforeVersionInForce', agreementId, from, version: first, since: from },
  ],
  [
    [...agreed, { ...brought, until: null }],
    commands.ExpireAgreement,
    { type: 'AgreementHasNoEnd', agreementId, version: first },
  ],
  [
    [...agreed, { ...brought, until: null }],
    commands.RenewAgreement,
    { type: 'AgreementHasNoEnd', agreementId, version: first },
  ],
  [inForce, { ...commands.ExpireAgreement, at: from }, { type: 'AgreementNotOver', agreementId, until: ends }],
  [
    agreed,
    { ...commands.BringIntoForce, others: [rival] },
    { type: 'TiesWithOthers', agreementId, version: first, ties: [tie] },
  ],
  [
    inForce,
    { ...commands.RenewAgreement, others: [{ ...rival, from: ends }] },
    { type: 'TiesWithOthers', agreementId, version: first, ties: [tie] },
  ],
]

/** The compiler finds the forgotten one. */
const every: Readonly<Record<AgreementRefusal['type'], true>> = {
  AgreementNotFound: true,
  AgreementAlreadyDrafted: true,
  AgreementAlreadyExpired: true,
  AgreementAlreadyTerminated: true,
  AgreementNotInForce: true,
  ReviewNotStarted: true,
  BadTerms: true,
  TermsNotProposed: true,
  TermsSuperseded: true,
  TermsNotAgreed: true,
  TermsAlreadyInForce: true,
  DatesCross: true,
  BeginsBeforeVersionInForce: true,
  AgreementHasNoEnd: true,
  AgreementNotOver: true,
  TiesWithOthers: true,
}

describe('a refusal', () => {
  it.each(cases)('%# names the fact that forbids', (history, command, refusal) => {
    given(...history)
      .when(command)
      .thenRefused(refusal)
  })
  it.each(cases)('%# is worded: which agreement, and what to do', (_history, _command, refusal) => {
    const words = wordsForRefusal(refusal)
    expect(words).toContain(agreementId)
    expect(words).toMatch(/^[A-Z].*[.] .*[.]$/)
    expect(words).not.toMatch(/undefined|null|\[object/)
  })
  it('is specified for every type', () => {
    expect([...new Set(cases.map(([, , { type }]) => type))].sort()).toStrictEqual(Object.keys(every).sort())
  })
})

describe('mistakes of terms', () => {
  it('are placed where they were written, not where they would be stored', () => {
    const verdict = agreementDecider.decide(
      { ...commands.ProposeTerms, terms: { targets: [target({ warnAt: [80, 50, 0] })] } },
      agreementDecider.evolve(agreementDecider.initial, drafted),
    )
    expect(verdict).toMatchObject({ left: { mistakes: [{ pointer: '/targets/0/warnAt/2' }] } })
  })
})

describe('agreements that would tie', () => {
  const tied = (other: InForce) => given(...agreed).when({ ...commands.BringIntoForce, others: [other] })
  it('do not, where one ends when the other begins', () => {
    tied({ ...rival, until: from }).then(brought)
  })
  it.each<[string, Partial<InForce>]>([
    ['are of different kinds', { kind: 'OLA' }],
    ['are with different customers', { customer: reference('umbrella') }],
    ['are versions of one agreement', { agreementId }],
    ['begin after the other ended', { from: ends }],
  ])('do not, where they %s', (_how, said) => {
    tied({ ...rival, ...said }).then(brought)
  })
  it('do, up to the last moment', () => {
    tied({ ...rival, until: '2025-04-01T00:00:00.001Z' as Instant }).thenRefused({
      type: 'TiesWithOthers',
      agreementId,
      version: first,
      ties: [tie],
    })
  })
})
