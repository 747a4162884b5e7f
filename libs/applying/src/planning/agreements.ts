import * as E from 'fp-ts/lib/Either.js'
import { uuidv5, type Mistake, type StoredEvent } from '@deskledger/kernel'
import {
  agreementDecider,
  agreementsInForce,
  commandsTowards,
  versionKey,
  wordsForRefusal,
  type Agreement,
  type AgreementEvent,
  type InForce,
} from '@deskledger/practices/agreement'
import type { Form } from '../forms/forms.ts'
import type { FileMistake } from '../mistakes.ts'
import type { Asking } from './asking.ts'
import { decidedAll, stepOf, type Current, type Step } from './step.ts'

export type AgreementForm = Extract<Form, { readonly kind: 'agreement' }>

/** An agreement to bring where its file wants it, and where it is. */
export interface AgreementToBe {
  readonly form: AgreementForm
  readonly current: Current<Agreement>
}

/** Versions in force by their keys, as the read model has them. */
type InForceRows = ReadonlyMap<string, InForce>

interface Judged {
  readonly step: Step
  readonly events: readonly AgreementEvent[]
}

const judge = (
  { form, current }: AgreementToBe,
  asking: Asking,
  rows: InForceRows,
): E.Either<readonly FileMistake[], Judged> => {
  const { file, document } = form
  const placed = (mistakes: readonly Mistake[]): readonly FileMistake[] =>
    mistakes.map((mistake) => document.at(mistake))
  const { state } = current
  const others = [...rows.values()].filter(({ agreementId }) => agreementId !== file.id)
  const commands = commandsTowards(state.status === 'Unknown' ? null : state, file, { ...asking, others })
  if (E.isLeft(commands)) return E.left(placed(commands.left))
  const decided = decidedAll(agreementDecider, commands.right, state)
  return E.isLeft(decided)
    ? E.left(placed([{ pointer: '', message: wordsForRefusal(decided.left) }]))
    : E.right({ step: stepOf(form, current, commands.right), events: decided.right })
}

/** Events that would be stored, as the read model takes them: where in the log is not known, and not asked. */
const imagined = ({ step, events }: Judged, { at }: Asking): readonly StoredEvent<AgreementEvent>[] =>
  events.flatMap((data, index) => {
    const [ask] = step.asks
    if (ask === undefined) return []
    const { commandId } = ask
    const metadata = { commandId, correlationId: commandId, causationId: commandId, schemaVersion: 1 }
    return [
      {
        stream: step.stream,
        revision: step.revision + 1 + index,
        position: '',
        eventId: uuidv5(commandId, String(index)),
        type: data.type,
        data,
        metadata,
        recordedAt: at,
        hash: '',
      },
    ]
  })

type Taken = Parameters<typeof agreementsInForce.apply>[1]
const isTaken = (event: StoredEvent<AgreementEvent>): event is Taken & StoredEvent<AgreementEvent> =>
  agreementsInForce.on.includes(event.type)

/** What would be in force after events, by the projection that says what is. */
const after = (rows: InForceRows, events: readonly StoredEvent<AgreementEvent>[]): InForceRows => {
  const next = new Map(rows)
  for (const event of events.filter(isTaken))
    for (const key of agreementsInForce.keysOf(event)) {
      const row = agreementsInForce.apply(next.get(key), event, key)
      if (row === undefined) next.delete(key)
      else next.set(key, row)
    }
  return next
}

/** Steps in the order in which they are allowed, and what no order allows. */
export interface AgreementSteps {
  readonly steps: readonly Step[]
  readonly mistakes: readonly FileMistake[]
}

/**
 * The steps that lead to what files say. What is refused while others stand in its way is tried again after they made way, so
 * that files need no order; what then still is refused is told.
 */
export const agreementSteps = (
  all: readonly AgreementToBe[],
  asking: Asking,
  inForce: readonly InForce[],
): AgreementSteps => {
  const steps: Step[] = []
  let rows: InForceRows = new Map(inForce.map((row) => [versionKey(row.agreementId, row.version), row]))
  let waiting = all
  for (;;) {
    const refused: AgreementToBe[] = []
    const mistakes: FileMistake[] = []
    for (const one of waiting) {
      const judged = judge(one, asking, rows)
      if (E.isRight(judged)) {
        steps.push(judged.right.step)
        rows = after(rows, imagined(judged.right, asking))
      } else {
        refused.push(one)
        mistakes.push(...judged.left)
      }
    }
    if (refused.length === 0 || refused.length === waiting.length) return { steps, mistakes }
    waiting = refused
  }
}
