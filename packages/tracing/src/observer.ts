import { context, trace, type Context, type SpanContext, type Tracer } from '@opentelemetry/api'
import type { Observer } from '@deskledger/runtime'
import { ranSpans } from './commands.ts'
import { correlationIdOf } from './correlation.ts'
import { projectedSpans, reactedSpans } from './followers.ts'
import { ledgerIds, type LedgerIds } from './ids.ts'

export interface TracingParts {
  readonly tracer: Tracer
  /** those that the tracer provider has; left out: spans of projections and flows find no parent */
  readonly ids?: LedgerIds
  /** what goes on around whoever asks; default: the active context of OpenTelemetry */
  readonly active?: () => Context
  /** the store of the log as spans name it, such as `sqlite` */
  readonly store?: string
}

/**
 * Makes traces of what a ledger does: commands, what is asked of the store for them, read models and flows. The trace of a
 * command is the one that its correlation id names, in every process.
 * @example openLedger({ …, observer: tracingObserver({ tracer, ids }) })
 */
export const tracingObserver = ({ tracer, ids = ledgerIds(), active, store }: TracingParts): Required<Observer> => {
  const around = (): SpanContext | undefined => trace.getSpanContext((active ?? (() => context.active()))())
  const emitting = { tracer, ids }
  return {
    correlates: () => correlationIdOf(around()?.traceId ?? ''),
    ran: ranSpans({ ...emitting, active: around, store }),
    projected: projectedSpans(emitting),
    reacted: reactedSpans(emitting),
  }
}
