import * as E from 'fp-ts/lib/Either.js'
import type { ApplyingLedger, Asked, LedgerTrouble } from './planning/ledger.ts'
import type { Step } from './planning/step.ts'

/** What a step came to. */
export interface StepDone {
  readonly step: Step
  readonly answers: readonly Asked[]
}

/** Why a run did not come to its end: exactly what is done, and what is not. Running it again goes on from there. */
export interface NotAllDone extends LedgerTrouble {
  readonly done: readonly StepDone[]
  /** whether this is done is not known; null: everything is known */
  readonly unsure: Step | null
  readonly left: readonly Step[]
  /** what the ledger said */
  readonly failure: LedgerTrouble
}

/** Answers that may come after the commands were stored. */
const unknownOutcome: readonly string[] = ['TimedOut', 'StoreUnavailable']

const named = (steps: readonly Step[]): string => steps.map(({ stream }) => stream).join(', ')

const sentences = (failure: LedgerTrouble, { done, unsure, left }: Omit<NotAllDone, keyof LedgerTrouble | 'failure'>) =>
  [
    failure.message,
    done.length === 0
      ? unsure === null
        ? 'Nothing is written.'
        : 'Nothing else is written.'
      : `Done: ${named(done.map(({ step }) => step))}.`,
    ...(unsure === null ? [] : [`Whether it is done is not known: ${unsure.stream}.`]),
    ...(left.length === 0 ? [] : [`Not done: ${named(left)}.`]),
    'Run the same command again: what is done is recognised, and the rest is done then.',
  ].join(' ')

const changed = ({ stream, revision }: Step): LedgerTrouble => ({
  type: 'ChangedMeanwhile',
  message: `Somebody else changed ${stream} after it was looked at (it was at revision ${revision}).`,
})

const overtaken = ({ stream, revision }: Step): LedgerTrouble => ({
  type: 'ChangedMeanwhile',
  message: `Somebody else changed ${stream} in the same moment (it was at revision ${revision}): what the file says was written after that. Look at its history.`,
})

const STOPPED: LedgerTrouble = { type: 'Stopped', message: 'Stopped before all was done.' }

/** What went otherwise than planned; and of the step that it happened to: whether it is written. */
interface Halt {
  readonly failure: LedgerTrouble
  readonly written: 'no' | 'not known' | readonly Asked[]
}

const halt = (failure: LedgerTrouble, written: Halt['written'] = 'no'): E.Either<Halt, never> =>
  E.left({ failure, written })

/** Whether a stream has events that are not of this step: an earlier run of ours may have come late. */
const isChanged = async ({ history }: ApplyingLedger, step: Step): Promise<E.Either<LedgerTrouble, boolean>> => {
  const since = await history(step.stream, step.revision + 1)()
  const ours = new Set<string>(step.asks.map(({ commandId }) => commandId))
  return E.map((events: readonly { readonly metadata: { readonly commandId: string } }[]) =>
    events.some(({ metadata }) => !ours.has(metadata.commandId)),
  )(since)
}

/** Whether the answers begin where the step was planned to begin. */
const followsPlan = ({ revision }: Step, answers: readonly Asked[]): boolean => {
  const [first] = answers.flatMap(({ events }) => events)
  return first === undefined || first.revision === revision + 1
}

const once = async (ledger: ApplyingLedger, step: Step): Promise<E.Either<Halt, readonly Asked[]>> => {
  const stale = await isChanged(ledger, step)
  if (E.isLeft(stale)) return halt(stale.left)
  if (stale.right) return halt(changed(step))
  const answers = await ledger.ask(step.asks)()
  if (E.isLeft(answers)) return halt(answers.left, unknownOutcome.includes(answers.left.type) ? 'not known' : 'no')
  return followsPlan(step, answers.right) ? answers : halt(overtaken(step), answers.right)
}

/** Where a run stands when it ends before its end; `rest` begins with the step that it ended at. */
const endedAt = (before: readonly StepDone[], rest: readonly Step[], { failure, written }: Halt): NotAllDone => {
  const [step, ...later] = rest
  const done = step === undefined || typeof written === 'string' ? before : [...before, { step, answers: written }]
  const unsure = step === undefined || written !== 'not known' ? null : step
  const told = { done, unsure, left: written === 'no' ? rest : later }
  return { type: failure.type, failure, ...told, message: sentences(failure, told) }
}

/**
 * Asks what was planned, stream by stream, each all or nothing. It stops at the first that goes otherwise than planned.
 * @errors  what is done, what is not, and why
 */
export const applyPlan = async (
  ledger: ApplyingLedger,
  steps: readonly Step[],
  signal?: AbortSignal,
): Promise<E.Either<NotAllDone, readonly StepDone[]>> => {
  const done: StepDone[] = []
  for (const [place, step] of steps.entries()) {
    const outcome = signal?.aborted === true ? halt(STOPPED) : await once(ledger, step)
    if (E.isLeft(outcome)) return E.left(endedAt(done, steps.slice(place), outcome.left))
    done.push({ step, answers: outcome.right })
  }
  return E.right(done)
}
