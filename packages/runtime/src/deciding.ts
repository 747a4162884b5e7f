import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { uuidv5, type AnyPractice, type Message, type NewEvent, type StoredEvent, type Uuid } from '@deskledger/kernel'
import type { Folded } from './folded.ts'
import type { AskTrouble } from './trouble.ts'

/** What asks by itself: a flow because of an event, or timers because an instant has come. */
export interface Because {
  /** its name */
  readonly by: string
  readonly event?: StoredEvent
}

/** A command and who is behind it. The same `commandId` asked twice has one effect and the same answer. */
export interface Asked<Command> {
  readonly command: Command
  /** default: a new one */
  readonly commandId?: Uuid
  /** what the command belongs to; default: what the observer of the ledger says, or itself */
  readonly correlationId?: Uuid
  /** the event or command that led to it; default: itself */
  readonly causationId?: Uuid
  /** what must hold of the stream at the moment of deciding; where it does not, nothing is written: `NotProvided` */
  readonly provided?: (facts: Facts) => boolean
  /** left out: somebody asks */
  readonly because?: Because
}

type Besides = 'provided' | 'because'

/** A command with all its identities. */
export type Identified = Required<Omit<Asked<Message>, Besides>> & Pick<Asked<Message>, Besides>

/** What a command is decided on. */
export interface Facts {
  /** last revision of the stream; -1: it has no events. In a list of commands: before the first of them */
  readonly revision: number
  /** the state of the practice, as the commands before it in the list leave it */
  readonly state: unknown
  /** the command was asked before: it is answered with what it came to then */
  readonly repeated: boolean
}

/** What commands come to on one state of a stream. */
export interface Decided {
  readonly folded: Folded
  readonly fresh: readonly NewEvent[]
  /** per command: how many new events, or a repeat */
  readonly parts: readonly { readonly commandId: Uuid; readonly count: number; readonly repeated: boolean }[]
}

const eventsOf = (practice: AnyPractice, asked: Identified, happened: readonly Message[]): NewEvent[] =>
  happened.map((data, index) => ({
    eventId: uuidv5(asked.commandId, String(index)),
    type: data.type,
    data,
    metadata: {
      commandId: asked.commandId,
      correlationId: asked.correlationId,
      causationId: asked.causationId,
      schemaVersion: practice.schemaVersions[data.type] ?? 1,
    },
  }))

/** `correlates` tells what a command belongs to that does not say it. */
export const identified = (asked: Asked<Message>, correlates?: () => Uuid | undefined): Identified => {
  const commandId = asked.commandId ?? (randomUUID() as Uuid)
  return {
    ...asked,
    commandId,
    correlationId: asked.correlationId ?? correlates?.() ?? commandId,
    causationId: asked.causationId ?? commandId,
  }
}

/** Decides commands one after the other, each on what the ones before it led to. */
export const decideAll = (
  practice: AnyPractice,
  folded: Folded,
  asked: readonly Identified[],
): E.Either<AskTrouble<Message>, Decided> => {
  const fresh: NewEvent[] = []
  const parts: Decided['parts'][number][] = []
  const seen = new Set<Uuid>()
  let { state } = folded
  for (const [index, one] of asked.entries()) {
    const { commandId } = one
    const repeated = folded.commands.has(commandId) || seen.has(commandId)
    if (one.provided?.({ revision: folded.revision, state, repeated }) === false)
      return E.left({
        type: 'NotProvided',
        index,
        message: `What was demanded before ${one.command.type} does not hold.`,
      })
    const decision = repeated ? E.right([]) : practice.decider.decide(one.command, state)
    if (E.isLeft(decision)) return E.left({ type: 'Refused', refusal: decision.left, index })
    for (const event of decision.right) state = practice.decider.evolve(state, event)
    fresh.push(...eventsOf(practice, one, decision.right))
    parts.push({ commandId, count: decision.right.length, repeated })
    seen.add(commandId)
  }
  return E.right({ folded: { ...folded, state }, fresh, parts })
}
