import * as E from 'fp-ts/lib/Either.js'
import { canonicalJson, sha256, uuidv5, type Decider, type StoredEvent, type Uuid } from '@deskledger/kernel'
import type { Form } from '../forms/forms.ts'
import { streamOf, type Kind } from '../forms/subject.ts'
import type { Ask } from './ledger.ts'

/** What is to be asked of one stream. */
export interface Step {
  readonly kind: Kind
  readonly id: string
  readonly stream: string
  /** of the stream when this was planned; -1: there is none yet */
  readonly revision: number
  /** which file asks for it, and where that begins */
  readonly place: string
  readonly asks: readonly Ask[]
}

/** A stream as it is: the rules' state, and how far it was read. */
export interface Current<State> {
  readonly state: State
  readonly revision: number
}

/** Folds what a ledger has of a stream. */
export const currentOf = <State, Event>(
  { initial, evolve }: Pick<Decider<never, State, Event, unknown>, 'initial' | 'evolve'>,
  history: readonly StoredEvent[],
): Current<State> =>
  history.reduce(
    // Events of a practice's streams are the practice's.
    ({ state }: Current<State>, { data, revision }) => ({ state: evolve(state, data as Event), revision }),
    { state: initial, revision: -1 },
  )

/** What commands lead to, one after the other; or the first that the rules refuse. */
export const decidedAll = <Command, State, Event, Refusal>(
  { decide, evolve }: Decider<Command, State, Event, Refusal>,
  commands: readonly Command[],
  before: State,
): E.Either<Refusal, readonly Event[]> => {
  const events: Event[] = []
  let state = before
  for (const command of commands) {
    const decision = decide(command, state)
    if (E.isLeft(decision)) return decision
    events.push(...decision.right)
    state = decision.right.reduce(evolve, state)
  }
  return E.right(events)
}

const NAMESPACE = '3f0d6c52-0c1d-5b8e-9a4c-7a1f4be2c8d3' as Uuid

/**
 * A step of a form. The identity of a command says: this content of the file, from this revision of the stream on, so manieth.
 * So a run that is repeated after it broke off asks what it asked before.
 */
export const stepOf = (
  { kind, file, document }: Form,
  { revision }: Current<unknown>,
  commands: readonly Ask['command'][],
): Step => {
  const { id } = file
  const stream = streamOf(kind, id)
  const content = sha256(canonicalJson(file))
  return {
    kind,
    id,
    stream,
    revision,
    place: `${document.source.name}:${document.line}`,
    asks: commands.map((command, index) => ({
      command,
      commandId: uuidv5(NAMESPACE, [stream, revision, content, index].join('\n')),
    })),
  }
}
