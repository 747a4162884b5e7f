import type { AgreementCommand } from '@deskledger/practices/agreement'
import { words, type VerbWords } from '../verb-words.ts'

/** Every command as a verb. A command that is missing here does not compile. */
export const agreementVerbs: Readonly<Record<AgreementCommand['type'], VerbWords>> = {
  DraftAgreement: words(
    'draft',
    'begin an agreement; "apply" does all of it from a file',
    '--kind SLA --name "Mail for ACME" --customer acme',
  ),
  RenameAgreement: words('rename', 'call it something else', '--name "Mail, gold"'),
  ProposeTerms: words(
    'propose',
    'lay the next version on the table, and accept it for that side; "apply" reads terms as people write them',
    '--side provider --terms @terms.json',
  ),
  AcceptTerms: words('accept', 'accept the version on the table', '--side customer --version 1 --signed-by carol'),
  BringIntoForce: words(
    'bring-into-force',
    'put the version that both sides accepted into force',
    '--from 2025-04-01 --until 2026-04-01',
  ),
  StartReview: words('start-review', 'begin to look at how it went'),
  CompleteReview: words(
    'complete-review',
    'end the review with the figures as they stood',
    '--outcome keep --figures @figures.json',
  ),
  ExpireAgreement: words('expire', 'say that its time is over'),
  TerminateAgreement: words('terminate', 'end it before its time', '--reason "The customer is leaving"'),
  RenewAgreement: words('renew', 'let the version in force go on from where it would end', '--until 2027-04-01'),
}
