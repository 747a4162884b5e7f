import { callerIn, traceIdOf } from '@deskledger/tracing/correlation'
import type { TracedRequest, TraceRequest } from '@deskledger/tracing/otlp'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Endpoint } from './endpoint.ts'
import { notedOf, type Noted } from './noted.ts'

export interface RequestTracing {
  readonly endpoints: readonly Endpoint[]
  /** left out: requests are not traced */
  readonly trace?: TraceRequest | undefined
}

interface Began {
  readonly at: number
  readonly request: TracedRequest
}

const began = new WeakMap<FastifyRequest, Began>()

const factsOf = ({ endpoint, outcomes, refusal }: Noted): Readonly<Record<string, string>> => ({
  ...(endpoint === undefined ? {} : { 'deskledger.endpoint': endpoint }),
  'deskledger.outcome': [...new Set(outcomes)].join(' '),
  ...(refusal === undefined ? {} : { 'deskledger.refusal.type': refusal }),
})

/** Paths of endpoints as the table has them, by the route that a request was found at. */
const routesOf = (endpoints: readonly Endpoint[]): ReadonlyMap<string, Endpoint> =>
  new Map(endpoints.map((one) => [one.operation.path.replace(/\{(\w+)\}/g, ':$1'), one]))

/** The lines of a request name its trace too, as OpenTelemetry has it for logs. */
const withTraceId = (bindings: object): object => {
  const { correlationId } = bindings as { readonly correlationId?: unknown }
  const traceId = typeof correlationId === 'string' ? traceIdOf(correlationId) : undefined
  return traceId === undefined ? bindings : { ...bindings, trace_id: traceId }
}

/**
 * Traces each request, from when it came until it has its answer. What machines ask again and again to see whether all is
 * well is not traced.
 */
export const traceAll = (fastify: FastifyInstance, { endpoints, trace }: RequestTracing): void => {
  if (trace === undefined) return
  fastify.setChildLoggerFactory((logger, bindings, options) => logger.child(withTraceId(bindings), options))
  const routes = routesOf(endpoints)
  const endpointOf = ({ routeOptions: { url = '' } }: FastifyRequest) => routes.get(url)
  fastify.addHook('onRequest', async (request) => {
    if (endpointOf(request)?.isFree === true) return Promise.resolve()
    const caller = callerIn(request.headers['traceparent'])
    const traced = trace({ correlationId: request.id, caller })
    if (traced !== undefined) began.set(request, { at: Date.now(), request: traced })
    return Promise.resolve()
  })
  fastify.addHook('onResponse', async (request, { statusCode: status, elapsedTime }) => {
    const one = began.get(request)
    one?.request.answered({
      began: one.at,
      ended: one.at + elapsedTime,
      method: request.method,
      route: endpointOf(request)?.operation.path,
      status,
      httpVersion: request.raw.httpVersion,
      facts: factsOf(notedOf(request)),
    })
    return Promise.resolve()
  })
}

/** Does something for a request: what is asked in here belongs to its trace. */
export const withinTrace = <A>(request: FastifyRequest, run: () => A): A => {
  const one = began.get(request)
  return one === undefined ? run() : one.request.within(run)
}
