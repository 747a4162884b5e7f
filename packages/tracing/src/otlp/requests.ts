import { ROOT_CONTEXT, SpanKind, trace, TraceFlags, type Context, type SpanContext } from '@opentelemetry/api'
import type { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import type { Timed } from '@deskledger/runtime'
import {
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_URL_SCHEME,
} from '@opentelemetry/semantic-conventions'
import { traceIdOf, type Caller } from '../correlation.ts'
import { elsewhere, emit, type Emitting } from '../emitting.ts'
import { newSpanId } from '../ids.ts'

/** A request as it came. */
export interface RequestCame {
  readonly correlationId: string
  /** who called, and in which trace */
  readonly caller: Caller | undefined
}

/** A request that has its answer. Nothing of what was sent, and no path: paths name people's tickets. */
export interface RequestAnswered extends Timed {
  readonly method: string
  /** the path of the endpoint, as `/v1/incidents/{incidentId}`; undefined: there is none */
  readonly route: string | undefined
  readonly status: number
  /** of HTTP, as `1.1` */
  readonly httpVersion: string
  /** what the request came to */
  readonly facts: Readonly<Record<string, string>>
}

/** A request that is traced. */
export interface TracedRequest {
  /** What is asked in here belongs to the request. */
  readonly within: <A>(run: () => A) => A
  /** The request has its answer. */
  readonly answered: (answer: RequestAnswered) => void
}

/** Begins the trace of a request, or goes on with that of its caller; undefined: it is not kept. */
export type TraceRequest = (request: RequestCame) => TracedRequest | undefined

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']
const SERVER_FAILED = 500

const attributesOf = ({ method, route, status, httpVersion, facts }: RequestAnswered) => ({
  [ATTR_HTTP_REQUEST_METHOD]: methods.includes(method) ? method : '_OTHER',
  ...(route === undefined ? {} : { [ATTR_HTTP_ROUTE]: route }),
  [ATTR_HTTP_RESPONSE_STATUS_CODE]: status,
  [ATTR_NETWORK_PROTOCOL_VERSION]: httpVersion,
  [ATTR_URL_SCHEME]: 'http',
  ...facts,
})

const nameOf = ({ method, route }: RequestAnswered): string => {
  const verb = methods.includes(method) ? method : 'HTTP'
  return route === undefined ? verb : `${verb} ${route}`
}

/** A caller of the same trace is above the request; one of another trace is linked to. */
const placed = (caller: Caller | undefined, traceId: string) => {
  const span: SpanContext | undefined = caller && elsewhere(caller.traceId, caller.spanId)
  return span?.traceId === traceId ? { parent: span } : { links: span === undefined ? [] : [span] }
}

export interface RequestSpans extends Emitting {
  readonly contexts: AsyncLocalStorageContextManager
  /** whether a trace is kept: what is not costs nothing */
  readonly keeps: (traceId: string) => boolean
}

/** Makes the spans of requests. @source OpenTelemetry semantic conventions for HTTP server spans */
export const requestSpans =
  ({ contexts, keeps, ...emitting }: RequestSpans): TraceRequest =>
  ({ correlationId, caller }) => {
    const traceId = traceIdOf(correlationId)
    if (traceId === undefined || !keeps(traceId)) return undefined
    const spanId = newSpanId()
    const inside: Context = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED })
    return {
      within: (run) => contexts.with(inside, run),
      answered: (answer) => {
        const { began, ended, status } = answer
        emit(emitting, {
          name: nameOf(answer),
          kind: SpanKind.SERVER,
          began,
          ended,
          traceId,
          spanId,
          ...placed(caller, traceId),
          failure: status >= SERVER_FAILED ? String(status) : undefined,
          attributes: () => attributesOf(answer),
        })
      },
    }
  }
