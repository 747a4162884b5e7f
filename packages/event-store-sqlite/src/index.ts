export { openSqliteEventStore, type SqliteOptions } from './store.ts'
