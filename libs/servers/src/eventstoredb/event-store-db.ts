import { noteRan } from '../ran.ts'
import { startEventStoreDouble, type EventStoreDouble } from './double.ts'

/** A server for tests, whichever could be had. */
export interface TestEventStoreDb {
  readonly kind: 'url' | 'docker' | 'double'
  readonly version: string
  /** as a client connects */
  readonly url: string
  /** the switches and the log, where it is the double */
  readonly double?: EventStoreDouble
  readonly stop: () => Promise<void>
}

/** The server for tests: by the URL in the environment, else the double. */
export const eventStoreDb = async (): Promise<TestEventStoreDb> => {
  const url = process.env['DESKLEDGER_TEST_EVENTSTOREDB_URL']
  if (url !== undefined && url !== '') {
    noteRan('EventStoreDB: by URL')
    return { kind: 'url', version: 'unknown', url, stop: () => Promise.resolve() }
  }
  const double = await startEventStoreDouble()
  noteRan('EventStoreDB: the protocol double')
  return { kind: 'double', version: double.version, url: double.url, double, stop: double.stop }
}
