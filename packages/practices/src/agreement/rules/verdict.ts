import { happened, refused, type AgreementId, type Decision, type Instant, type PersonId } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import type { AgreementEvent } from '../events.ts'
import type { AgreementRefusal } from '../refusals.ts'
import type { Agreement, InForcePeriod, KnownAgreement } from '../state.ts'

export type Verdict = Decision<AgreementEvent, AgreementRefusal>

/** What every command and event says: of which agreement, who and when. */
export interface Said {
  readonly agreementId: AgreementId
  readonly by: PersonId
  readonly at: Instant
}

export const said = ({ agreementId, by, at }: Said): Said => ({ agreementId, by, at })
export const did = (event: AgreementEvent): Verdict => happened(event)
export const no = (refusal: AgreementRefusal): Verdict => refused(refusal)

type Guard = (agreementId: AgreementId, agreement: Agreement) => E.Either<AgreementRefusal, KnownAgreement>

/** The last period in which a version is in force. */
export const lastPeriod = ({ periods }: KnownAgreement): InForcePeriod | undefined => periods[periods.length - 1]

const known: Guard = (agreementId, agreement) =>
  agreement.status === 'Unknown' ? E.left({ type: 'AgreementNotFound', agreementId }) : E.right(agreement)

/** Not ended for good. */
const live: Guard = (agreementId, agreement) =>
  agreement.status === 'Terminated'
    ? E.left({ type: 'AgreementAlreadyTerminated', agreementId, terminatedAt: agreement.ended?.at ?? null })
    : known(agreementId, agreement)

/** Not over. */
const open: Guard = (agreementId, agreement) =>
  agreement.status === 'Expired'
    ? E.left({ type: 'AgreementAlreadyExpired', agreementId, until: lastPeriod(agreement)?.until ?? null })
    : live(agreementId, agreement)

export type Rule<Command> = (command: Command, agreement: Agreement) => Verdict

const guarded =
  (guard: Guard) =>
  <Command extends Said>(rule: (command: Command, agreement: KnownAgreement) => Verdict): Rule<Command> =>
  (command, agreement) =>
    E.flatMap((passed: KnownAgreement) => rule(command, passed))(guard(command.agreementId, agreement))

export const whenKnown = guarded(known)
export const whenLive = guarded(live)
export const whenOpen = guarded(open)
