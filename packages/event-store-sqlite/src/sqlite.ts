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

/** What SQLite says in place of a number where the package for Node 20 leaves the number out: in reads. */
const said: Readonly<Record<string, number>> = {
  'database is locked': 5,
  'database table is locked': 6,
  'attempt to write a readonly database': 8,
  'disk I/O error': 10,
  'database disk image is malformed': 11,
  'database or disk is full': 13,
  'unable to open database file': 14,
  'file is not a database': 26,
}

/** The number SQLite gives an error, extended; undefined for an error of another kind. */
export const codeOf = (error: unknown): number | undefined => {
  const { errcode, message } = error as { readonly errcode?: unknown; readonly message?: unknown }
  return typeof errcode === 'number' ? errcode : said[String(message)]
}

/** Held by another connection at this moment: SQLITE_BUSY or SQLITE_LOCKED. */
export const isBusy = (error: unknown): boolean => {
  const code = codeOf(error)
  return code !== undefined && ((code & 0xff) === 5 || (code & 0xff) === 6)
}
