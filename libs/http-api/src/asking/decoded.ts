import { signed, type Body, type Identity, type Permissions } from '@deskledger/access'
import {
  decodeMessage,
  instantOf,
  uuidv5,
  type AnyPractice,
  type Message,
  type Mistake,
  type Uuid,
} from '@deskledger/kernel'
import { fieldsOf, generated } from '@deskledger/nouns'
import { factsOfOthers, lookedUp } from '@deskledger/register'
import * as E from 'fp-ts/lib/Either.js'
import type { ApiLedger } from '../api-ledger.ts'
import { malformed } from '../http/problem.ts'
import { take } from '../looking/fresh.ts'
import { allCommands, practiceOf } from './commands-here.ts'
import type { Condition } from './preconditions.ts'

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

/** A command as it is asked, and the practice that decides it. */
export interface Ready {
  readonly command: Message
  readonly practice: AnyPractice
}

/** The identity of each command of a list. */
export const idOf = ({ commandId, isList }: Sent, index: number): Uuid =>
  isList ? uuidv5(commandId, String(index)) : commandId

const atPlace = (mistakes: readonly Mistake[], { isList }: Sent, index: number): readonly Mistake[] =>
  isList ? mistakes.map(({ pointer, message }) => ({ pointer: `/${index}${pointer}`, message })) : mistakes

/** What nobody may say: who asks, and facts about others. */
const notTheirs = (body: Body): readonly Mistake[] => [
  ...(Object.hasOwn(body, 'by')
    ? [{ pointer: '/by', message: 'is the subject of your access token: leave it out' }]
    : []),
  ...(lookedUp[String(body['type'])] ?? [])
    .filter((name) => Object.hasOwn(body, name))
    .map((name) => ({ pointer: `/${name}`, message: 'is looked up here: leave it out' })),
]

/** Which identities each command needs of its own. */
const ownIdentities: ReadonlyMap<unknown, readonly string[]> = new Map(
  Object.entries(allCommands).map(([type, codec]) => {
    const names = fieldsOf(codec, '').map(({ name }) => name)
    return [type, names.filter((name) => generated.includes(name))]
  }),
)

/** With the identities that a command needs of its own, and that nobody gave. */
const identified = (body: Body, commandId: Uuid): Body => {
  const names = ownIdentities.get(body['type']) ?? []
  return { ...Object.fromEntries(names.map((name) => [name, commandId])), ...body }
}

/** Signed, with identities and facts filled in, and decoded; or every mistake of every command. */
export const decoded = async (ledger: ApiLedger, sent: Sent): Promise<readonly Ready[]> => {
  const mistakes: Mistake[] = []
  const ready: Ready[] = []
  for (const [index, body] of sent.bodies.entries()) {
    const practice = practiceOf(body['type'])
    const permissions: Permissions = practice?.permissions ?? {}
    const filled = { ...identified(body, idOf(sent, index)), ...take(await factsOfOthers(ledger.ledger, body)) }
    const json = signed(filled, { identity: sent.identity, permissions, now: instantOf(ledger.now()) })
    const command = decodeMessage<Message>(allCommands, json)
    const own = E.isLeft(command) ? command.left : []
    mistakes.push(...atPlace([...notTheirs(body), ...own], sent, index))
    if (E.isRight(command) && practice !== undefined) ready.push({ command: command.right, practice })
  }
  if (mistakes.length > 0) throw malformed(mistakes)
  return ready
}
