import { createRequire } from 'node:module'
import type * as sqlite from 'node:sqlite'

export type Database = sqlite.DatabaseSync
export type Statement = sqlite.StatementSync
export type Row = Readonly<Record<string, sqlite.SQLOutputValue>>

/** Node's own SQLite (22.13 and later), else a package with the same API (Node 20). */
export const { DatabaseSync } =
  (process.getBuiltinModule('node:sqlite') as typeof sqlite | undefined) ??
  (createRequire(import.meta.url)('@photostructure/sqlite') as typeof sqlite)
