import { createRequire } from 'node:module'
import type * as sqlite from 'node:sqlite'

/** Node's own SQLite (22.13 and later), else a package with the same API (Node 20): as the adapters choose. */
const { DatabaseSync } =
  (process.getBuiltinModule('node:sqlite') as typeof sqlite | undefined) ??
  (createRequire(import.meta.url)('@photostructure/sqlite') as typeof sqlite)

/** A database as durable as the ledger's: WAL, a sync for each commit. */
export const openRaw = (path: string): sqlite.DatabaseSync => {
  const database = new DatabaseSync(path)
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL')
  return database
}
