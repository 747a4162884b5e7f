import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import type { Identity } from '@deskledger/access'
import { Uuid, type Position } from '@deskledger/kernel'
import { callerIn, correlationIdOf } from '@deskledger/tracing/correlation'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Denied } from '../asking/denied.ts'
import { cutOff } from './cut-off.ts'
import type { Asked, Endpoint, Reply } from './endpoint.ts'
import { deniedProblem } from './failures.ts'
import { answered, notedOf, wentWrong } from './noted.ts'
import { readAll } from './params.ts'
import { bodyOf, malformed, Problem } from './problem.ts'
import { withinTrace } from './tracing.ts'

/** What every endpoint is answered with. */
export interface Answering {
  /** aborts when the server stops */
  readonly stopping: AbortSignal
}

type Given = Readonly<Record<string, string | readonly string[]>>

const headerOf =
  ({ headers }: FastifyRequest) =>
  (name: string): string | undefined => {
    const value = headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }

const identityOf = (request: FastifyRequest): Identity => {
  const { identity } = notedOf(request)
  if (identity === undefined) throw new Error('Nobody looked who asks before the request came here.')
  if (E.isLeft(identity)) throw new Denied(identity.left)
  return identity.right
}

const nobody: Identity = { subject: 'nobody' as Identity['subject'], roles: [], groups: [], customer: undefined }

/** Aborts when the asker goes away before the answer, or the server stops. */
const signalOf = (reply: FastifyReply, stopping: AbortSignal): AbortSignal => {
  const over = new AbortController()
  const end = (): void => {
    stopping.removeEventListener('abort', end)
    over.abort()
  }
  // Not AbortSignal.any: what it keeps of each request stays with the signal of the server for as long as that lives.
  stopping.addEventListener('abort', end)
  reply.raw.once('close', end)
  if (stopping.aborted || reply.raw.destroyed) end()
  return over.signal
}

const positionIn = (given: string | undefined): Position | undefined => {
  if (given === undefined) return undefined
  if (/^[\x21-\x7e]{1,100}$/.test(given)) return given
  throw malformed([{ pointer: 'Deskledger-After', message: 'must be a position, as an earlier answer gave it' }])
}

const askedIn = (endpoint: Endpoint, { request, reply }: Exchange, { stopping }: Answering): Asked => {
  const identity = endpoint.isPublic === true ? nobody : identityOf(request)
  const query = readAll(endpoint.query, request.query as Given)
  if (E.isLeft(query)) throw malformed(query.left)
  const header = headerOf(request)
  let signal: AbortSignal | undefined
  return {
    identity,
    path: request.params as Readonly<Record<string, string>>,
    query: query.right,
    header,
    body: request.body,
    correlationId: request.id,
    after: positionIn(header('deskledger-after')),
    // Most endpoints answer at once, and never look at it.
    get signal() {
      return (signal ??= signalOf(reply, stopping))
    },
  }
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Waits for a stream to end; what Fastify has taken whole is not waited for until it has arrived. */
const send = async (reply: FastifyReply, { status, headers = {}, body, mediaType }: Reply): Promise<void> => {
  const sent = reply
    .status(status)
    .headers(headers)
    .type(mediaType ?? 'application/json; charset=utf-8')
    .send(body)
  if (!sent.sent) await sent
}

/** Sends what went wrong, and tells the log what the asker is not told. */
export const sendProblem = async ({ request, reply }: Exchange, trouble: unknown): Promise<void> => {
  const problem = problemOf(trouble)
  wentWrong(notedOf(request), trouble, problem)
  if (trouble instanceof Denied) request.log.warn({ denied: trouble.denial.inside }, 'denied')
  else if (problem.status >= 500 && problem.kind !== 'NotReady') request.log.error({ err: trouble }, 'failed')
  await reply
    .status(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .send(JSON.stringify(bodyOf(problem, `urn:uuid:${request.id}`)))
}

/** What Fastify itself refuses: a body too large, no JSON, a type that is not read. */
const byStatus: Readonly<Record<number, readonly [kind: string, detail: string]>> = {
  400: ['BadRequest', 'What was sent cannot be read. Send JSON in UTF-8, as the document at /docs shows.'],
  404: ['NotFound', 'There is nothing at this path. All paths are in the document at /docs.'],
  405: ['MethodNotAllowed', 'Nothing is asked in this way here. The document at /docs says how.'],
  413: ['BodyTooLarge', 'More than 1 MiB was sent. Send less at once.'],
  415: ['UnsupportedMediaType', 'This form is not read here. Send application/json.'],
  429: ['TooManyRequests', 'Too many requests in a short time. Retry-After says when to go on.'],
}

const statusIn = (trouble: unknown): number => {
  if (typeof trouble !== 'object' || trouble === null) return 500
  const { statusCode, status } = trouble as { readonly statusCode?: unknown; readonly status?: unknown }
  return [statusCode, status].find((one): one is number => typeof one === 'number') ?? 500
}

const problemOf = (trouble: unknown): Problem => {
  if (trouble instanceof Problem) return trouble
  if (trouble instanceof Denied) return deniedProblem(trouble.denial)
  const status = statusIn(trouble)
  const [kind, detail] = byStatus[status] ?? []
  if (kind !== undefined && detail !== undefined) return new Problem(status, { kind, detail })
  return new Problem(500, {
    kind: 'InternalError',
    detail: 'Something is wrong here. The log of the server says what, under the number of this occurrence.',
  })
}

/** Answers one request. */
export const answer = async (endpoint: Endpoint, exchange: Exchange, answering: Answering): Promise<void> => {
  const noted = notedOf(exchange.request)
  noted.endpoint = endpoint.operation.id
  noted.commands = endpoint.commands?.(exchange.request.body) ?? []
  try {
    const asked = askedIn(endpoint, exchange, answering)
    const reply = await withinTrace(exchange.request, () => endpoint.run(asked))
    answered(noted, reply)
    if (reply.body instanceof Readable) cutOff(exchange.reply.raw, answering.stopping)
    await send(exchange.reply, reply)
  } catch (trouble) {
    await sendProblem(exchange, trouble)
  }
}

/** The number of a request: the asker's, where it is a UUID; that of the trace it is part of; or a new one. */
export const requestId = (headers: IncomingHttpHeaders): string => {
  const given = headers['x-correlation-id']
  if (Uuid.is(given)) return given
  const caller = callerIn(headers['traceparent'])
  return (caller && correlationIdOf(caller.traceId)) ?? randomUUID()
}
