import type { Decider } from '@deskledger/kernel'
import type { AgreementCommand } from './commands.ts'
import type { AgreementEvent } from './events.ts'
import type { AgreementRefusal } from './refusals.ts'
import { bringIntoForce, expire, renew, terminate } from './rules/being-in-force.ts'
import { accept, draft, propose, rename } from './rules/negotiating.ts'
import { completeReview, startReview } from './rules/reviewing.ts'
import type { Verdict } from './rules/verdict.ts'
import { evolve, initial, type Agreement } from './state.ts'

const decide = (command: AgreementCommand, agreement: Agreement): Verdict => {
  switch (command.type) {
    case 'DraftAgreement':
      return draft(command, agreement)
    case 'RenameAgreement':
      return rename(command, agreement)
    case 'ProposeTerms':
      return propose(command, agreement)
    case 'AcceptTerms':
      return accept(command, agreement)
    case 'BringIntoForce':
      return bringIntoForce(command, agreement)
    case 'StartReview':
      return startReview(command, agreement)
    case 'CompleteReview':
      return completeReview(command, agreement)
    case 'ExpireAgreement':
      return expire(command, agreement)
    case 'TerminateAgreement':
      return terminate(command, agreement)
    case 'RenewAgreement':
      return renew(command, agreement)
  }
}

/** The rules of agreements. */
export const agreementDecider: Decider<AgreementCommand, Agreement, AgreementEvent, AgreementRefusal> = {
  initial,
  decide,
  evolve,
}
