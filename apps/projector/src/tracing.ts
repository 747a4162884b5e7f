import { tracesOf, type projectorSettings, type Values } from '@deskledger/settings'
import type { Tracing } from '@deskledger/tracing/otlp'
import { version } from './version.ts'

/** Opens traces as settings say; undefined: there are none, and nothing of OpenTelemetry is loaded. */
export const tracingOf = async (
  values: Values<typeof projectorSettings>,
  onTrouble: (sentence: string) => void,
): Promise<Tracing | undefined> => {
  const traces = tracesOf(values, { name: 'deskledger-projector', version: version() })
  if (traces === undefined) return undefined
  const { openTracing } = await import('@deskledger/tracing/otlp')
  const attributes = { 'service.instance.id': values.workerName, ...traces.attributes }
  return openTracing({ ...traces, attributes, onTrouble })
}
