import { setTimeout as pause } from 'node:timers/promises'
import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  type Sampler,
} from '@opentelemetry/sdk-trace-base'
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions'
import type { Observer } from '@deskledger/runtime'
import { ledgerIds } from '../ids.ts'
import { tracingObserver } from '../observer.ts'
import { exporterTo, type Exporting } from './exporting.ts'
import { requestSpans, type TraceRequest } from './requests.ts'

export type { RequestAnswered, RequestCame, TracedRequest, TraceRequest } from './requests.ts'

export interface TracingOptions extends Exporting {
  readonly program: { readonly name: string; readonly version: string }
  /** what else spans say of this process */
  readonly attributes: Readonly<Record<string, string>>
  /** share of traces that are kept, 0 to 1: by their id alone, so that all processes keep the same */
  readonly ratio: number
  /** the store of the log as spans name it */
  readonly store: string
  /** milliseconds that the last spans have to be sent when the process stops, default 3,000 */
  readonly grace?: number
}

/** Traces of one process. */
export interface Tracing {
  readonly observer: Required<Observer>
  readonly request: TraceRequest
  /** Sends what is left, for so long at most; what is not sent by then is lost. */
  readonly stop: () => Promise<void>
}

const samplerOf = (ratio: number): Sampler => {
  if (ratio >= 1) return new AlwaysOnSampler()
  return ratio <= 0 ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio)
}

const keptBy =
  (sampler: Sampler) =>
  (traceId: string): boolean =>
    sampler.shouldSample(ROOT_CONTEXT, traceId, '', SpanKind.SERVER, {}, []).decision ===
    SamplingDecision.RECORD_AND_SAMPLED

const within = async (task: Promise<void>, milliseconds: number): Promise<void> => {
  const done = new AbortController()
  const late = pause(milliseconds, undefined, { signal: done.signal }).catch(() => undefined)
  await Promise.race([task.catch(() => undefined), late])
  done.abort()
}

/** Sends traces to a collector by OTLP over HTTP. Nothing is registered: several may be in one process. */
export const openTracing = (options: TracingOptions): Tracing => {
  const { program, attributes, ratio, store, timeout, grace = 3000 } = options
  const ids = ledgerIds()
  const sampler = samplerOf(ratio)
  const contexts = new AsyncLocalStorageContextManager().enable()
  const provider = new BasicTracerProvider({
    idGenerator: ids,
    sampler,
    resource: defaultResource().merge(
      resourceFromAttributes({
        ...attributes,
        [ATTR_SERVICE_NAME]: program.name,
        [ATTR_SERVICE_VERSION]: program.version,
      }),
    ),
    spanProcessors: [new BatchSpanProcessor(exporterTo(options), { exportTimeoutMillis: timeout })],
  })
  const tracer = provider.getTracer('deskledger', program.version)
  return {
    observer: tracingObserver({ tracer, ids, active: () => contexts.active(), store }),
    request: requestSpans({ tracer, ids, contexts, keeps: keptBy(sampler) }),
    stop: async () => {
      await within(provider.shutdown(), grace)
      contexts.disable()
    },
  }
}
