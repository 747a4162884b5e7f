import type { tracingSettings } from './declared/tracing.ts'
import type { Values } from './setting.ts'

/** How a program is to send traces. */
export interface Traces {
  readonly endpoint: string
  readonly protocol: 'http/protobuf' | 'http/json'
  readonly headers: Readonly<Record<string, string>>
  /** milliseconds */
  readonly timeout: number
  readonly program: { readonly name: string; readonly version: string }
  readonly attributes: Readonly<Record<string, string>>
  /** share of traces that are kept, from 0 to 1 */
  readonly ratio: number
  /** the store of the log, as spans name it */
  readonly store: 'eventstoredb' | 'sqlite'
}

type TracingValues = Values<typeof tracingSettings> & { readonly events?: string | undefined }

const programOf = ({ tracesName, tracesAttributes }: TracingValues, program: Traces['program']) => ({
  name: tracesName ?? tracesAttributes?.['service.name'] ?? program.name,
  version: program.version,
})

const ratioOf = ({ tracesSampler, tracesSamplerArg }: TracingValues): number => {
  if (tracesSampler.endsWith('always_off')) return 0
  return tracesSampler.endsWith('traceidratio') ? tracesSamplerArg : 1
}

/** What settings say of traces; undefined: there are none. */
export const tracesOf = (values: TracingValues, program: Traces['program']): Traces | undefined => {
  const { tracesEndpoint: endpoint, tracesExporter, tracesProtocol: protocol, tracesTimeout: timeout } = values
  if (endpoint === undefined || tracesExporter === 'none') return undefined
  const { tracesHeaders: headers = {}, tracesAttributes: attributes = {}, events = '' } = values
  return {
    endpoint,
    protocol,
    headers,
    timeout,
    program: programOf(values, program),
    attributes,
    ratio: ratioOf(values),
    store: /^esdb(\+\w+)?:/.test(events) ? 'eventstoredb' : 'sqlite',
  }
}
