import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import type { AnyPractice, Message } from '@deskledger/kernel'
import type { Asked } from './deciding.ts'
import type { Answer } from './answer.ts'
import { handler, type HandleOptions } from './handle.ts'
import type { AskTrouble } from './trouble.ts'

/** Runs commands of one stream, whichever practice they belong to. */
export type Dispatch = (asked: readonly Asked<Message>[]) => Promise<E.Either<AskTrouble<Message>, readonly Answer[]>>

const noPractice = (type: string, register: readonly AnyPractice[]): AskTrouble<never> => {
  const known = register.flatMap(({ commands }) => Object.keys(commands)).join(', ')
  const message = `${type} is no command of this ledger. Known: ${known}.`
  return { type: 'NotACommand', mistakes: [{ pointer: '/type', message }], message }
}

/** Finds the practice and the stream that commands belong to: one stream for all of them. */
export const dispatcher = (
  events: EventStore,
  register: readonly AnyPractice[],
  options: HandleOptions | undefined,
): Dispatch => {
  const routes = new Map(
    register.flatMap((practice) => {
      const run = handler(events, practice, options)
      return Object.keys(practice.commands).map((type) => [type, { practice, run }] as const)
    }),
  )
  return async (asked) => {
    const [first] = asked
    if (first === undefined) return E.right([])
    const route = routes.get(first.command.type)
    if (route === undefined) return E.left(noPractice(first.command.type, register))
    const streamOf = ({ command }: Asked<Message>) => `${route.practice.name}-${route.practice.keyOf(command)}`
    const stream = streamOf(first)
    const stray = asked.find(
      (one) => routes.get(one.command.type)?.practice !== route.practice || streamOf(one) !== stream,
    )
    if (stray === undefined) return route.run.askAll(stream, asked)
    const message = `${stray.command.type} belongs to another stream than ${stream}. Ask for commands of different streams one by one.`
    return E.left({ type: 'NotACommand', mistakes: [{ pointer: '', message }], message })
  }
}
