/** Servers for tests. Nothing here is for production. */
export { startEventStoreDouble, type DoubleOptions, type EventStoreDouble } from './eventstoredb/double.ts'
export { eventStoreDb, type TestEventStoreDb } from './eventstoredb/event-store-db.ts'
export type { Fault, FaultSwitches, Operation, Trouble } from './eventstoredb/faults.ts'
export type { StoredEvent } from './eventstoredb/log/entries.ts'
export type { User } from './eventstoredb/users.ts'
export { noteRan } from './ran.ts'
