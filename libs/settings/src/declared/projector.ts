import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { matching, oneOf, port, wholeNumber } from '../kinds.ts'
import { needed, or } from '../setting.ts'
import { events, storeSettings, views } from './stores.ts'

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** How much a program says of itself. */
const logLevel = or(
  needed(oneOf(levels), {
    text: 'how much is logged',
    allowed: levels.join(', '),
    example: 'info',
  }),
  () => 'info' as const,
)

/** Nobody else's, ever: leases are held under it. */
const ownName = (): string => `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`

/** Settings of the projector. */
export const projectorSettings = {
  ...storeSettings,
  events,
  views,
  leaseSeconds: or(
    needed(wholeNumber(1, 3600), {
      text: 'seconds after which a projector that fell silent loses its read models to the others',
      allowed: 'whole seconds from 1 to 3600',
      example: '15',
    }),
    () => 15,
  ),
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
  lagLimit: or(
    needed(wholeNumber(1, 10_000), {
      text: 'events that a read model may be behind before the projector counts as not ready',
      allowed: 'a whole number from 1 to 10000, up to which lag is counted',
      example: '10000',
    }),
    () => 10_000,
  ),
  logLevel,
  workerName: or(
    needed(matching(/^[\w.:@-]{1,100}$/, 'is no name of a worker'), {
      text: 'name under which read models are held; another for each projector',
      allowed: 'up to 100 letters, digits, dots, colons, hyphens and underscores',
      example: 'projector-1',
    }),
    ownName,
    'host name, process number and some chance',
  ),
}
