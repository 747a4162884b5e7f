export { openEventStoreDbEventStore, type EventStoreDbOptions } from './store.ts'
