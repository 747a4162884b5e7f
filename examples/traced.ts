// A ledger in a program that makes traces with OpenTelemetry: what is asked joins the trace that is active, and so does what follows.
import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { openEmbedded } from '@deskledger/embedded'
import { incidentPractice } from '@deskledger/practices/incident'
import { ledgerIds, tracingObserver } from '@deskledger/tracing'

const exporter = new InMemorySpanExporter()
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())

// #region traced
const ids = ledgerIds()
const provider = new BasicTracerProvider({ idGenerator: ids, spanProcessors: [new SimpleSpanProcessor(exporter)] })
trace.setGlobalTracerProvider(provider)

const tracer = trace.getTracer('helpdesk')
const observer = tracingObserver({ tracer, ids, store: 'sqlite' })
const ledger = await openEmbedded('traced', [incidentPractice], { observer })
// #endregion traced

const said = { incidentId: 'INC0000001', by: 'ada', at: new Date().toISOString() }
await tracer.startActiveSpan('a request', async (span) => {
  await ledger.askJson({ type: 'RaiseIncident', ...said, summary: 'Mail is down', impact: 1, urgency: 2 })
  span.end()
})
await ledger.find('incident-queue')

const spans = exporter.getFinishedSpans()
const show = (parent: string | undefined, depth: number): void => {
  for (const span of spans.filter((one) => one.parentSpanContext?.spanId === parent)) {
    console.log(`${'  '.repeat(depth)}${span.name}`)
    show(span.spanContext().spanId, depth + 1)
  }
}
show(undefined, 0)
console.log(`in ${new Set(spans.map((span) => span.spanContext().traceId)).size} trace`)
await ledger.close()
