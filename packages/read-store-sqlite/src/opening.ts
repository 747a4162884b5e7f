import { existsSync } from 'node:fs'
import type { ViewFailure } from '@deskledger/read-store'
import { fieldFunction } from './fields.ts'
import { DatabaseSync, type Database } from './sqlite.ts'
import { isBusy, Trouble } from './troubles.ts'

/** "DKVW": tells a read store from any other SQLite file. */
const APPLICATION = 0x444b5657
/** Of the file's own tables; a program that knows only smaller numbers leaves the file alone. */
const VERSION = 1

export interface Opening {
  readonly file: string
  readonly readonly: boolean
  /** milliseconds */
  readonly busyTimeout: number
  readonly createIfMissing: boolean
}

// Views can be rebuilt, so a power cut may cost the last commits; their order is kept (WAL with NORMAL).
// A long write-ahead log saves writing pages that the next batch changes again. Memory: the page cache, 12 MiB.
const settings = `
  PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -12288;
  PRAGMA mmap_size = 0;
  PRAGMA wal_autocheckpoint = 16000;
  PRAGMA journal_size_limit = 67108864`

const tables = `
  CREATE TABLE views_table (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, generation TEXT NOT NULL, shape TEXT NOT NULL,
    UNIQUE (name, generation)
  );
  CREATE TABLE views_live (model TEXT PRIMARY KEY, generation TEXT NOT NULL) WITHOUT ROWID;
  PRAGMA application_id = ${APPLICATION};
  PRAGMA user_version = ${VERSION}`

const numberOf = (database: Database, sql: string): number =>
  Number(Object.values(database.prepare(sql).get() ?? {})[0])

const notViews = (file: string): ViewFailure => ({
  type: 'NotViews',
  message: `${file} is no read store of Deskledger: another program made it. Name another file.`,
})
const tooNew = (file: string, version: number): ViewFailure => ({
  type: 'ViewsTooNew',
  message: `The read store ${file} has version ${version} and this program knows ${VERSION}: a newer Deskledger made it. Update this program.`,
})
const missing = (file: string): ViewFailure => ({
  type: 'NotViews',
  message: `There is no read store ${file}. Check the name, or write to the ledger first.`,
})

/** Whether the file is a read store already; false: it is empty. */
const isMade = (database: Database, file: string): boolean => {
  const application = numberOf(database, 'PRAGMA application_id')
  const version = numberOf(database, 'PRAGMA user_version')
  if (application === APPLICATION && version > VERSION) throw new Trouble(tooNew(file, version))
  if (application === APPLICATION) return true
  if (application !== 0 || numberOf(database, 'SELECT count(*) FROM sqlite_schema') > 0)
    throw new Trouble(notViews(file))
  return false
}

/** Runs it again while others hold the file: SQLite itself does not wait everywhere, and not when the journal mode changes. */
const patiently = (milliseconds: number, run: () => void): void => {
  const pause = new Int32Array(new SharedArrayBuffer(4))
  const end = performance.now() + milliseconds
  for (;;) {
    try {
      run()
      return
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error
      Atomics.wait(pause, 0, 0, 5)
    }
  }
}

/** Some failures, a full disk among them, have ended the transaction already. */
const rollBack = (database: Database): void => {
  try {
    database.exec('ROLLBACK')
  } catch {
    // no transaction is open
  }
}

/** Runs all or nothing, alone among writers. */
export const transaction = <A>(database: Database, run: () => A): A => {
  database.exec('BEGIN IMMEDIATE')
  try {
    const answer = run()
    database.exec('COMMIT')
    return answer
  } catch (error) {
    rollBack(database)
    throw error
  }
}

const makeReady = (database: Database, { file, busyTimeout }: Opening): void => {
  patiently(busyTimeout, () => {
    const mode = database.prepare('PRAGMA journal_mode').get()?.['journal_mode']
    if (mode !== 'wal') database.exec('PRAGMA journal_mode = WAL')
  })
  transaction(database, () => {
    if (!isMade(database, file)) database.exec(tables)
  })
}

/**
 * Opens the file, and makes it a read store where it is empty. Throws what `failureOf` words.
 */
export const openDatabase = (opening: Opening): Database => {
  const { file, readonly, busyTimeout, createIfMissing } = opening
  if (!existsSync(file) && (readonly || !createIfMissing)) throw new Trouble(missing(file))
  const database = new DatabaseSync(file, { readOnly: readonly })
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}`)
    // looked at before anything is set: a file of somebody else stays as it is
    if (!isMade(database, file)) {
      if (readonly) throw new Trouble(missing(file))
      makeReady(database, opening)
    }
    database.exec(settings)
    const field = fieldFunction()
    database.function('field', { deterministic: true }, (body, path) => field(String(body), String(path)))
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Closes, and leaves everything in the one file where nobody else has it open. The package that stands in for Node's
 * own SQLite ends a connection only when its last statement is collected, so it does not do that by itself.
 */
export const closeDatabase = (database: Database): void => {
  try {
    database.exec('PRAGMA busy_timeout = 100; PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    // others are at work, and leave it to the last of them
  }
  database.close()
}
