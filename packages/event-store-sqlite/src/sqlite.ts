import { createRequire } from 'node:module'
import type * as sqlite from 'node:sqlite'

export type Database = sqlite.DatabaseSync
export type Statement = sqlite.StatementSync

/** Node's own SQLite (22.13 and later), else a package with the same API (Node 20). */
const { DatabaseSync } =
  (process.getBuiltinModule('node:sqlite') as typeof sqlite | undefined) ??
  (createRequire(import.meta.url)('@photostructure/sqlite') as typeof sqlite)

/** Opens a connection that never waits for a lock. */
export const connect = (file: string, readOnly = false): Database => new DatabaseSync(file, { readOnly })

/**
 * Brings the file up to date with its write-ahead log, as far as others let it, and closes. Closing alone may leave that
 * for later: the package for Node 20 keeps a connection open until its statements are collected.
 */
export const settleAndClose = (database: Database): void => {
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    // the log is read with the file: nothing is lost
  } finally {
    database.close()
  }
}

/** The number SQLite gives an error, extended; undefined for an error of another kind. */
export const codeOf = (error: unknown): number | undefined => {
  const code = (error as { readonly errcode?: unknown }).errcode
  return typeof code === 'number' ? code : undefined
}

/** Held by another connection at this moment: SQLITE_BUSY or SQLITE_LOCKED. */
export const isBusy = (error: unknown): boolean => {
  const code = codeOf(error)
  return code !== undefined && ((code & 0xff) === 5 || (code & 0xff) === 6)
}
