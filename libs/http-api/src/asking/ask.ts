import * as E from 'fp-ts/lib/Either.js'
import {
  mayAsk,
  signed,
  type AskFacts,
  type Body,
  type Denial,
  type Identity,
  type Permissions,
} from '@deskledger/access'
import {
  decodeMessage,
  instantOf,
  uuidv5,
  type AnyPractice,
  type Message,
  type Mistake,
  type Uuid,
} from '@deskledger/kernel'
import { fieldsOf, generated, type Refusal } from '@deskledger/nouns'
import type { Answer, AskTrouble, Facts, NotACommand } from '@deskledger/runtime'
import type { ApiLedger } from '../api-ledger.ts'
import { failedProblem, refusedProblem } from '../http/failures.ts'
import { malformed, Problem } from '../http/problem.ts'
import { allCommands, practiceOf } from './commands-here.ts'
import { Denied } from './denied.ts'
import { aboutOf, namedIn } from './facts.ts'
import { preconditionFailed, type Condition } from './preconditions.ts'

/** Commands that came together, from one asker. */
export interface Sent {
  readonly bodies: readonly Body[]
  /** false: one command alone, whose mistakes have no place in a list */
  readonly isList: boolean
  readonly identity: Identity
  readonly commandId: Uuid
  readonly correlationId: Uuid
  readonly condition: Condition
}

interface Ready {
  readonly command: Message
  readonly practice: AnyPractice
}

const atPlace = (mistakes: readonly Mistake[], { isList }: Sent, index: number): readonly Mistake[] =>
  isList ? mistakes.map(({ pointer, message }) => ({ pointer: `/${index}${pointer}`, message })) : mistakes

const isSigned: Mistake = { pointer: '/by', message: 'is the subject of your access token: leave it out' }

/** The identity of each command of a list. */
const idOf = ({ commandId, isList }: Sent, index: number): Uuid =>
  isList ? uuidv5(commandId, String(index)) : commandId

/** Identities that a command needs of its own, and that nobody gave. */
const identified = (body: Body, commandId: Uuid): Body => {
  const codec = allCommands[String(body['type'])]
  const missing = fieldsOf(codec, '').filter(({ name }) => generated.includes(name) && !Object.hasOwn(body, name))
  return { ...body, ...Object.fromEntries(missing.map(({ name }) => [name, commandId])) }
}

const decoded = (sent: Sent, now: number): readonly Ready[] => {
  const mistakes: Mistake[] = []
  const ready: Ready[] = []
  for (const [index, body] of sent.bodies.entries()) {
    const practice = practiceOf(body['type'])
    const permissions: Permissions = practice?.permissions ?? {}
    const json = signed(identified(body, idOf(sent, index)), {
      identity: sent.identity,
      permissions,
      now: instantOf(now),
    })
    const command = decodeMessage<Message>(allCommands, json)
    if (Object.hasOwn(body, 'by')) mistakes.push(...atPlace([isSigned], sent, index))
    if (E.isLeft(command)) mistakes.push(...atPlace(command.left, sent, index))
    else if (practice !== undefined) ready.push({ command: command.right, practice })
  }
  if (mistakes.length > 0) throw malformed(mistakes)
  return ready
}

/** Where the permissions are looked at: at the moment of deciding, on the facts it is decided on. */
const guarded = async (ledger: ApiLedger, { command, practice }: Ready, sent: Sent) => {
  const about = await aboutOf(ledger, practice.name, practice.keyOf(command))
  const named = await namedIn(ledger, command)
  const { identity } = sent
  const asking = {
    identity,
    permissions: practice.permissions as Permissions,
    command: command as Message & { by: typeof identity.subject },
  }
  const found: { denial?: Denial } = {}
  const judge = (facts: AskFacts): boolean => {
    const verdict = mayAsk(asking, facts)
    if (E.isLeft(verdict)) found.denial = verdict.left
    return E.isRight(verdict)
  }
  return {
    found,
    permits: (facts: Facts): boolean => {
      delete found.denial
      return judge({ about: about(facts), named })
    },
  }
}

const notCommand = ({ mistakes, message }: NotACommand): Problem =>
  mistakes.some(({ pointer }) => pointer !== '')
    ? malformed(mistakes)
    : new Problem(422, { kind: 'SeveralStreams', detail: message })

const problemFor = (trouble: AskTrouble<Refusal>, { isList }: Sent): Problem => {
  if (trouble.type === 'Refused') return refusedProblem(trouble.refusal, isList ? trouble.index : undefined)
  if (trouble.type === 'NotProvided') return preconditionFailed()
  return trouble.type === 'NotACommand' ? notCommand(trouble) : failedProblem(trouble)
}

/**
 * Runs commands of one stream for somebody: signed, decoded, permitted, decided, all or nothing. Throws a problem.
 */
export const askFor = async (ledger: ApiLedger, sent: Sent): Promise<readonly Answer[]> => {
  const ready = decoded(sent, ledger.now())
  const guards = await Promise.all(ready.map((one) => guarded(ledger, one, sent)))
  const asked = ready.map(({ command }, index) => ({
    command,
    commandId: idOf(sent, index),
    correlationId: sent.correlationId,
    provided: (facts: Facts) => guards[index]?.permits(facts) === true && sent.condition(facts),
  }))
  const outcome = await ledger.ledger.askAll(asked as never)
  if (E.isRight(outcome)) return outcome.right
  const trouble = outcome.left
  const denial = guards.map(({ found }) => found.denial).find((one) => one !== undefined)
  if (denial !== undefined) throw new Denied(denial)
  throw problemFor(trouble, sent)
}
