import { Agent, request as ask, type ClientRequest, type IncomingMessage } from 'node:http'
import { NOTHING, type FuzzRequest, type FuzzResponse } from './traffic.ts'

export interface Sender {
  readonly send: (request: FuzzRequest) => Promise<FuzzResponse>
  /** gives back the connections */
  readonly close: () => void
}

const headersOf = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')] as const],
    ),
  )

const silence = (why: string): FuzzResponse => ({ status: 0, headers: {}, body: Buffer.from(why) })

const TIMEOUT_MS = 40_000

/** Whether a connection kept alive was closed by the other end before the request came there: it may be asked again. */
const wasStale = (asked: ClientRequest, error: Error): boolean =>
  asked.reusedSocket && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')

const received = (response: IncomingMessage, settle: (response: FuzzResponse) => void): void => {
  const chunks: Buffer[] = []
  const done = () => {
    const body = chunks.length > 0 ? Buffer.concat(chunks) : NOTHING
    settle({ status: response.statusCode ?? 0, headers: headersOf(response), body })
  }
  response.on('data', (chunk: Buffer) => chunks.push(chunk))
  response.once('end', done).once('error', done)
}

const sent = (address: URL, agent: Agent | false, request: FuzzRequest): Promise<FuzzResponse> =>
  new Promise((resolve) => {
    const { hostname, port } = address
    const { method, path, body } = request
    const length = body.length > 0 ? { 'content-length': String(body.length) } : {}
    const headers = { ...length, ...request.headers }
    const asked = ask({ agent, hostname, port, method, path, headers, timeout: TIMEOUT_MS }, (response) => {
      received(response, resolve)
    })
    asked.once('timeout', () => {
      asked.destroy(new Error(`nothing within ${TIMEOUT_MS / 1000} seconds`))
    })
    asked.on('error', (error) => {
      resolve(wasStale(asked, error) ? sent(address, false, request) : silence(error.message))
    })
    asked.end(body)
  })

/**
 * Sends requests to an address as they are: nothing is normalised, and what comes back is not followed.
 * @errors  status 0 where no answer comes, with what is known of it as the body
 */
export const senderTo = (address: URL): Sender => {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  return {
    send: (request) => sent(address, agent, request),
    close: () => {
      agent.destroy()
    },
  }
}
