import {
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type HrTime,
  type SpanContext,
  type SpanKind,
  type Tracer,
} from '@opentelemetry/api'
import type { Timed } from '@deskledger/runtime'
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions'
import type { LedgerIds, WantedIds } from './ids.ts'

/** What spans are made with. */
export interface Emitting {
  readonly tracer: Tracer
  readonly ids: LedgerIds
}

/** Something that is over, to be told as a span. */
export interface Told extends Timed, WantedIds {
  readonly name: string
  readonly kind: SpanKind
  /** of the same trace; left out: the span is the first of its trace */
  readonly parent?: SpanContext | undefined
  readonly links?: readonly SpanContext[]
  /** asked for where the span is sampled */
  readonly attributes: () => Attributes
  /** type of the failure that it ended with */
  readonly failure?: string | undefined
}

/** A span that may be of another process. */
export const elsewhere = (traceId: string, spanId: string): SpanContext => ({
  traceId,
  spanId,
  traceFlags: TraceFlags.SAMPLED,
  isRemote: true,
})

/** Seconds and nanoseconds: a number alone is taken for the other clock where it is small. */
const hrTimeOf = (milliseconds: number): HrTime => {
  const seconds = Math.floor(milliseconds / 1000)
  return [seconds, Math.floor((milliseconds - seconds * 1000) * 1e6)]
}

/** Makes a span of what is over; answers how others name it. */
export const emit = ({ tracer, ids }: Emitting, told: Told): SpanContext => {
  const { name, kind, began, ended, parent, links = [], traceId, spanId, failure } = told
  const around = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent)
  const options = { kind, startTime: hrTimeOf(began), links: links.map((context) => ({ context })) }
  const span = ids.as({ traceId, spanId }, () => tracer.startSpan(name, options, around))
  if (span.isRecording()) {
    span.setAttributes(told.attributes())
    if (failure !== undefined) span.setAttribute(ATTR_ERROR_TYPE, failure).setStatus({ code: SpanStatusCode.ERROR })
    span.end(hrTimeOf(ended))
  }
  return span.spanContext()
}
