import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import { failed, type StoreFailure } from '@deskledger/event-store'
import { busyFor, failureOf, readOnly } from './failures.ts'
import { makeFolder } from './folders.ts'
import { patientlyLater } from './patience.ts'
import { createTables, kindOf, openForWriting, SCHEMA_VERSION } from './schema.ts'
import { codeOf, connect, isBusy, type Database } from './sqlite.ts'

export interface Opening {
  readonly file: string
  readonly readonly: boolean
  readonly createIfMissing: boolean
  /** milliseconds to wait for others */
  readonly bound: number
}

type Opened = E.Either<StoreFailure, Database>

const MAGIC = 'SQLite format 3\0'

const beginningOf = (file: string): string => {
  const handle = openSync(file, 'r')
  const bytes = Buffer.alloc(MAGIC.length)
  const read = readSync(handle, bytes, 0, MAGIC.length, 0)
  closeSync(handle)
  return bytes.toString('latin1', 0, read)
}

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Errors of the system that say of a folder that it may not be made, and that it cannot be. */
const NOT_ALLOWED = ['EACCES', 'EPERM', 'EROFS']
const NO_PLACE = ['ENOENT', 'ENOTDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG']

const faultOfFolder = (error: unknown, file: string): StoreFailure => {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (NOT_ALLOWED.includes(code)) return { type: 'StoreReadOnly', message: readOnly(file) }
  if (!NO_PLACE.includes(code)) return failureOf(error, file)
  return {
    type: 'NotALedger',
    message: `There can be no ledger at ${file}: its folder cannot be made (${message}). Name another path.`,
  }
}

const faultOfMissing = ({ file, readonly, createIfMissing }: Opening): E.Either<StoreFailure, unknown> => {
  if (readonly || !createIfMissing)
    return failed(
      'NotALedger',
      `There is no ledger at ${file}: see that the path is right, or make one by writing to it.`,
    )
  return E.tryCatch(
    () => {
      makeFolder(dirname(file))
    },
    (error) => faultOfFolder(error, file),
  )
}

const faultOfContent = (file: string): E.Either<StoreFailure, unknown> => {
  const stats = statSync(file)
  if (!stats.isFile())
    return failed('NotALedger', `${file} is no file: a ledger is one SQLite file. Name another path.`)
  return stats.size === 0 || beginningOf(file) === MAGIC
    ? E.right(undefined)
    : failed(
        'NotALedger',
        `${file} is no ledger: it is not an SQLite database. Name another path, or move the file away.`,
      )
}

/** What can be said against a path before SQLite looks at it. */
const faultOfPath = (opening: Opening): E.Either<StoreFailure, unknown> => {
  const { file, readonly } = opening
  const isThere = existsSync(file)
  const fault = isThere ? faultOfContent(file) : faultOfMissing(opening)
  if (E.isLeft(fault) || readonly) return fault
  return isWritable(dirname(file)) && (!isThere || isWritable(file)) ? fault : failed('StoreReadOnly', readOnly(file))
}

const judge = (database: Database, { file, readonly, createIfMissing }: Opening): Opened => {
  switch (kindOf(database)) {
    case 'ledger':
      return E.right(database)
    case 'newer':
      return failed(
        'LedgerTooNew',
        `${file} was written by a newer version of this program (this one knows format ${SCHEMA_VERSION}): update the program. Nothing was changed.`,
      )
    case 'foreign':
      return failed('NotALedger', `${file} is the database of another program: name another path. Nothing was changed.`)
    case 'empty':
      return readonly || !createIfMissing
        ? failed('NotALedger', `${file} is empty: there is no ledger in it yet. See that the path is right.`)
        : E.right(database)
  }
}

/** SQLITE_READONLY, SQLITE_CANTOPEN: the files that connections share cannot be made, or cannot be written */
const CANNOT_SHARE = [8, 14]

/** In a folder that cannot be written, a database nobody writes to is opened as one that never changes. */
const connectReadOnly = (file: string): Database => {
  const database = connect(file, true)
  try {
    kindOf(database)
    return database
  } catch (error) {
    database.close()
    const wal = statSync(`${file}-wal`, { throwIfNoEntry: false })
    if (!CANNOT_SHARE.includes((codeOf(error) ?? 0) & 0xff) || (wal?.size ?? 0) > 0) throw error
    return connect(`${pathToFileURL(file).href}?immutable=1`, true)
  }
}

/** One attempt: a connection for this thread, on a file that is a ledger from now on at the latest. */
const attempt = (opening: Opening): Opened => {
  const database = opening.readonly ? connectReadOnly(opening.file) : connect(opening.file)
  try {
    const judged = judge(database, opening)
    if (E.isRight(judged) && kindOf(database) === 'empty') {
      openForWriting(opening.file, 0).close()
      createTables(database)
    }
    if (E.isRight(judged)) database.exec(`PRAGMA busy_timeout = ${opening.bound}`)
    else database.close()
    return judged
  } catch (error) {
    database.close()
    throw error
  }
}

/** Opens the connection that reads, after making the ledger where that was asked. */
export const openLedgerFile = async (opening: Opening): Promise<Opened> => {
  const { file, bound } = opening
  try {
    const fault = faultOfPath(opening)
    return E.isLeft(fault) ? fault : await patientlyLater(bound, () => attempt(opening))
  } catch (error) {
    return E.left(isBusy(error) ? busyFor(file, bound) : failureOf(error, file))
  }
}
