import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { decodeMessage, Uuid, type Mistake } from '@deskledger/kernel'
import { register, type OpenLedger } from '@deskledger/register'
import type { Answer } from '@deskledger/runtime'
import { type LedgerEvent, wordsOf } from '@deskledger/nouns'
import { answer, paintResult } from '../answer.ts'
import type { Context, Options } from '../context.ts'
import { misuse, Stop } from '../stop.ts'
import { stopFor } from '../take.ts'

/** The identity given, or a new one. */
export const commandIdIn = (options: Options): Uuid => {
  const given = options['commandId']
  const id = typeof given === 'string' ? given : randomUUID()
  if (Uuid.is(id)) return id
  throw misuse(`--command-id: "${id}" is no UUID in lower case, such as ${randomUUID()}.`)
}

const madeOf = (mistakes: readonly Mistake[], place: (pointer: string) => string): Stop => {
  const lines = mistakes.map(({ pointer, message }) => `${place(pointer)}: ${message}`)
  const message = lines.length === 1 ? lines.join('') : `${lines.length} things are wrong:\n${lines.join('\n')}`
  return new Stop(2, { type: 'NotACommand', message }, { mistakes })
}

const commands = Object.assign({}, ...register.map((practice) => practice.commands)) as (typeof register)[0]['commands']

/** Looks at a command before a ledger is opened, or made, for it. */
export const check = (json: unknown, place: (pointer: string) => string): void => {
  const decoded = decodeMessage(commands, json)
  if (E.isLeft(decoded)) throw madeOf(decoded.left, place)
}

/** Asks a command from outside. `place` says where a mistake is, to the person who made it. */
export const asked = async (
  { ledger }: OpenLedger,
  ask: { readonly json: unknown; readonly commandId: Uuid },
  place: (pointer: string) => string,
): Promise<Answer> => {
  const result = await ledger.askJson(ask.json, { commandId: ask.commandId })
  if (E.isRight(result)) return result.right
  const trouble = result.left
  throw trouble.type === 'NotACommand' ? madeOf(trouble.mistakes, place) : stopFor(trouble)
}

const wordsFor = (context: Context, { stream, revision, events, repeated }: Answer): string => {
  const paint = paintResult(context)
  if (events.length === 0) return `Nothing to do: ${stream} is so already (revision ${revision}).`
  const lines = events.map(
    ({ revision: at, type, data }) => `  ${at}  ${paint('bold', type)}  ${wordsOf(data as LedgerEvent)}`,
  )
  const head = repeated ? `Asked before; this is what it came to:` : `Done: ${stream} is at revision ${revision}.`
  return [head, ...lines].join('\n')
}

/** Tells what a command came to. */
export const tell = (context: Context, commandId: Uuid, result: Answer): Promise<void> =>
  answer(context, { commandId, ...result }, () => wordsFor(context, result))
