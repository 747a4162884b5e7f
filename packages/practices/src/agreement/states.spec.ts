import * as E from 'fp-ts/lib/Either.js'
import type { AgreementCommand } from './commands.ts'
import { agreementDecider } from './decide.ts'
import type { AgreementEvent } from './events.ts'
import { agreementExamples } from './examples.ts'
import type { AgreementRefusal } from './refusals.ts'
import type { Agreement } from './state.ts'

type Type = AgreementCommand['type']
type Standing = Agreement['status']

const { events } = agreementExamples
const { AgreementDrafted: drafted, TermsProposed: proposed, TermsAccepted: accepted } = events
const { AgreementBroughtIntoForce: brought, ReviewStarted: reviewing } = events
const { decide, evolve, initial } = agreementDecider

/** New terms, rather than those on the table. */
const commands = {
  ...agreementExamples.commands,
  ProposeTerms: {
    ...agreementExamples.commands.ProposeTerms,
    terms: { ...agreementExamples.commands.ProposeTerms.terms, retarget: 'keep' },
  },
} as const

/** How an agreement gets into each status. */
const histories: Readonly<Record<Standing, readonly AgreementEvent[]>> = {
  Unknown: [],
  Drafted: [drafted],
  Negotiating: [drafted, proposed],
  Agreed: [drafted, proposed, accepted],
  InForce: [drafted, proposed, accepted, brought],
  UnderReview: [drafted, proposed, accepted, brought, reviewing],
  Expired: [drafted, proposed, accepted, brought, events.AgreementExpired],
  Terminated: [drafted, proposed, accepted, brought, events.AgreementTerminated],
}
const statuses = Object.keys(histories) as Standing[]

const known = statuses.filter((status) => status !== 'Unknown')
const open: readonly Standing[] = ['Drafted', 'Negotiating', 'Agreed', 'InForce', 'UnderReview']
const running: readonly Standing[] = ['InForce', 'UnderReview']

/** The pairs that are allowed; a command repeated where it already holds counts. Every other pair is refused. */
const allowed: Readonly<Record<Type, readonly Standing[]>> = {
  DraftAgreement: statuses,
  RenameAgreement: known,
  ProposeTerms: open,
  AcceptTerms: ['Negotiating', 'Agreed', ...running],
  BringIntoForce: ['Agreed', ...running],
  StartReview: running,
  CompleteReview: ['UnderReview'],
  ExpireAgreement: [...running, 'Expired'],
  TerminateAgreement: known,
  RenewAgreement: [...running, 'Expired'],
}

const usual = {
  Unknown: 'AgreementNotFound',
  Expired: 'AgreementAlreadyExpired',
  Terminated: 'AgreementAlreadyTerminated',
} as const satisfies Partial<Record<Standing, AgreementRefusal['type']>>

const notYet = (refusal: AgreementRefusal['type']) =>
  ({ Drafted: refusal, Negotiating: refusal, Agreed: refusal, InForce: refusal }) as const

/** The fact that forbids, where a command has one of its own. */
const particular: Partial<Record<Type, Partial<Record<Standing, AgreementRefusal['type']>>>> = {
  AcceptTerms: { Drafted: 'TermsNotProposed' },
  BringIntoForce: { Drafted: 'TermsNotProposed', Negotiating: 'TermsNotAgreed' },
  StartReview: notYet('AgreementNotInForce'),
  CompleteReview: notYet('ReviewNotStarted'),
  ExpireAgreement: notYet('AgreementNotInForce'),
  RenewAgreement: notYet('AgreementNotInForce'),
}

const ask = (type: Type, status: Standing) => decide(commands[type], histories[status].reduce(evolve, initial))
const refusalOf = (type: Type, status: Standing): AgreementRefusal['type'] | undefined =>
  particular[type]?.[status] ?? (usual as Partial<Record<Standing, AgreementRefusal['type']>>)[status]

const pairs = (Object.keys(commands) as Type[]).flatMap((type) => statuses.map((status) => [type, status] as const))

describe('every command in every status', () => {
  it.each(pairs.filter(([type, status]) => allowed[type].includes(status)))(
    '%s may be asked when %s',
    (type, status) => {
      expect(ask(type, status)).toMatchObject({ _tag: 'Right' })
    },
  )
  it.each(pairs.filter(([type, status]) => !allowed[type].includes(status)))(
    '%s is refused when %s',
    (type, status) => {
      expect(ask(type, status)).toStrictEqual(E.left(expect.objectContaining({ type: refusalOf(type, status) })))
    },
  )
  it('reaches each status by its history', () => {
    expect(statuses.map((status) => histories[status].reduce(evolve, initial).status)).toStrictEqual(statuses)
  })
})
