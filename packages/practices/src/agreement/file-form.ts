import {
  AgreementId,
  Body,
  CalendarId,
  PersonId,
  ReferenceId,
  Title,
  type Instant,
  type Mistake,
} from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { AgreementCommand } from './commands.ts'
import { FileEscalation, FilePenalty } from './file-consequences.ts'
import { FilePeriod, readPeriod } from './file-period.ts'
import { stepsTowards } from './file-steps.ts'
import { FileTarget } from './file-targets.ts'
import { readTerms } from './file-terms.ts'
import { Percent } from './file-words.ts'
import type { InForce } from './in-force.ts'
import type { KnownAgreement } from './state.ts'
import { AgreementKind, HoldReason, RetargetPolicy } from './words.ts'

const Reasons = t.readonlyArray(HoldReason)

/**
 * An agreement as a person writes it in a file; README.md says how. `calendar` and `warnAt` at the top hold for all targets
 * that name none of their own.
 * @example { kind: 'agreement', id: 'mail-gold', type: 'SLA', name: 'Mail for ACME', customer: 'acme', calendar: 'berlin-office',
 *   targets: [{ ticket: 'incident', priority: [1, 2], respond: '30m', resolve: '8h', warnAt: [50, 80] }] }
 */
export const AgreementFile = t.exact(
  t.intersection([
    t.type({
      kind: t.literal('agreement'),
      id: AgreementId,
      type: AgreementKind,
      name: Title,
      targets: t.readonlyArray(FileTarget),
    }),
    t.partial({
      provider: ReferenceId,
      customer: ReferenceId,
      calendar: CalendarId,
      warnAt: t.readonlyArray(Percent),
      pauses: t.exact(t.partial({ respond: Reasons, resolve: Reasons, fulfil: Reasons })),
      retarget: RetargetPolicy,
      escalations: t.readonlyArray(FileEscalation),
      penalties: t.readonlyArray(FilePenalty),
      underpinnedBy: t.readonlyArray(AgreementId),
      agreed: t.exact(t.partial({ provider: PersonId, customer: PersonId })),
      inForce: FilePeriod,
      terminated: Body,
    }),
  ]),
  'AgreementFile',
)
export type AgreementFile = t.TypeOf<typeof AgreementFile>

/** Who asks for what a file says, and when; and the agreements in force that would be beside it. */
export interface AskedOfFile {
  readonly by: PersonId
  readonly at: Instant
  readonly others?: readonly InForce[]
}

/**
 * The commands that lead from an agreement as it is (the rules' state of one that exists, or its row of `agreements`) to what a
 * file says; none where it says so already.
 * @errors  all mistakes of the file, each with its place in it; then what the rules refuse, with the place that asks for it
 */
export const commandsTowards = (
  current: KnownAgreement | null,
  wanted: AgreementFile,
  asked: AskedOfFile,
): E.Either<readonly Mistake[], readonly AgreementCommand[]> => {
  const [terms, period] = [readTerms(wanted), readPeriod(wanted.inForce)]
  const mistakes = [terms, period].flatMap((read) => (E.isLeft(read) ? read.left : []))
  if (E.isLeft(terms) || E.isLeft(period)) return E.left(mistakes)
  const { id, type: kind, name, provider = null, customer = null, agreed = {}, terminated = null } = wanted
  const goal = { id, kind, name, provider, customer, agreed, terminated, terms: terms.right, period: period.right }
  return stepsTowards(current, goal, asked)
}
