import type { HeaderObject, OpenApi, OperationObject, Reference, ResponseObject } from '../open-api.ts'
import { PROBLEM } from '../http-problem.ts'
import { routeOf, routesOf, type Route } from './routes.ts'
import type { FuzzRequest, FuzzResponse } from './traffic.ts'
import { validatorOf, type Validate } from './validating.ts'
import { resolved } from './values.ts'

export interface JudgeOptions {
  /** names, in small letters, of headers that any answer may have without being listed, such as those of helmet */
  readonly headers?: readonly string[]
}

/** What is wrong with the answer to a request, a sentence each; empty: nothing. */
export type Judge = (request: FuzzRequest, response: FuzzResponse) => readonly string[]

interface Bench {
  readonly document: OpenApi
  readonly routes: readonly Route[]
  readonly validate: Validate
  readonly everywhere: ReadonlySet<string>
}

/** Headers that HTTP itself sends. @source RFC 9110, RFC 9112 */
const ofHttp = [
  ...[
    'date',
    'connection',
    'keep-alive',
    'content-type',
    'content-length',
    'content-encoding',
    'transfer-encoding',
    'trailer',
  ],
  ...['vary', 'allow'],
]
/** What servers answer before a program sees the request, and hang up. */
const ofServers = new Set([400, 408, 413, 417, 431])
const MOST_BYTES = 1_048_576

const succeeded = (status: number): boolean => status >= 200 && status < 300

const mediaTypeOf = ({ headers }: FuzzResponse): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

const textOf = (body: Buffer): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return undefined
  }
}

const jsonOf = (body: Buffer): { readonly value: unknown } | undefined => {
  const text = textOf(body)
  if (text === undefined) return undefined
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

const isReference = (answer: ResponseObject | Reference): answer is Reference => '$ref' in answer

const answerIn = (
  { responses }: OperationObject,
  status: number,
  { components }: OpenApi,
): ResponseObject | undefined => {
  const answer = responses[String(status)]
  if (answer === undefined || !isReference(answer)) return answer
  return components.responses?.[answer.$ref.replace('#/components/responses/', '')]
}

const inMember = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([one]) => one === name)?.[1] : undefined

const inProblem = (value: unknown, status: number): readonly string[] =>
  inMember(value, 'status') === status ? [] : ['the problem names another status than the answer']

/** What shows how a program is built: traces of its stack, and where its files are. */
const inside = /\n\s+at |node_modules|\bnode:internal\b|\.[jt]s:\d+:\d+/

const leaks = (body: Buffer): readonly string[] =>
  inside.test(body.toString('latin1').replaceAll('\\n', '\n'))
    ? ['the body tells of the inside: a stack, or a file']
    : []

const inJson = (answer: ResponseObject, response: FuzzResponse, { validate }: Bench): readonly string[] => {
  const mediaType = mediaTypeOf(response)
  const schema = answer.content?.[mediaType]?.schema
  const json = jsonOf(response.body)
  if (json === undefined) return ['the body is no JSON in UTF-8']
  const mistakes = schema ? validate(schema, json.value).map((mistake) => `the body: ${mistake}`) : []
  return mediaType === PROBLEM ? [...mistakes, ...inProblem(json.value, response.status)] : mistakes
}

const inBody = (answer: ResponseObject, response: FuzzResponse, bench: Bench): readonly string[] => {
  const mediaType = mediaTypeOf(response)
  const listed = Object.keys(answer.content ?? {})
  if (listed.length === 0) return response.body.length > 0 ? ['there is a body, and none is documented'] : []
  if (!listed.includes(mediaType))
    return [`the media type ${mediaType === '' ? 'is missing' : `${mediaType} is not documented`}`]
  if (mediaType.endsWith('json')) return inJson(answer, response, bench)
  return textOf(response.body) === undefined ? ['the body is no UTF-8'] : []
}

const spelt = (text: string): readonly unknown[] => (/^-?\d+(?:\.\d+)?$/.test(text) ? [text, Number(text)] : [text])

const inHeader = (
  [name, header]: readonly [string, HeaderObject],
  { headers }: FuzzResponse,
  bench: Bench,
): readonly string[] => {
  const text = headers[name.toLowerCase()]
  if (text === undefined) return header.required === true ? [`the header ${name} is missing`] : []
  const schema = resolved(header.schema, bench.document)
  return spelt(text).some((value) => bench.validate(schema, value).length === 0)
    ? []
    : [`the header ${name} is not what its schema says`]
}

const inHeaders = (answer: ResponseObject, response: FuzzResponse, bench: Bench): readonly string[] => {
  const listed = Object.entries(answer.headers ?? {})
  const names = new Set([...listed.map(([name]) => name.toLowerCase()), ...bench.everywhere])
  return [
    ...Object.keys(response.headers)
      .filter((name) => !names.has(name))
      .map((name) => `the header ${name} is not documented`),
    ...listed.flatMap((one) => inHeader(one, response, bench)),
  ]
}

/** Where the document has no operation, nothing but a problem may come back. */
const unknown = (request: FuzzRequest, response: FuzzResponse, bench: Bench): readonly string[] => {
  const { status, headers } = response
  if (request.method === 'OPTIONS' && succeeded(status)) return []
  if (status < 400) return [`${status}, where the document has no operation`]
  const lacking =
    status === 405 && headers['allow'] === undefined ? ['405 without the header Allow (RFC 9110, 15.5.6)'] : []
  const schema = { $ref: '#/components/schemas/HttpProblem' }
  const answer = { description: '', content: { [PROBLEM]: { schema } } }
  return [...lacking, ...(request.method === 'HEAD' ? [] : inBody(answer, response, bench))]
}

const known = (route: Route, { request, response }: Exchange, bench: Bench): readonly string[] => {
  const answer = answerIn(route.operation, response.status, bench.document)
  if (answer === undefined) return [`${response.status} is not documented`]
  const bodiless = request.method === 'HEAD' && response.body.length === 0
  return [...(bodiless ? [] : inBody(answer, response, bench)), ...inHeaders(answer, response, bench)]
}

interface Exchange {
  readonly request: FuzzRequest
  readonly response: FuzzResponse
}

/** The server itself turned it down before the program saw it: it says so by the status alone, and hangs up. */
const isByServer = ({ request, response }: Exchange): boolean =>
  request.kind === 'hostile' &&
  ofServers.has(response.status) &&
  response.body.length === 0 &&
  response.headers['connection']?.toLowerCase() === 'close'

const unanswered = ({ request, response }: Exchange): readonly string[] =>
  request.body.length > MOST_BYTES ? [] : [`no answer: ${response.body.toString()}`]

const failing = (route: Route | undefined, { response: { status } }: Exchange, { document }: Bench): boolean =>
  status >= 500 && !(status === 503 && route !== undefined && answerIn(route.operation, 503, document) !== undefined)

const sentence = (exchange: Exchange, bench: Bench): readonly string[] => {
  const { request, response } = exchange
  if (response.status === 0) return unanswered(exchange)
  const route = routeOf(bench.routes, request.method, request.path)
  if (failing(route, exchange, bench)) return [`${response.status}: the server failed`, ...leaks(response.body)]
  if (isByServer(exchange)) return []
  return [
    ...(request.forbidden && succeeded(response.status)
      ? [`${response.status}, though the document forbids the request`]
      : []),
    ...(route ? known(route, exchange, bench) : unknown(request, response, bench)),
    ...leaks(response.body),
  ]
}

/**
 * A judge of answers by a document: no 5xx but a 503 that is documented; status, media type, headers and body as the
 * document has them; nothing of the inside; no success for what the document forbids.
 * @source  RFC 9110 (methods, 405, HEAD), RFC 9457 (problems)
 * @example judgeOf(document)(request, response) // ['the header x-powered-by is not documented']
 */
export const judgeOf = (document: OpenApi, { headers = [] }: JudgeOptions = {}): Judge => {
  const everywhere = new Set([...ofHttp, ...headers])
  const bench = { document, routes: routesOf(document), validate: validatorOf(document), everywhere }
  return (request, response) => sentence({ request, response }, bench)
}
