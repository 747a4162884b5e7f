import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { matching, wholeNumber } from '../kinds.ts'
import { needed, or } from '../setting.ts'

/** Nobody else's, ever: leases are held under it. */
const ownName = (): string => `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`

/** Settings of programs that share read models, flows and timers by leases. */
export const workerSettings = {
  leaseSeconds: or(
    needed(wholeNumber(1, 3600), {
      text: 'seconds after which a projector that fell silent loses its read models to the others',
      allowed: 'whole seconds from 1 to 3600',
      example: '15',
    }),
    () => 15,
  ),
  workerName: or(
    needed(matching(/^[\w.:@-]{1,100}$/, 'is no name of a worker'), {
      text: 'name under which read models are held; another for each projector',
      allowed: 'up to 100 letters, digits, dots, colons, hyphens and underscores',
      example: 'projector-1',
    }),
    ownName,
    'host name, process number and some chance',
  ),
  lagLimit: or(
    needed(wholeNumber(1, 10_000), {
      text: 'events that a read model may be behind before the process counts as not ready',
      allowed: 'a whole number from 1 to 10000, up to which lag is counted',
      example: '10000',
    }),
    () => 10_000,
  ),
}
