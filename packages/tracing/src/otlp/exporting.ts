import { ExportResultCode } from '@opentelemetry/core'
import { OTLPTraceExporter as AsJson } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as AsProtobuf } from '@opentelemetry/exporter-trace-otlp-proto'
import type { SpanExporter } from '@opentelemetry/sdk-trace-base'

export interface Exporting {
  /** where spans are sent: the whole address */
  readonly endpoint: string
  readonly protocol: 'http/protobuf' | 'http/json'
  readonly headers: Readonly<Record<string, string>>
  /** milliseconds that sending a batch may take */
  readonly timeout: number
  /** told when spans cannot be sent, and when they can be again */
  readonly onTrouble: (sentence: string) => void
}

const LOST = 'Traces cannot be sent to the collector; what the API and the projector do goes on without them.'

/** Sends spans, and says so once when that fails. */
export const exporterTo = ({ endpoint, protocol, headers, timeout, onTrouble }: Exporting): SpanExporter => {
  const Exporter = protocol === 'http/json' ? AsJson : AsProtobuf
  const exporter = new Exporter({ url: endpoint, headers: { ...headers }, timeoutMillis: timeout })
  let isLost = false
  return {
    export: (spans, done) => {
      exporter.export(spans, (result) => {
        const failed = result.code !== ExportResultCode.SUCCESS
        if (failed !== isLost) onTrouble(failed ? LOST : 'Traces are sent again.')
        isLost = failed
        done(result)
      })
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  }
}
