import { GENESIS } from '@deskledger/kernel'
import { patiently } from './patience.ts'
import { connect, type Database } from './sqlite.ts'

/** `Desk` in ASCII: marks a file as a ledger. */
const APPLICATION_ID = 0x4465736b
export const SCHEMA_VERSION = 1

const tables = `
CREATE TABLE event (
  position INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  metadata TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  hash TEXT NOT NULL,
  link TEXT NOT NULL,
  UNIQUE (stream, revision)
) STRICT;
CREATE TABLE stream (name TEXT PRIMARY KEY, revision INTEGER NOT NULL, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  position INTEGER NOT NULL,
  link TEXT NOT NULL,
  count INTEGER NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
INSERT INTO head VALUES (1, 0, '${GENESIS}', 0, '');
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`

const numberOf = (database: Database, sql: string): number =>
  Number(Object.values(database.prepare(sql).get() ?? {})[0])

/** Which program's database this is. `empty`: nobody's yet. */
export const kindOf = (database: Database): 'empty' | 'ledger' | 'newer' | 'foreign' => {
  const application = numberOf(database, 'PRAGMA application_id')
  if (application === APPLICATION_ID)
    return numberOf(database, 'PRAGMA user_version') > SCHEMA_VERSION ? 'newer' : 'ledger'
  return application === 0 && numberOf(database, 'SELECT count(*) FROM sqlite_schema') === 0 ? 'empty' : 'foreign'
}

/** Makes the tables, unless another process was faster. */
export const createTables = (database: Database): void => {
  database.exec('BEGIN IMMEDIATE')
  try {
    if (kindOf(database) === 'empty') database.exec(tables)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

/**
 * A connection that writes and survives a power cut: WAL, and a sync for each commit.
 * @unit  bound: milliseconds to wait for others
 */
export const openForWriting = (file: string, bound: number): Database => {
  const database = connect(file)
  patiently(bound, () => {
    database.exec('PRAGMA journal_mode = WAL')
  })
  database.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -8000')
  return database
}
