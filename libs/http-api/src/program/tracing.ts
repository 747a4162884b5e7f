import { tracesOf, type apiSettings, type Values } from '@deskledger/settings'
import type { Tracing } from '@deskledger/tracing/otlp'
import { VERSION } from '../version.ts'

/** Opens traces as settings say; undefined: there are none, and nothing of OpenTelemetry is loaded. */
export const tracingOf = async (
  values: Values<typeof apiSettings>,
  onTrouble: (sentence: string) => void,
): Promise<Tracing | undefined> => {
  const traces = tracesOf(values, { name: 'deskledger-api', version: VERSION })
  if (traces === undefined) return undefined
  const { openTracing } = await import('@deskledger/tracing/otlp')
  return openTracing({ ...traces, onTrouble })
}
