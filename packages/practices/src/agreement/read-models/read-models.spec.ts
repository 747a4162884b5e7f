import { instantOf, type Count, type Instant, type Projection, type StoredEvent } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type { AgreementCommand } from '../commands.ts'
import { agreementDecider } from '../decide.ts'
import type { AgreementEvent } from '../events.ts'
import { agreementExamples } from '../examples.ts'
import { agreementVersions } from './agreement-versions.ts'
import { agreementsInForce } from './agreements-in-force.ts'
import { agreements } from './agreements.ts'

const { commands, events } = agreementExamples
const { AgreementDrafted: drafted, TermsProposed: proposed, TermsAccepted: accepted } = events
const { AgreementBroughtIntoForce: brought, ReviewStarted: reviewing, ReviewCompleted: reviewed } = events
const inForce = [drafted, proposed, accepted, brought]
const second = 2 as Count
const instant = (text: string): Instant => `${text}T00:00:00.000Z` as Instant
const autumn = instant('2025-09-01')
const next = { ...brought, version: second, from: autumn, until: null, supersedes: brought.version }

const folded = <Event, Doc extends object>(
  { on, keysOf, apply }: Projection<Event, Doc>,
  history: readonly AgreementEvent[],
): ReadonlyMap<string, Doc> => {
  const documents = new Map<string, Doc>()
  for (const [revision, data] of history.entries()) {
    const event = {
      revision,
      type: data.type,
      data,
      recordedAt: instantOf(1e12 + revision),
    } as unknown as StoredEvent<Event>
    for (const key of on.includes(data.type) ? keysOf(event) : []) {
      const document = apply(documents.get(key), event, key)
      if (document === undefined) documents.delete(key)
      else documents.set(key, document)
    }
  }
  return documents
}

describe('agreements', () => {
  const row = (...history: readonly AgreementEvent[]) => folded(agreements, history).get('mail-gold')
  it('shows what lies on the table and what is in force until when', () => {
    expect(row(drafted)).toMatchObject({ status: 'Drafted', latestVersion: null, versionInForce: null, until: null })
    expect(row(...inForce, { ...proposed, version: second })).toMatchObject({
      status: 'InForce',
      latestVersion: 2,
      versionInForce: 1,
      from: brought.from,
      until: brought.until,
      drafted: { at: drafted.at, by: drafted.by },
      revision: 4,
    })
  })
  it('keeps every review with its figures as they stood', () => {
    const { figures } = reviewed
    const better = { ...reviewed, figures: { ...figures, targets: [] }, at: autumn }
    const reviews = row(...inForce, reviewing, reviewed, reviewing, better)?.reviews
    expect(reviews).toMatchObject([
      { at: reviewed.at, figures },
      { at: autumn, figures: { targets: [] } },
    ])
    expect(reviews?.[0]).toStrictEqual({
      at: reviewed.at,
      by: reviewed.by,
      version: 1,
      startedAt: reviewing.at,
      outcome: 'keep',
      figures,
      findings: reviewed.findings,
    })
  })
})

describe('agreement-versions', () => {
  it('has a document for each version, with who proposed and who accepted it', () => {
    const rows = folded(agreementVersions, [...inForce, { ...proposed, version: second, side: 'customer' }])
    expect([...rows.keys()]).toStrictEqual(['mail-gold/000001', 'mail-gold/000002'])
    expect(rows.get('mail-gold/000001')).toStrictEqual({
      agreementId: 'mail-gold',
      version: 1,
      terms: proposed.terms,
      proposedBy: 'provider',
      by: 'ada',
      at: proposed.at,
      accepted: {
        provider: { at: proposed.at, signedBy: 'ada' },
        customer: { at: accepted.at, signedBy: 'carol' },
      },
      agreedAt: accepted.at,
    })
    expect(rows.get('mail-gold/000002')).toMatchObject({ accepted: { provider: null }, agreedAt: null })
  })
})

describe('agreements-in-force', () => {
  const spans = (...history: readonly AgreementEvent[]) =>
    [...folded(agreementsInForce, history).values()].map(({ version, from, until }) => ({ version, from, until }))
  it('has what matching needs', () => {
    const { agreementId, version, kind, provider, customer, from, until, terms } = brought
    expect(folded(agreementsInForce, inForce).get('mail-gold/000001')).toStrictEqual({
      agreementId,
      version,
      kind,
      provider,
      customer,
      from,
      until,
      terms,
    })
  })
  it('ends a version where the next begins', () => {
    expect(spans(...inForce, next)).toStrictEqual([
      { version: 1, from: brought.from, until: autumn },
      { version: 2, from: autumn, until: null },
    ])
  })
  it('keeps what was in force, and drops what never came', () => {
    const ended = { ...events.AgreementTerminated, at: instant('2025-05-01'), ended: [brought.version, second] }
    expect(spans(...inForce, next, ended)).toStrictEqual([
      { version: 1, from: brought.from, until: instant('2025-05-01') },
    ])
    expect(spans(...inForce, events.AgreementExpired)).toStrictEqual([
      { version: 1, from: brought.from, until: brought.until },
    ])
  })
  it('says of any history what the rules remember', () => {
    const moments = ['2025-03-01', '2025-04-01', '2025-09-01', '2026-04-01', '2027-01-01'].map(instant)
    const moment = fc.constantFrom(...moments)
    const end = fc.constantFrom(null, ...moments)
    const retarget = fc.constantFrom('keep' as const, 'from-now' as const, 'recompute-from-origin' as const)
    const command: fc.Arbitrary<AgreementCommand> = fc.oneof(
      retarget.map((policy) => ({
        ...commands.ProposeTerms,
        terms: { ...commands.ProposeTerms.terms, retarget: policy },
      })),
      fc.constantFrom(1, 2, 3).map((version) => ({ ...commands.AcceptTerms, version: version as Count })),
      fc.tuple(moment, end).map(([from, until]) => ({ ...commands.BringIntoForce, from, until })),
      end.map((until) => ({ ...commands.RenewAgreement, until })),
      moment.map((at) => ({ ...commands.ExpireAgreement, at })),
      moment.map((at) => ({ ...commands.TerminateAgreement, at })),
    )
    const { decide, evolve, initial } = agreementDecider
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20, size: 'max' }), (asked) => {
        let state = initial
        const history: AgreementEvent[] = []
        for (const one of [commands.DraftAgreement, commands.ProposeTerms, commands.AcceptTerms, ...asked]) {
          const happened = E.getOrElseW(() => [])(decide(one, state))
          history.push(...happened)
          state = happened.reduce(evolve, state)
        }
        const remembered = state.status === 'Unknown' ? [] : state.periods
        expect(spans(...history)).toStrictEqual(remembered)
      }),
      { numRuns: 500 },
    )
  })
})
