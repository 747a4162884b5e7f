import { get, type IncomingMessage } from 'node:http'
import type { StoredEvent } from '@deskledger/kernel'
import type { Desk } from '../api.spec.kit.ts'

/** A message of a stream, as a browser would have it; a comment has nothing but itself. */
export interface Message {
  readonly id?: string
  readonly event?: string
  readonly data?: string
  readonly comment?: string
}

const fieldOf = (line: string): readonly [string, string] => {
  const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
  return [name === '' ? 'comment' : name, value]
}

/** @source WHATWG HTML, 9.2.6 Interpreting an event stream: a block ends with an empty line; what has no end is thrown away */
async function* messagesOf(response: AsyncIterable<string>): AsyncGenerator<Message, void, undefined> {
  let text = ''
  for await (const chunk of response) {
    const blocks = (text + chunk).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) yield Object.fromEntries(block.split('\n').map(fieldOf))
  }
}

export interface Reading {
  readonly response: IncomingMessage
  readonly messages: AsyncGenerator<Message, void, undefined>
  /** hangs up */
  readonly leave: () => void
}

/** Where the API of a desk listens, on this machine alone. */
export const listening = async ({ api }: Desk): Promise<string> => {
  const server = (await api.listen(0, '127.0.0.1')) as { readonly address: () => { readonly port: number } }
  return `http://127.0.0.1:${server.address().port}`
}

/** As browsers ask: the connection is to be kept. */
const asked = { accept: 'text/event-stream', connection: 'keep-alive' }

/** A reader of Server-Sent Events on a connection of its own. */
export const reading = (url: string, headers: Readonly<Record<string, string>>): Promise<Reading> =>
  new Promise((resolve, reject) => {
    const request = get(url, { agent: false, headers: { ...asked, ...headers } }, (response) => {
      response.setEncoding('utf8')
      response.on('error', () => undefined)
      resolve({ response, messages: messagesOf(response), leave: () => request.destroy() })
    })
    request.on('error', reject)
  })

/** Messages up to the one that is enough, or to the end; what is read further is read with the same messages. */
export const readUntil = async (
  messages: AsyncGenerator<Message, void, undefined>,
  isEnough: (soFar: readonly Message[]) => boolean,
): Promise<readonly Message[]> => {
  const soFar: Message[] = []
  while (!isEnough(soFar)) {
    const next = await messages.next()
    if (next.done === true) break
    soFar.push(next.value)
  }
  return soFar
}

/** The events among messages. */
export const eventsIn = (messages: readonly Message[]): readonly StoredEvent[] =>
  messages.flatMap(({ event, data }) =>
    event === undefined && data !== undefined ? [JSON.parse(data) as StoredEvent] : [],
  )

export const positionsIn = (messages: readonly Message[]): readonly string[] =>
  eventsIn(messages).map(({ position }) => position)
