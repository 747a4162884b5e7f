import {
  equalJson,
  type AgreementId,
  type Body,
  type Instant,
  type Mistake,
  type PersonId,
  type ReferenceId,
  type Title,
} from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import type { AgreementCommand } from './commands.ts'
import { agreementDecider } from './decide.ts'
import type { InForce, Interval } from './in-force.ts'
import { wordsForRefusal } from './refusal-words.ts'
import type { Agreement, InForcePeriod, KnownAgreement } from './state.ts'
import type { Terms } from './terms.ts'
import type { AgreementKind, Side } from './words.ts'

/** What a file wants an agreement to be. */
export interface Wanted {
  readonly id: AgreementId
  readonly kind: AgreementKind
  readonly name: Title
  readonly provider: ReferenceId | null
  readonly customer: ReferenceId | null
  readonly terms: Terms
  readonly agreed: Partial<Readonly<Record<Side, PersonId | undefined>>>
  readonly period: Interval | null
  readonly terminated: Body | null
}

interface Asked {
  readonly by: PersonId
  readonly at: Instant
  readonly others?: readonly InForce[]
}

/** A command, and the place in the file that asks for it. */
interface Step {
  readonly pointer: string
  readonly command: AgreementCommand
}

/** The next step towards what is wanted, from where an agreement is; undefined: there is none of this sort to take. */
type NextStep = (agreement: Agreement, wanted: Wanted, said: Said) => Step | undefined
interface Said extends Asked {
  readonly agreementId: AgreementId
}
const whoAndWhen = ({ agreementId, by, at }: Said) => ({ agreementId, by, at })

const draft: NextStep = (agreement, { kind, name, provider, customer }, said) =>
  agreement.status === 'Unknown'
    ? { pointer: '', command: { type: 'DraftAgreement', ...whoAndWhen(said), kind, name, provider, customer } }
    : undefined

const rename: NextStep = (agreement, { name }, said) =>
  agreement.status !== 'Unknown' && agreement.name !== name
    ? { pointer: '/name', command: { type: 'RenameAgreement', ...whoAndWhen(said), name } }
    : undefined

const propose: NextStep = (agreement, { terms, agreed }, said) => {
  if (agreement.status === 'Unknown' || equalJson(agreement.proposal?.terms, terms)) return undefined
  const signedBy = agreed.provider ?? null
  const command = { type: 'ProposeTerms', ...whoAndWhen(said), side: 'provider', terms, signedBy } as const
  return { pointer: '/targets', command }
}

const accept =
  (side: Side): NextStep =>
  (agreement, { agreed }, said) => {
    const signedBy = agreed[side]
    if (agreement.status === 'Unknown' || agreement.proposal === null || signedBy === undefined) return undefined
    const { version, accepted } = agreement.proposal
    if (accepted[side] !== null) return undefined
    const command = { type: 'AcceptTerms', ...whoAndWhen(said), side, version, signedBy } as const
    return { pointer: `/agreed/${side}`, command }
  }

/** The period that the terms on the table are in force for, if they are. */
const runningOf = (agreement: Agreement): InForcePeriod | undefined => {
  if (agreement.status === 'Unknown' || agreement.proposal === null) return undefined
  const { periods, proposal } = agreement
  return periods.find(({ version }) => version === proposal.version)
}

/** Longer, where the terms on the table are in force from then; else these terms, from then. */
const inForce: NextStep = (agreement, { period }, said) => {
  if (period === null || agreement.status === 'Terminated') return undefined
  const { others = [] } = said
  const { from, until } = period
  const running = runningOf(agreement)
  if (running?.from !== from)
    return { pointer: '/inForce', command: { type: 'BringIntoForce', ...whoAndWhen(said), from, until, others } }
  return running.until === until
    ? undefined
    : { pointer: '/inForce/until', command: { type: 'RenewAgreement', ...whoAndWhen(said), until, others } }
}

const terminate: NextStep = (agreement, { terminated }, said) =>
  terminated === null || (agreement.status !== 'Unknown' && agreement.ended?.reason === terminated)
    ? undefined
    : { pointer: '/terminated', command: { type: 'TerminateAgreement', ...whoAndWhen(said), reason: terminated } }

const sequence: readonly NextStep[] = [
  draft,
  rename,
  propose,
  accept('provider'),
  accept('customer'),
  inForce,
  terminate,
]

/** What a file cannot change of an agreement that exists. */
const contradictions = (current: KnownAgreement, wanted: Wanted): readonly Mistake[] => {
  const fixed = (['kind', 'provider', 'customer'] as const).flatMap((name) => {
    if (current[name] === wanted[name]) return []
    const message = `Agreement ${wanted.id} has ${name} ${current[name] ?? 'left out'}, and that cannot change. Write the file under another id.`
    return [{ pointer: name === 'kind' ? '/type' : `/${name}`, message }]
  })
  const ended = current.status === 'Terminated' && wanted.terminated === null
  const message = `Agreement ${wanted.id} was terminated, and that is final. Say so with terminated, or write the file under another id.`
  return ended ? [...fixed, { pointer: '/terminated', message }] : fixed
}

/** The commands that lead from where an agreement is to where a file wants it, each allowed after those before it. */
export const stepsTowards = (
  current: KnownAgreement | null,
  wanted: Wanted,
  asked: Asked,
): E.Either<readonly Mistake[], readonly AgreementCommand[]> => {
  const impossible = current === null ? [] : contradictions(current, wanted)
  if (impossible.length > 0) return E.left(impossible)
  const said = { ...asked, agreementId: wanted.id }
  const { decide, evolve, initial } = agreementDecider
  let agreement: Agreement = current ?? initial
  const commands: AgreementCommand[] = []
  for (const next of sequence) {
    const step = next(agreement, wanted, said)
    if (step === undefined) continue
    const verdict = decide(step.command, agreement)
    if (E.isLeft(verdict)) return E.left([{ pointer: step.pointer, message: wordsForRefusal(verdict.left) }])
    commands.push(step.command)
    agreement = verdict.right.reduce(evolve, agreement)
  }
  return E.right(commands)
}
