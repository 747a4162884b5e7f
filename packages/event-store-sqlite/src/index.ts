export { makeFolder } from './folders.ts'
export { openSqliteEventStore, type SqliteOptions } from './store.ts'
