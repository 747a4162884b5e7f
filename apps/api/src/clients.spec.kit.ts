import { randomUUID } from 'node:crypto'
import type { Program } from './program.spec.kit.ts'

/** What an answer says of the events of a command. */
interface Answered {
  readonly stream: string
  readonly revision: number
  readonly repeated: boolean
  readonly events: readonly { readonly eventId: string; readonly revision: number }[]
}

/** A command that somebody sent, under a key of its own. */
export interface Sent {
  readonly key: string
  readonly path: string
  readonly body: object
  /** what it came to, once that arrived */
  answer?: Answered
  /** whether it was sent to a program that was killed: it may have happened though nobody was answered */
  mayHaveHappened?: boolean
}

/** All that was sent so far. */
export interface Work {
  readonly all: Sent[]
  /** commands that had no answer yet */
  readonly pending: Sent[]
  /** incidents that all write to */
  readonly tickets: string[]
}

/** A new command: mostly a note to one of a few tickets that all write to, else a new ticket. */
const newCommand = (tickets: readonly string[]): Sent => {
  const key = randomUUID()
  const ticket = tickets[Math.floor(Math.random() * tickets.length * 1.3)]
  return ticket === undefined
    ? { key, path: '/v1/incidents', body: { summary: key, impact: 2, urgency: 2 } }
    : { key, path: `/v1/incidents/${ticket}/note`, body: { visibility: 'internal', text: key } }
}

/** What a request came to: answered, sent away because the server stops, or nothing that anybody heard of. */
type Outcome = Answered | 'sent away' | 'no answer'

/** Sends a command. Whatever is neither an answer nor an orderly refusal to take it is an error. */
export const send = async ({ url, token }: Program, { key, path, body }: Sent): Promise<Outcome> => {
  let response: Response
  let text: string
  try {
    response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': `"${key}"` },
      body: JSON.stringify(body),
    })
    text = await response.text()
  } catch {
    return 'no answer'
  }
  if (response.ok) return JSON.parse(text) as Answered
  if (response.status === 503) return 'sent away'
  throw new Error(`${path} was answered with ${response.status}: ${text}`)
}

/** Sends one command after the other until no answer comes; what had none before is sent again first. */
const client = async (program: Program, { all, tickets, pending }: Work): Promise<void> => {
  for (;;) {
    const again = pending.shift()
    const command = again ?? newCommand(tickets)
    if (again === undefined) all.push(command)
    const outcome = await send(program, command)
    if (typeof outcome === 'string') {
      pending.push(command)
      return
    }
    command.answer = outcome
  }
}

/** Clients that send at the same time, until the program takes no more; answers once all have stopped. */
export const clients = async (program: Program, work: Work): Promise<void> => {
  await Promise.all(Array.from({ length: 32 }, () => client(program, work)))
}
