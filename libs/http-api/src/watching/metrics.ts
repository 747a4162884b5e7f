import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Noted } from '../http/noted.ts'
import type { Measured } from './measuring.ts'

/** One request that was answered. */
export interface Answered {
  readonly noted: Noted
  readonly status: number
  readonly seconds: number
}

/** Seconds: from what a read model in memory takes to what a long poll waits. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Counts what is asked, and keeps what was measured last. A scrape reads what is there, and measures nothing. */
export const metricsOf = () => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const commands = new Counter({
    name: 'deskledger_commands_total',
    help: 'Commands that were asked, by type and by what they came to.',
    labelNames: ['command', 'outcome'],
    registers,
  })
  const refusals = new Counter({
    name: 'deskledger_refusals_total',
    help: 'Requests that a rule refused, by the rule.',
    labelNames: ['refusal'],
    registers,
  })
  const durations = new Histogram({
    name: 'deskledger_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer, by endpoint and class of status.',
    labelNames: ['endpoint', 'status'],
    buckets: BUCKETS,
    registers,
  })
  const lagEvents = new Gauge({
    name: 'deskledger_read_model_lag_events',
    help: 'Events of the log that a read model has not looked at yet; at most 10,000 are counted.',
    labelNames: ['read_model'],
    registers,
  })
  const lagSeconds = new Gauge({
    name: 'deskledger_read_model_lag_seconds',
    help: 'Age of the oldest event that a read model has not looked at yet; 0: there is none.',
    labelNames: ['read_model'],
    registers,
  })
  const parked = new Gauge({
    name: 'deskledger_parked_streams',
    help: 'Streams that a read model or a flow could not take, and that wait for a person.',
    registers,
  })
  const due = new Gauge({
    name: 'deskledger_timers_due',
    help: 'Documents whose instant has come and whose command was not asked yet; at most 1,000 are counted.',
    labelNames: ['timers'],
    registers,
  })
  const measuredAt = new Gauge({
    name: 'deskledger_measured_timestamp_seconds',
    help: 'When lag, parked streams and timers were measured last, in seconds since 1970.',
    registers,
  })
  return {
    answered: ({ noted, status, seconds }: Answered): void => {
      const { endpoint = 'none', refusal } = noted
      durations.observe({ endpoint, status: `${Math.floor(status / 100)}xx` }, seconds)
      for (const [index, command] of noted.commands.entries())
        commands.inc({ command, outcome: noted.outcomes[index] ?? 'failed' })
      if (refusal !== undefined) refusals.inc({ refusal })
    },
    measured: ({ at, readModels, parkedStreams, timersDue }: Measured): void => {
      for (const { name, events, seconds } of readModels) {
        lagEvents.set({ read_model: name }, events)
        lagSeconds.set({ read_model: name }, seconds)
      }
      parked.set(parkedStreams)
      for (const { name, due: waiting } of timersDue) due.set({ timers: name }, waiting)
      measuredAt.set(at / 1000)
    },
    /** in the text format of Prometheus */
    text: (): Promise<string> => registry.metrics(),
    contentType: registry.contentType,
  }
}

export type Metrics = ReturnType<typeof metricsOf>
