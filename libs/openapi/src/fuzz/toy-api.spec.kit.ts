import { Count, Instant, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { made } from '../made.spec.kit.ts'
import type { Answer, Operation } from '../operation.ts'
import { validatorOf } from './validating.ts'

const Thing = t.exact(
  t.intersection([
    t.type({ name: Title, size: Count, at: Instant }),
    t.partial({ kind: t.union([t.keyof({ big: null, small: null }), t.null]), parts: t.readonlyArray(Title) }),
  ]),
  'Thing',
)

const etag = { description: 'Revision.', required: true, says: { schema: { type: 'string', pattern: '^"\\d+"$' } } }
const one: Answer = {
  description: 'As it is.',
  headers: { ETag: etag },
  content: { 'application/json': { says: { codec: Thing } } },
}
const errors = Object.fromEntries([400, 401, 404, 405, 413, 415, 422].map((status) => [status, `E${status}`]))
const thing: Operation['parameters'] = [
  { name: 'thing', in: 'path', description: 'Which one.', says: { schema: { type: 'string', minLength: 1 } } },
]
const limit: Operation['parameters'] = [
  { name: 'limit', in: 'query', description: 'Most.', says: { schema: { type: 'integer', minimum: 1, maximum: 500 } } },
]

/** A document of two operations, by codecs as all others. */
export const toyDocument = made({
  info: { title: 'Things', version: '1' },
  servers: [{ url: 'http://127.0.0.1' }],
  tags: [{ name: 'things', description: 'Things.' }],
  operations: [
    {
      id: 'change',
      method: 'post',
      path: '/v1/things/{thing}',
      summary: 'Changes a thing.',
      tags: ['things'],
      parameters: thing,
      body: { mediaType: 'application/json', says: { codec: Thing } },
      answers: { 200: one, ...errors },
    },
    {
      id: 'list',
      method: 'get',
      path: '/v1/things',
      summary: 'Lists things.',
      tags: ['things'],
      parameters: limit,
      answers: {
        200: { description: 'All.', content: { 'application/json': { says: { codec: t.readonlyArray(Thing) } } } },
        ...errors,
      },
    },
  ],
  security: [{ token: [] }],
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    answers: Object.fromEntries(
      [400, 401, 404, 405, 413, 415, 422].map((status) => [`E${status}`, { status, description: `${status}.` }]),
    ),
  },
})

/** What the server does wrong. */
export type Flaw =
  | 'fails at a deep value'
  | 'fails at a member that is missing'
  | 'is unavailable, undocumented'
  | 'answers with a status of its own'
  | 'sends errors as HTML'
  | 'sends no media type'
  | 'leaves a member out'
  | 'sends half its JSON'
  | 'says what it runs on'
  | 'forgets the revision'
  | 'garbles the revision'
  | 'accepts strangers in the body'
  | 'reads any bytes'
  | 'reads any media type'
  | 'allows one more than allowed'
  | 'says not what is allowed'
  | 'answers any path'
  | 'tells of its stack'
  | 'names another status'
  | 'asks nobody who they are'
  | 'hangs up on long texts'

interface Reply {
  readonly status: number
  readonly value: unknown
  readonly mediaType?: string
  readonly headers?: Readonly<Record<string, string>>
}

const MOST_BYTES = 1_048_576
const validate = validatorOf(toyDocument)
const schema = { $ref: '#/components/schemas/Thing' }
const sample = { name: 'x', size: 1, at: '2025-03-01T09:30:00.000Z' }

const problem = (status: number, detail: string, headers = {}): Reply => ({
  status,
  value: { type: '/problem', title: 'Problem', status, detail },
  mediaType: 'application/problem+json',
  headers,
})

const depth = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0

const decoded = (bytes: Buffer, flaw: Flaw | undefined): unknown => {
  try {
    const fatal = flaw !== 'reads any bytes'
    return JSON.parse(new TextDecoder('utf-8', { fatal }).decode(bytes))
  } catch {
    return undefined
  }
}

const isThing = (value: unknown, flaw: Flaw | undefined): boolean => {
  if (flaw !== 'accepts strangers in the body') return validate(schema, value).length === 0
  return typeof value === 'object' && value !== null && 'name' in value
}

const refusedBody = ({ headers }: IncomingMessage, bytes: Buffer, flaw: Flaw | undefined): Reply | undefined => {
  if (headers['content-encoding'] !== undefined) return problem(415, 'Send it plain.')
  if (flaw !== 'reads any media type' && headers['content-type'] !== 'application/json')
    return problem(415, 'Send JSON.')
  return bytes.length > MOST_BYTES ? problem(413, 'Send less.') : undefined
}

/** What the server does with a value before it looks whether it is allowed. */
const touch = (value: unknown, flaw: Flaw | undefined): void => {
  if (flaw === 'fails at a deep value') depth(value)
  if (flaw === 'fails at a member that is missing' && !('at' in Object(value))) throw new Error('at is missing')
}

const refusedThing = (flaw: Flaw | undefined): Reply =>
  problem(422, flaw === 'tells of its stack' ? String(new Error('no').stack) : 'No thing.')

const change = (request: IncomingMessage, bytes: Buffer, flaw: Flaw | undefined): Reply => {
  const refused = refusedBody(request, bytes, flaw)
  if (refused) return refused
  const value = decoded(bytes, flaw)
  touch(value, flaw)
  if (value === undefined) return problem(400, 'No JSON.')
  if (!isThing(value, flaw)) return refusedThing(flaw)
  const { name, size } = sample
  return { status: 200, value: flaw === 'leaves a member out' ? { name, size } : sample, headers: { etag: '"1"' } }
}

const list = (query: URLSearchParams, flaw: Flaw | undefined): Reply => {
  const texts = query.getAll('limit')
  const most = flaw === 'allows one more than allowed' ? 501 : 500
  const good = texts.every((text) => /^[1-9]\d*$/.test(text) && Number(text) <= most) && texts.length < 2
  return good ? { status: 200, value: [sample] } : problem(422, 'limit is from 1 to 500')
}

const decodes = (text: string): boolean => {
  try {
    return decodeURIComponent(text) !== ''
  } catch {
    return false
  }
}

const isPath = (path: string): boolean => /^\/v1\/things(?:\/[^/]+)?$/.test(path) && decodes(path)

const lost = (flaw: Flaw | undefined): Reply =>
  flaw === 'answers any path' ? { status: 200, value: {} } : problem(404, 'Nothing here.')

const routed = (request: IncomingMessage, bytes: Buffer, flaw: Flaw | undefined): Reply => {
  const { url = '', method } = request
  const [path, query] = [url.replace(/\?.*/s, ''), url.replace(/^[^?]*/, '')]
  const allow = path === '/v1/things' ? 'GET' : 'POST'
  if (!isPath(path)) return lost(flaw)
  if (method !== allow) return problem(405, 'Not so.', flaw === 'says not what is allowed' ? {} : { allow })
  return allow === 'GET' ? list(new URLSearchParams(query), flaw) : change(request, bytes, flaw)
}

const isKnown = ({ headers }: IncomingMessage): boolean => headers.authorization === 'Bearer good'

/** What the flaws do to replies that were right. */
const spoilt: { readonly [F in Flaw]?: (reply: Reply) => Reply } = {
  'is unavailable, undocumented': (reply) => (reply.status === 200 ? problem(503, 'Later.') : reply),
  'answers with a status of its own': (reply) => (reply.status === 422 ? problem(418, 'Tea.') : reply),
  'sends errors as HTML': (reply) => (reply.status === 404 ? { ...reply, mediaType: 'text/html' } : reply),
  'sends no media type': (reply) => (reply.status === 200 ? { ...reply, mediaType: '' } : reply),
  'says what it runs on': (reply) => ({ ...reply, headers: { ...reply.headers, 'x-powered-by': 'toys' } }),
  'forgets the revision': (reply) => ({ ...reply, headers: reply.status === 200 ? {} : (reply.headers ?? {}) }),
  'garbles the revision': (reply) =>
    reply.headers?.['etag'] === undefined ? reply : { ...reply, headers: { etag: 'one' } },
  'names another status': (reply) => (reply.status === 415 ? { ...problem(400, 'No.'), status: 415 } : reply),
}

const replyTo = (request: IncomingMessage, bytes: Buffer, flaw: Flaw | undefined): Reply => {
  if (flaw !== 'asks nobody who they are' && !isKnown(request)) return problem(401, 'Who are you?')
  try {
    const reply = routed(request, bytes, flaw)
    return (flaw && spoilt[flaw]?.(reply)) ?? reply
  } catch {
    return problem(500, 'Ours.')
  }
}

const write = (response: ServerResponse, reply: Reply, flaw: Flaw | undefined): void => {
  const { status, value, mediaType = 'application/json', headers = {} } = reply
  const text = JSON.stringify(value)
  const type = mediaType === '' ? {} : { 'content-type': mediaType }
  response.writeHead(status, { ...headers, ...type })
  response.end(flaw === 'sends half its JSON' && status === 200 ? text.slice(0, text.length / 2) : text)
}

const serve = (flaw: Flaw | undefined) => (request: IncomingMessage, response: ServerResponse) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const bytes = Buffer.concat(chunks)
    if (flaw === 'hangs up on long texts' && bytes.length > 50_000) response.destroy()
    else write(response, replyTo(request, bytes, flaw), flaw)
  })
}

export interface ToyApi {
  readonly address: URL
  readonly close: () => Promise<void>
}

/** A server of the toy document on a free port, with one flaw, or with none. */
export const openToyApi = async (flaw?: Flaw): Promise<ToyApi> => {
  const server: Server = createServer(serve(flaw))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    address: new URL(`http://127.0.0.1:${port}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
