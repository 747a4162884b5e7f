import { equalJson, nothing, type Instant } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import type { BringIntoForce, ExpireAgreement, RenewAgreement, TerminateAgreement } from '../commands.ts'
import type { InForce } from '../in-force.ts'
import { tiesOf } from '../matching.ts'
import type { AgreementRefusal } from '../refusals.ts'
import type { InForcePeriod, KnownAgreement, Proposal } from '../state.ts'
import type { Terms } from '../terms.ts'
import type { Side } from '../words.ts'
import { did, lastPeriod, no, said, whenKnown, whenLive, whenOpen, type Said, type Verdict } from './verdict.ts'

const sides: readonly Side[] = ['provider', 'customer']

/** The version that both sides accepted last. */
const agreed = ({ agreementId }: Said, { proposal }: KnownAgreement): E.Either<AgreementRefusal, Proposal> => {
  if (proposal === null) return E.left({ type: 'TermsNotProposed', agreementId, version: null })
  const missing = sides.filter((side) => proposal.accepted[side] === null)
  return missing.length === 0
    ? E.right(proposal)
    : E.left({ type: 'TermsNotAgreed', agreementId, version: proposal.version, missing })
}

interface Wanted extends InForcePeriod {
  readonly terms: Terms
}

/** Why a version cannot be in force in a period beside others; undefined: it can. */
const conflict = (
  { agreementId }: Said,
  { kind, provider, customer }: KnownAgreement,
  [wanted, others]: readonly [Wanted, readonly InForce[]],
): AgreementRefusal | undefined => {
  const { version, from, until } = wanted
  if (until !== null && until <= from) return { type: 'DatesCross', agreementId, from, until }
  const ties = tiesOf({ agreementId, kind, provider, customer, ...wanted }, others)
  return ties.length > 0 ? { type: 'TiesWithOthers', agreementId, version, ties } : undefined
}

/** Why a version cannot come after the one in force; undefined: it can. */
const outOfTurn = (
  { agreementId, from }: BringIntoForce,
  { version }: Proposal,
  last: InForcePeriod | undefined,
): AgreementRefusal | undefined => {
  if (last === undefined) return undefined
  if (last.version === version) return { type: 'TermsAlreadyInForce', agreementId, version, from: last.from }
  return from > last.from
    ? undefined
    : { type: 'BeginsBeforeVersionInForce', agreementId, from, version: last.version, since: last.from }
}

const brought = (command: BringIntoForce, agreement: KnownAgreement, { version, terms }: Proposal): Verdict => {
  const { from, until = null } = command
  const { kind, provider, customer } = agreement
  const supersedes = lastPeriod(agreement)?.version ?? null
  const body = { kind, provider, customer, version, from, until, terms, supersedes }
  return did({ type: 'AgreementBroughtIntoForce', ...said(command), ...body })
}

const judged = (command: BringIntoForce, agreement: KnownAgreement, proposal: Proposal): Verdict => {
  const { from, until = null, others = [] } = command
  const { version, terms } = proposal
  const last = lastPeriod(agreement)
  if (equalJson(last, { version, from, until })) return nothing
  const refusal =
    outOfTurn(command, proposal, last) ?? conflict(command, agreement, [{ version, from, until, terms }, others])
  return refusal === undefined ? brought(command, agreement, proposal) : no(refusal)
}

export const bringIntoForce = whenOpen((command: BringIntoForce, agreement) =>
  E.flatMap((proposal: Proposal) => judged(command, agreement, proposal))(agreed(command, agreement)),
)

type Lasting = InForcePeriod & { readonly until: Instant }

/** The last period, if it has an end. */
const ending = ({ agreementId }: Said, agreement: KnownAgreement): E.Either<AgreementRefusal, Lasting> => {
  const last = lastPeriod(agreement)
  if (last === undefined) return E.left({ type: 'AgreementNotInForce', agreementId, status: agreement.status })
  const { version, from, until } = last
  return until === null
    ? E.left({ type: 'AgreementHasNoEnd', agreementId, version })
    : E.right({ version, from, until })
}

const expiry = (command: ExpireAgreement, { version, until }: Lasting): Verdict =>
  command.at < until
    ? no({ type: 'AgreementNotOver', agreementId: command.agreementId, until })
    : did({ type: 'AgreementExpired', ...said(command), version, until })

export const expire = whenLive((command: ExpireAgreement, agreement) =>
  agreement.status === 'Expired'
    ? nothing
    : E.flatMap((period: Lasting) => expiry(command, period))(ending(command, agreement)),
)

const renewal = (command: RenewAgreement, agreement: KnownAgreement, last: Lasting): Verdict => {
  const { until = null, others = [] } = command
  const { termsInForce: terms, status } = agreement
  const { version, until: from } = last
  // The period that was asked for is there: this was asked before.
  if (until === from && status !== 'Expired') return nothing
  const refusal = terms && conflict(command, agreement, [{ version, from, until, terms }, others])
  return refusal ? no(refusal) : did({ type: 'AgreementRenewed', ...said(command), version, from, until })
}

/** An agreement without end that was asked to go on without end goes on. */
const goesOn = ({ until = null }: RenewAgreement, agreement: KnownAgreement): boolean =>
  until === null && lastPeriod(agreement)?.until === null

export const renew = whenLive((command: RenewAgreement, agreement) =>
  goesOn(command, agreement)
    ? nothing
    : E.flatMap((last: Lasting) => renewal(command, agreement, last))(ending(command, agreement)),
)

const terminateLive = whenLive((command: TerminateAgreement, { periods }) => {
  const ended = periods.filter(({ until }) => until === null || until > command.at).map(({ version }) => version)
  return did({ type: 'AgreementTerminated', ...said(command), reason: command.reason, ended })
})

export const terminate = whenKnown((command: TerminateAgreement, agreement) =>
  agreement.ended?.reason === command.reason ? nothing : terminateLive(command, agreement),
)
