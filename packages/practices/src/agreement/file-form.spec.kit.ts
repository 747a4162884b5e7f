import type { AgreementId, GroupId, PersonId, ReferenceId, Title } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { agreementDecider } from './decide.ts'
import { agreementExamples } from './examples.ts'
import { commandsTowards, type AgreementFile, type AskedOfFile } from './file-form.ts'
import type { Agreement, KnownAgreement } from './state.ts'
import { agreementId, calendar } from './terms.spec.kit.ts'

const { decide, evolve, initial } = agreementDecider
export const ada = 'ada' as PersonId
const carol = 'carol' as PersonId
const asked: AskedOfFile = { by: ada, at: agreementExamples.commands.DraftAgreement.at }

/** A file that says what the examples say. */
export const file: AgreementFile = {
  kind: 'agreement',
  id: 'mail-gold' as AgreementId,
  type: 'SLA',
  name: 'Mail for ACME' as Title,
  provider: 'it' as ReferenceId,
  customer: 'acme' as ReferenceId,
  calendar,
  targets: [
    { ticket: 'incident', respond: '30m' },
    { ticket: 'incident', resolve: '8h', warnAt: [80, '50%'] },
    { ticket: 'incident', priority: 1, resolve: '4h', warnAt: [50, 80] },
    { ticket: 'request', fulfil: '5d end of day' },
    { service: 'mail' as ReferenceId, available: '99.9% per month' },
  ],
  escalations: [
    { at: '80%', target: 'resolve', group: 'network' as GroupId, tell: [ada] },
    { at: 100, level: 1, to: carol, tell: [carol] },
  ],
  penalties: [
    { name: 'Late resolution' as Title, target: 'resolve', beyond: 2, amount: '100 EUR', most: '1000.00 EUR' },
  ],
  underpinnedBy: [agreementId('network-ola')],
}
/** The same, signed by both sides and in force for a year. */
export const signed: AgreementFile = {
  ...file,
  agreed: { provider: ada, customer: carol },
  inForce: { from: '2025-04-01', until: '2026-03-31' },
}

export const now = (agreement: Agreement): KnownAgreement | null => (agreement.status === 'Unknown' ? null : agreement)
export const steps = (wanted: AgreementFile, current: Agreement = initial, others: AskedOfFile['others'] = []) =>
  commandsTowards(now(current), wanted, { ...asked, others })
export const typesOf = (wanted: AgreementFile, current: Agreement = initial): readonly string[] =>
  E.getOrElseW(() => [])(steps(wanted, current)).map(({ type }) => type)
export const pointersOf = (wanted: AgreementFile, current: Agreement = initial): readonly string[] => {
  const mistakes = steps(wanted, current)
  return E.isLeft(mistakes) ? mistakes.left.map(({ pointer }) => pointer) : ['none']
}

/** The agreement after what a file asks. */
export const applied = (wanted: AgreementFile, current: Agreement = initial): Agreement =>
  E.getOrElseW(() => [])(steps(wanted, current)).reduce(
    (agreement, command) => E.getOrElseW(() => [])(decide(command, agreement)).reduce(evolve, agreement),
    current,
  )
