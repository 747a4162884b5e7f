import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as a collector got it. */
export interface CollectedSpan {
  readonly name: string
  /** internal, server, client, producer or consumer */
  readonly kind: string
  readonly traceId: string
  readonly spanId: string
  /** empty: the first of its trace */
  readonly parentSpanId: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly failed: boolean
  /** nanoseconds since 1970 */
  readonly began: bigint
  readonly ended: bigint
  /** what the process says of itself */
  readonly resource: Readonly<Record<string, unknown>>
}

/** What a collector does with what it is sent. */
export type Manner = 'takes' | 'fails' | 'is silent'

/** A collector of traces on this machine: OTLP over HTTP. What comes as JSON is decoded. */
export interface Collector {
  /** where spans are sent */
  readonly url: string
  readonly spans: readonly CollectedSpan[]
  /** what was sent, as text: nothing in it may be secret */
  readonly bodies: readonly string[]
  readonly requests: readonly { readonly contentType: string; readonly headers: IncomingMessage['headers'] }[]
  readonly behave: (manner: Manner) => void
  readonly stop: () => Promise<void>
}

interface Value {
  readonly stringValue?: string
  readonly intValue?: string | number
  readonly doubleValue?: number
  readonly boolValue?: boolean
  readonly arrayValue?: { readonly values: readonly Value[] }
}
type Attributes = readonly { readonly key: string; readonly value: Value }[]

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Attributes }
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[]
  }[]
}
interface SentSpan {
  readonly name: string
  readonly kind: number
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly attributes: Attributes
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly status?: { readonly code?: number }
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
}

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']
const FAILED = 2

const valueOf = ({ arrayValue, intValue, ...other }: Value): unknown => {
  if (arrayValue !== undefined) return arrayValue.values.map(valueOf)
  return intValue === undefined ? Object.values(other)[0] : Number(intValue)
}

const record = (attributes: Attributes): Readonly<Record<string, unknown>> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, valueOf(value)]))

const spanOf = (sent: SentSpan, resource: CollectedSpan['resource']): CollectedSpan => ({
  name: sent.name,
  kind: KINDS[sent.kind] ?? String(sent.kind),
  traceId: sent.traceId,
  spanId: sent.spanId,
  parentSpanId: sent.parentSpanId ?? '',
  attributes: record(sent.attributes),
  links: (sent.links ?? []).map(({ traceId, spanId }) => ({ traceId, spanId })),
  failed: sent.status?.code === FAILED,
  began: BigInt(sent.startTimeUnixNano),
  ended: BigInt(sent.endTimeUnixNano),
  resource,
})

const spansIn = (body: string): readonly CollectedSpan[] =>
  (JSON.parse(body) as Sent).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => spans.map((one) => spanOf(one, record(resource.attributes)))),
  )

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** Opens a collector at a free port of 127.0.0.1. */
export const openCollector = async (): Promise<Collector> => {
  const spans: CollectedSpan[] = []
  const bodies: string[] = []
  const requests: Collector['requests'][number][] = []
  let manner: Manner = 'takes'
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    const contentType = request.headers['content-type'] ?? ''
    requests.push({ contentType, headers: request.headers })
    if (manner === 'is silent') return
    if (manner === 'takes') bodies.push(body)
    if (manner === 'takes' && contentType.includes('json')) spans.push(...spansIn(body))
    response.writeHead(manner === 'takes' ? 200 : 400, { 'content-type': 'application/json' }).end('{}')
  }
  const server = createServer((request, response) => {
    // Whoever sends may go away in the middle.
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    bodies,
    requests,
    behave: (other) => {
      manner = other
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
}
