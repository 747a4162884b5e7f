import type { InForce } from './in-force.ts'
import { laws, type Words } from '@deskledger/testing'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { agreementCommands } from './commands.ts'
import { agreementEvents } from './events.ts'
import { agreementPractice } from './practice.ts'
import { agreementId, goodTerms, inForce, instant, reference } from './terms.spec.kit.ts'
import { termsOf } from './terms.ts'

/** The codec of a message whose values come from `words`, by the message's name: random terms are all refused. */
const worded = (codec: t.Mixed): t.Mixed =>
  t.brand(codec, (value: unknown): value is t.Branded<object, Record<string, symbol>> => codec.is(value), codec.name)
const some = <Type extends string>(codecs: Readonly<Record<Type, t.Mixed>>, names: Words) =>
  Object.fromEntries(
    Object.entries<t.Mixed>(codecs).map(([type, codec]) => [type, type in names ? worded(codec) : codec]),
  ) as Readonly<Record<Type, t.Mixed>>

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>
const moments = fc.constantFrom(...['2025-01-01', '2025-06-01', '2026-01-01', '2026-06-01'].map(instant))
const people = fc.constantFrom('ada', 'bob')
const sides = fc.constantFrom('provider', 'customer')
const version = fc.integer({ min: 0, max: 4 })
const said: Fields = { agreementId: fc.constant('mail-gold'), by: people, at: moments }

/** A message of what it must say, and what it may say. */
const message = (type: string, must: Fields, may: Fields = {}): fc.Arbitrary<unknown> => {
  const fields: Fields = { type: fc.constant(type), ...said, ...must }
  return fc.record({ ...fields, ...may }, { requiredKeys: Object.keys(fields), noNullPrototype: true })
}

const parties = { kind: fc.constantFrom('SLA', 'OLA'), customer: fc.constantFrom(null, 'acme') }
const terms = goodTerms.map(termsOf)
const until = fc.oneof(fc.constant(null), moments)
const others: fc.Arbitrary<readonly InForce[]> = fc.array(
  fc
    .tuple(fc.constantFrom('a', 'mail-gold'), goodTerms)
    .map(([id, { targets }]) => inForce(id, targets, { agreementId: agreementId(id), customer: reference('acme') })),
  { maxLength: 1 },
)
const count = fc.nat(9)
const figures = fc.record(
  {
    from: moments,
    until: moments,
    targets: fc.constant([]),
  },
  { noNullPrototype: true },
)
const outcome = fc.constantFrom('keep', 'amend')

const words: Words = {
  DraftAgreement: message('DraftAgreement', { name: people, ...parties }),
  ProposeTerms: message('ProposeTerms', { side: sides, terms: goodTerms }, { signedBy: people }),
  AcceptTerms: message('AcceptTerms', { side: sides, version: fc.constantFrom(1, 1, 2, 3) }),
  BringIntoForce: message('BringIntoForce', { from: moments }, { until, others }),
  RenewAgreement: message('RenewAgreement', {}, { until, others }),
  CompleteReview: message('CompleteReview', { outcome, figures }),
  ExpireAgreement: message('ExpireAgreement', {}),
  StartReview: message('StartReview', {}),
  TermsProposed: message('TermsProposed', { version, side: sides, signedBy: people, terms }),
  AgreementBroughtIntoForce: message('AgreementBroughtIntoForce', {
    ...parties,
    provider: fc.constant(null),
    version,
    from: moments,
    until,
    terms,
    supersedes: fc.oneof(fc.constant(null), count),
  }),
}

const { decider, schemaVersions, upcast } = agreementPractice

laws(
  { decider, schemaVersions, upcast, commands: some(agreementCommands, words), events: some(agreementEvents, words) },
  { first: ['DraftAgreement'], words: { ...words, AgreementId: fc.constant('mail-gold') }, runs: 300 },
)
