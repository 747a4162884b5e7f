import type { ApiLedger } from '../api-ledger.ts'
import type { Endpoint } from '../http/endpoint.ts'
import type { Watch } from '../watching/watch.ts'
import { commandsEndpoint } from './commands.ts'
import { feedEndpoint } from './feed.ts'
import { listEndpoints } from './lists.ts'
import { operationEndpoints } from './operation.ts'
import { raiseEndpoint } from './raise.ts'
import { reportEndpoints } from './reports.ts'
import { thingEndpoints } from './things.ts'
import { verbEndpoints } from './verbs.ts'

/** The whole API: routes and document are made of this table. */
export const endpointsOf = (ledger: ApiLedger, watch: Watch): readonly Endpoint[] => [
  commandsEndpoint(ledger),
  raiseEndpoint(ledger),
  ...verbEndpoints(ledger),
  ...listEndpoints(ledger),
  ...thingEndpoints(ledger),
  ...reportEndpoints(ledger),
  feedEndpoint(ledger),
  ...operationEndpoints(watch),
]
