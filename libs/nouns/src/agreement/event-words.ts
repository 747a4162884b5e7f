import { wordsForInstant } from '@deskledger/kernel'
import type { AgreementEvent } from '@deskledger/practices/agreement'

type Words = {
  readonly [Type in AgreementEvent['type']]: (event: Extract<AgreementEvent, { type: Type }>) => string
}

const end = (until: string | null): string => (until === null ? 'without end' : `until ${wordsForInstant(until)} UTC`)
const signed = ({ by, signedBy }: { readonly by: string; readonly signedBy: string }): string =>
  by === signedBy ? '' : `; ${signedBy} signed`

const words: Words = {
  AgreementDrafted: ({ name, kind, customer }) =>
    `drafted it: ${name}, ${kind}${customer === null ? ' with all customers' : ` with ${customer}`}`,
  AgreementRenamed: ({ from, to }) => `renamed it from ${from} to ${to}`,
  TermsProposed: (event) =>
    `proposed version ${event.version} for the ${event.side}, ${event.terms.targets.length} targets${signed(event)}`,
  TermsAccepted: (event) =>
    `accepted version ${event.version} for the ${event.side}${signed(event)}${event.agreed ? '; now both sides have' : ''}`,
  AgreementBroughtIntoForce: ({ version, from, until, supersedes }) =>
    `brought version ${version} into force from ${wordsForInstant(from)} UTC, ${end(until)}${supersedes === null ? '' : `, after version ${supersedes}`}`,
  ReviewStarted: ({ version }) => `began to review version ${version}`,
  ReviewCompleted: ({ version, outcome, findings }) =>
    `reviewed version ${version}, to ${outcome} it${findings === null ? '' : `: ${findings}`}`,
  AgreementExpired: ({ version, until }) =>
    `let it expire with version ${version}, over since ${wordsForInstant(until)} UTC`,
  AgreementTerminated: ({ reason }) => `terminated it: ${reason}`,
  AgreementRenewed: ({ version, from, until }) =>
    `renewed version ${version} from ${wordsForInstant(from)} UTC, ${end(until)}`,
}

/** What happened to an agreement, in one sentence. */
export const wordsOf = (event: AgreementEvent): string =>
  `${event.by} ${(words[event.type] as (event: AgreementEvent) => string)(event)}`
