import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { decodeMessage, type Message, type Mistake, type StoredEvent } from '@deskledger/kernel'
import { factsOfOthers } from '@deskledger/register'
import type { Response } from 'light-my-request'
import type { Asker, Desk } from '../api.spec.kit.ts'
import { refusalStatus } from '../http/failures.ts'
import { problemType } from '../http/problem.ts'
import { allCommands } from './commands-here.ts'
import { textIn, type Body, type History } from './histories.spec.kit.ts'

/** What came to be seen while histories were asked. */
export interface Seen {
  readonly accepted: Set<string>
  readonly refused: Set<string>
  /** commands that were asked by a path of their own, and by that of all commands */
  readonly byVerb: Set<string>
  readonly byCommand: Set<string>
  /** how often each was asked */
  readonly turns: Map<string, number>
}

interface Asking {
  readonly desk: Desk
  readonly asker: Asker
  readonly subject: string
  readonly paths: ReadonlyMap<string, string>
  readonly seen: Seen
}

const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

/** Paths of verbs, by the command that each asks. */
export const verbPaths = ({ api }: Desk): ReadonlyMap<string, string> =>
  new Map(
    api.endpoints.flatMap(({ commands, operation }) => {
      const [type] = operation.path.includes('{') ? (commands?.({}) ?? []) : []
      return type === undefined ? [] : [[type, operation.path] as const]
    }),
  )

const storedIn = async ({ desk }: Asking, stream: string): Promise<readonly StoredEvent[]> =>
  orThrow(await desk.opened.ledger.history(stream))

/** What the decider itself says, on what is stored, with the facts about others that hold now. */
const decidedBy = async (asking: Asking, { practice, noun, id }: History, body: Body) => {
  const facts = orThrow(await factsOfOthers(asking.desk.opened.ledger, body))
  const before = await storedIn(asking, `${noun.name}-${id}`)
  const command = decodeMessage<Message>(allCommands, { ...body, ...facts, by: asking.subject })
  if (E.isLeft(command)) return { before, mistakes: command.left }
  const { initial, evolve, decide } = practice.decider
  const state = before.reduce<unknown>((known, { data }) => evolve(known, data as Message), initial)
  return { before, decision: decide(command.right, state) as E.Either<Message, readonly Message[]> }
}

/** By the path of all commands and by its own, in turns. */
const post = ({ asker, paths, seen }: Asking, { noun, id }: History, { body, headers }: Request): Promise<Response> => {
  const type = textIn(body, 'type')
  const path = paths.get(type)
  const turn = (seen.turns.get(type) ?? 0) + 1
  seen.turns.set(type, turn)
  if (path === undefined || turn % 2 === 1) {
    seen.byCommand.add(type)
    return asker.post('/v1/commands', body, headers)
  }
  seen.byVerb.add(type)
  const rest = Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'type' && name !== noun.idField))
  return asker.post(path.replace(/\{\w+\}/, encodeURIComponent(id)), rest, headers)
}

interface Request {
  readonly body: Body
  readonly headers: Headers
}

type Headers = Readonly<Record<string, string>> & { readonly 'idempotency-key': string }

interface AnswerBody {
  readonly revision: number
  readonly events: readonly { readonly type: string; readonly data: object }[]
}

const refusedAlike = (response: Response, refusal: Message, asking: Asking): void => {
  asking.seen.refused.add(refusal.type)
  expect(response.json()).toMatchObject({
    type: problemType(refusal.type),
    refusal: JSON.parse(JSON.stringify(refusal)) as object,
  })
  expect(response.statusCode).toBe(refusalStatus[refusal.type as keyof typeof refusalStatus])
}

const asSent = (events: readonly Message[]): readonly object[] =>
  JSON.parse(JSON.stringify(events)) as readonly object[]

const acceptedAlike = (response: Response, events: readonly Message[], before: readonly StoredEvent[]): void => {
  const body = response.json<AnswerBody>()
  expect([200, 201]).toContain(response.statusCode)
  expect(body.events.map(({ data }) => data)).toEqual(asSent(events))
  expect(body.events.map(({ type }) => type)).toEqual(events.map(({ type }) => type))
  expect(body.revision).toBe(before.length - 1 + events.length)
}

const misreadAlike = (response: Response, mistakes: readonly Mistake[]): void => {
  expect(response.statusCode).toBe(400)
  expect(response.json()).toMatchObject({ mistakes })
}

/** Asks one command through HTTP and holds what comes of it against the decider. */
const askOne = async (asking: Asking, history: History, body: Body): Promise<void> => {
  const stream = `${history.noun.name}-${history.id}`
  const { before, mistakes, decision } = await decidedBy(asking, history, body)
  const headers = { 'idempotency-key': `"${randomUUID()}"` }
  if (decision === undefined) {
    misreadAlike(await post(asking, history, { body, headers }), mistakes)
    expect(await storedIn(asking, stream)).toEqual(before)
    return
  }
  const stale = await post(asking, history, { body, headers: { ...headers, 'if-match': `"${before.length + 7}"` } })
  expect(stale.json()).toMatchObject({ type: problemType('PreconditionFailed'), status: 412 })
  const response = await post(asking, history, { body, headers })
  if (E.isLeft(decision)) {
    refusedAlike(response, decision.left, asking)
    expect(await storedIn(asking, stream)).toEqual(before)
    return
  }
  acceptedAlike(response, decision.right, before)
  const stored = await storedIn(asking, stream)
  expect(stored.map(({ data }) => data)).toEqual([...before.map(({ data }) => data), ...asSent(decision.right)])
  if (decision.right.length === 0) return
  asking.seen.accepted.add(textIn(body, 'type'))
  expect((await post(asking, history, { body, headers })).json()).toEqual({
    ...response.json<object>(),
    repeated: true,
  })
}

/** Asks all commands of a history, one after the other. */
export const askHistory = async (asking: Asking, history: History): Promise<void> => {
  for (const body of history.commands) await askOne(asking, history, body)
}
