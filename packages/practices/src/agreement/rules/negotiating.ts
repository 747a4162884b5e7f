import { equalJson, nothing, type Count, type PersonId } from '@deskledger/kernel'
import type { AcceptTerms, DraftAgreement, ProposeTerms, RenameAgreement } from '../commands.ts'
import type { Proposal } from '../state.ts'
import { termsMistakes } from '../terms-mistakes.ts'
import { termsAsWritten, termsOf } from '../terms.ts'
import type { Side } from '../words.ts'
import { did, no, said, whenOpen, whenKnown, type Rule, type Said, type Verdict } from './verdict.ts'

const beginningOf = ({ kind, name, provider = null, customer = null }: DraftAgreement) => ({
  kind,
  name,
  provider,
  customer,
})

export const draft: Rule<DraftAgreement> = (command, agreement) => {
  const { agreementId } = command
  const beginning = beginningOf(command)
  if (agreement.status === 'Unknown') return did({ type: 'AgreementDrafted', ...said(command), ...beginning })
  const { kind, name, provider, customer } = agreement
  return equalJson({ kind, name, provider, customer }, beginning)
    ? nothing
    : no({ type: 'AgreementAlreadyDrafted', agreementId })
}

export const rename = whenKnown((command: RenameAgreement, { name: from }) =>
  command.name === from ? nothing : did({ type: 'AgreementRenamed', ...said(command), from, to: command.name }),
)

const other = (side: Side): Side => (side === 'provider' ? 'customer' : 'provider')

/** What a side does, and who signs for it. */
type Signed = Said & { readonly side: Side; readonly signedBy?: PersonId | null | undefined }

/** A side accepts what is on the table, if it has not yet. */
const acceptance = (command: Signed, proposal: Proposal): Verdict => {
  const { side, by } = command
  const signedBy = command.signedBy ?? by
  const { version, accepted } = proposal
  if (accepted[side] !== null) return nothing
  const agreed = accepted[other(side)] !== null
  return did({ type: 'TermsAccepted', ...said(command), version, side, signedBy, agreed })
}

export const propose = whenOpen((command: ProposeTerms, { proposal: table, customer }) => {
  const { agreementId, side } = command
  const terms = termsOf(command.terms)
  if (table !== null && equalJson(table.terms, terms)) return acceptance(command, table)
  const mistakes = termsMistakes(termsAsWritten(command.terms), { agreementId, customer })
  if (mistakes.length > 0) return no({ type: 'BadTerms', agreementId, mistakes })
  const version = ((table?.version ?? 0) + 1) as Count
  return did({
    type: 'TermsProposed',
    ...said(command),
    version,
    side,
    signedBy: command.signedBy ?? command.by,
    terms,
  })
})

export const accept = whenOpen((command: AcceptTerms, { proposal: table }) => {
  const { agreementId, version } = command
  if (table === null || version > table.version || version === 0)
    return no({ type: 'TermsNotProposed', agreementId, version })
  return version < table.version
    ? no({ type: 'TermsSuperseded', agreementId, version, latest: table.version })
    : acceptance(command, table)
})
