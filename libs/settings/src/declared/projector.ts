import { matching, port, wholeNumber } from '../kinds.ts'
import { needed, or } from '../setting.ts'
import { logLevel } from './logging.ts'
import { events, storeSettings, views } from './stores.ts'
import { tracingSettings } from './tracing.ts'
import { workerSettings } from './working.ts'

/** Settings of the projector. */
export const projectorSettings = {
  ...storeSettings,
  events,
  views,
  leaseSeconds: workerSettings.leaseSeconds,
  batch: or(
    needed(wholeNumber(1, 10_000), {
      text: 'events folded before read models are written, at most',
      allowed: 'a whole number from 1 to 10000',
      example: '1000',
    }),
    () => 1000,
  ),
  held: or(
    needed(wholeNumber(0, 100_000), {
      text: 'documents of each table kept in memory between batches',
      allowed: 'a whole number from 0 to 100000',
      example: '500',
    }),
    () => 500,
  ),
  healthPort: or(
    needed(port, {
      text: 'port of health and status over HTTP; 0 is any that is free',
      allowed: 'a whole number from 0 to 65535, or none',
      example: '8080',
    }),
    () => 8080,
  ),
  healthHost: or(
    needed(matching(/^[\w.:-]+$/, 'is no name or address of this machine'), {
      text: 'address that health and status are served at; 0.0.0.0 is every address of this machine',
      allowed: 'a host name or an IP address',
      example: '127.0.0.1',
    }),
    () => '127.0.0.1',
  ),
  lagLimit: workerSettings.lagLimit,
  logLevel,
  workerName: workerSettings.workerName,
  ...tracingSettings,
}
