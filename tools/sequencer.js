// The order of spec files: the longest first, so that no core waits alone for one of them at the end.
import { createRequire } from 'node:module'

const { default: Sequencer } = createRequire(import.meta.resolve('jest'))('@jest/test-sequencer')

/**
 * Spec files that take long, the longest first, as a machine with two cores had them. Jest remembers how long each took,
 * but a clean machine remembers nothing, and Jest then goes by the size of the file.
 */
export const longest = [
  'apps/cli/src/docs/pages/pages.spec.ts',
  'apps/projector/src/servers.spec.ts',
  'apps/projector/src/sigkill.spec.ts',
  'apps/api/src/killed.spec.ts',
  'apps/api/src/killed-on-servers.spec.ts',
  'packages/read-store-mongodb/src/contract-secantusdb.spec.ts',
  'apps/projector/src/processes.spec.ts',
  'libs/register/src/sigkill.spec.ts',
  'libs/register/src/import-sigkill.spec.ts',
  'packages/read-store-mongodb/src/killed.spec.ts',
  'libs/http-api/src/endpoints/examples.spec.ts',
  'libs/register/src/on-servers.spec.ts',
  'packages/kernel/src/working-time/every-zone.spec.ts',
  'libs/register/src/faults-on-servers.spec.ts',
  'libs/http-api/src/asking/rules-through-http.spec.ts',
  'libs/register/src/oracle.spec.ts',
  'apps/cli/src/main.spec.ts',
  'packages/read-store-mongodb/src/contract-mongo-java-server.spec.ts',
  'libs/servers/src/mongodb/mongo-db.spec.ts',
  'packages/event-store-eventstoredb/src/contract.spec.ts',
  'packages/read-store-mongodb/src/stored.spec.ts',
  'apps/cli/src/keeping.spec.ts',
  'libs/servers/src/eventstoredb/traps.spec.ts',
  'packages/event-store-eventstoredb/src/unknown-outcomes.spec.ts',
  'packages/read-store-sqlite/src/index.spec.ts',
]

const rankOf = ({ path }) => {
  const rank = longest.findIndex((file) => path.replaceAll('\\', '/').endsWith(`/${file}`))
  return rank < 0 ? longest.length : rank
}

/** Jest's own order where it has been here before; else those that are known to be long, then Jest's order. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests)
    const isKnown = sorted.every((test) => test.duration !== undefined)
    return isKnown ? sorted : [...sorted].sort((a, b) => rankOf(a) - rankOf(b))
  }
}
