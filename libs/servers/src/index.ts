/** Servers for tests. Nothing here is for production. */
export {
  startEventStoreDouble,
  type Credentials,
  type DoubleOptions,
  type EventStoreDouble,
} from './eventstoredb/double.ts'
export { startDoubleProcess, type DoubleProcess } from './eventstoredb/double-process.ts'
export {
  eventStoreDb,
  type EventStoreDbKind,
  type EventStoreDbOptions,
  type TestEventStoreDb,
} from './eventstoredb/event-store-db.ts'
export type { Fault, FaultSwitches, Operation, Trouble } from './eventstoredb/faults.ts'
export type { StoredEvent } from './eventstoredb/log/entries.ts'
export type { User } from './eventstoredb/users.ts'
export type { DoubleNode, How } from './eventstoredb/cluster.ts'
export type { Trust } from './eventstoredb/tls.ts'
export { noteRan } from './ran.ts'
export { mongoDb, type MongoDbOptions } from './mongodb/mongo-db.ts'
export type { MongoDbKind, TestMongoDb } from './mongodb/test-mongo-db.ts'
export {
  faultProxy,
  type FaultProxy,
  type FaultProxyOptions,
  type ProxyFault,
  type ProxyTrouble,
} from './fault-proxy.ts'
