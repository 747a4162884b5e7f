import type {
  AgreementId,
  Body,
  CalendarId,
  Count,
  Currency,
  GroupId,
  Instant,
  Money,
  PersonId,
  ReferenceId,
  Title,
} from '@deskledger/kernel'
import type { AgreementCommand } from './commands.ts'
import type { AgreementEvent } from './events.ts'
import type { Figures } from './figures.ts'
import { termsOf, type Goal, type WrittenTerms } from './terms.ts'

type Commands = { readonly [Type in AgreementCommand['type']]: Extract<AgreementCommand, { type: Type }> }
type Events = { readonly [Type in AgreementEvent['type']]: Extract<AgreementEvent, { type: Type }> }

const instant = (text: string): Instant => text as Instant
const said = {
  agreementId: 'mail-gold' as AgreementId,
  by: 'ada' as PersonId,
  at: instant('2025-03-01T09:30:00.000Z'),
}
const [it, acme] = ['it' as ReferenceId, 'acme' as ReferenceId]
const carol = 'carol' as PersonId
const calendar = 'berlin-office' as CalendarId
const first = 1 as Count
const euros = (minor: number): Money => ({ minor: minor as Money['minor'], currency: 'EUR' as Currency })
const hours = (count: number): Goal => ({ unit: 'seconds', seconds: count * 3600, calendar })

const written: WrittenTerms = {
  targets: [
    { target: 'respond', kind: 'incident', goal: { unit: 'seconds', seconds: 1800, calendar } },
    { target: 'resolve', kind: 'incident', goal: hours(8), warnAt: [50, 80] },
    { target: 'resolve', kind: 'incident', priority: 1, goal: hours(4), warnAt: [50, 80] },
    { target: 'fulfil', kind: 'request', goal: { unit: 'days', days: 5, endOfDay: true, calendar } },
    {
      target: 'available',
      service: 'mail' as ReferenceId,
      goal: { unit: 'ppm', ppm: 999_000, period: 'month', calendar },
    },
  ],
  escalations: [
    { target: 'resolve', atPercent: 80, to: { type: 'functional', group: 'network' as GroupId }, tell: [said.by] },
    { target: null, atPercent: 100, to: { type: 'hierarchic', level: 1, person: carol }, tell: [carol] },
  ],
  penalties: [
    {
      name: 'Late resolution' as Title,
      type: 'penalty',
      per: 'breach',
      period: 'month',
      target: 'resolve',
      priority: null,
      tolerated: 2,
      amount: euros(10_000),
      most: euros(100_000),
    },
  ],
  underpinnedBy: ['network-ola' as AgreementId],
}
const terms = termsOf(written)
const parties = { kind: 'SLA', provider: it, customer: acme } as const
const name = 'Mail for ACME' as Title
const [from, until] = [instant('2025-04-01T00:00:00.000Z'), instant('2026-04-01T00:00:00.000Z')]
const next = instant('2027-04-01T00:00:00.000Z')
const figures: Figures = {
  from,
  until: instant('2025-07-01T00:00:00.000Z'),
  targets: [{ target: 'resolve', kind: 'incident', priority: 1, service: null, met: 40 as Count, missed: 2 as Count }],
}
const reviewed = { outcome: 'keep', figures, findings: 'Two late ones, both on the same day.' as Body } as const
const reason = 'The customer is leaving.' as Body

/** One good value of each command and event, by type, as they could follow one another. */
export const agreementExamples: { readonly commands: Commands; readonly events: Events } = {
  commands: {
    DraftAgreement: { type: 'DraftAgreement', ...said, name, ...parties },
    RenameAgreement: { type: 'RenameAgreement', ...said, name: 'Mail, gold' as Title },
    ProposeTerms: { type: 'ProposeTerms', ...said, side: 'provider', terms: written },
    AcceptTerms: { type: 'AcceptTerms', ...said, side: 'customer', version: first, signedBy: carol },
    BringIntoForce: { type: 'BringIntoForce', ...said, from, until, others: [] },
    StartReview: { type: 'StartReview', ...said },
    CompleteReview: { type: 'CompleteReview', ...said, ...reviewed },
    ExpireAgreement: { type: 'ExpireAgreement', ...said, at: until },
    TerminateAgreement: { type: 'TerminateAgreement', ...said, reason },
    RenewAgreement: { type: 'RenewAgreement', ...said, until: next, others: [] },
  },
  events: {
    AgreementDrafted: { type: 'AgreementDrafted', ...said, name, ...parties },
    AgreementRenamed: { type: 'AgreementRenamed', ...said, from: name, to: 'Mail, gold' as Title },
    TermsProposed: { type: 'TermsProposed', ...said, version: first, side: 'provider', signedBy: said.by, terms },
    TermsAccepted: { type: 'TermsAccepted', ...said, version: first, side: 'customer', signedBy: carol, agreed: true },
    AgreementBroughtIntoForce: {
      type: 'AgreementBroughtIntoForce',
      ...said,
      ...parties,
      version: first,
      from,
      until,
      terms,
      supersedes: null,
    },
    ReviewStarted: { type: 'ReviewStarted', ...said, version: first },
    ReviewCompleted: { type: 'ReviewCompleted', ...said, version: first, startedAt: said.at, ...reviewed },
    AgreementExpired: { type: 'AgreementExpired', ...said, at: until, version: first, until },
    AgreementTerminated: { type: 'AgreementTerminated', ...said, reason, ended: [first] },
    AgreementRenewed: { type: 'AgreementRenewed', ...said, version: first, from: until, until: next },
  },
}
