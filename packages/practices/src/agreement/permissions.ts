import type { Role } from '@deskledger/kernel'
import type { AgreementCommand } from './commands.ts'

const managers: readonly Role[] = ['manager', 'system']

/** Which roles may ask which command; that who accepts for a side may sign for it is checked at the edge. */
export const permissions: Readonly<Record<AgreementCommand['type'], readonly Role[]>> = {
  DraftAgreement: managers,
  RenameAgreement: managers,
  ProposeTerms: managers,
  AcceptTerms: managers,
  BringIntoForce: managers,
  StartReview: managers,
  CompleteReview: managers,
  ExpireAgreement: managers,
  TerminateAgreement: managers,
  RenewAgreement: managers,
}
