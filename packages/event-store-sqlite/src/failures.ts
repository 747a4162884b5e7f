import { failed, type StoreFailure } from '@deskledger/event-store'
import { codeOf } from './sqlite.ts'

type Worded = Exclude<StoreFailure, { type: 'WrongRevision' | 'MixedRepeat' }>

const worded: Readonly<Record<number, (file: string, said: string) => Worded>> = {
  5: (file) => ({ type: 'StoreBusy', message: `${file} is held by another program: try again.` }),
  6: (file) => ({ type: 'StoreBusy', message: `${file} is held by another program: try again.` }),
  8: (file) => ({ type: 'StoreReadOnly', message: readOnly(file) }),
  11: (file, said) => ({
    type: 'Damaged',
    message: `${file} is damaged (${said}): nothing was changed. Run verify to see where, and restore a backup.`,
  }),
  13: (file) => ({
    type: 'StoreFull',
    message: `The disk that holds ${file} is full: nothing was written. Free some space and try again.`,
  }),
  26: (file) => ({
    type: 'NotALedger',
    message: `${file} is no ledger: it is not an SQLite database. Name another folder, or move the file away.`,
  }),
}

/** Errors of the disk that mean one of the above: SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_SHORT_READ. */
const meaning: Readonly<Record<number, number>> = { 4874: 13, 522: 11 }

export const readOnly = (file: string): string =>
  `${file} cannot be written: the file, its folder or its disk is read-only, or was opened for reading only. Change its permissions, or work on a copy.`

/** What went wrong with a file, as a sentence. */
export const failureOf = (error: unknown, file: string): StoreFailure => {
  const said = error instanceof Error ? error.message : String(error)
  const code = codeOf(error)
  const word = code === undefined ? undefined : worded[meaning[code] ?? code & 0xff]
  return (
    word?.(file, said) ?? {
      type: 'StoreUnavailable',
      message: `${file} could not be used: ${said}. See that the disk and its permissions are in order, and try again.`,
    }
  )
}

export const busyFor = (file: string, bound: number): StoreFailure => ({
  type: 'StoreBusy',
  message: `${file} has been held by another program for more than ${bound / 1000} s: nothing was written. See which program holds it (a backup, a database browser), and try again.`,
})

export const closed = (file: string): StoreFailure => ({
  type: 'Closed',
  message: `The event store on ${file} was closed: open it again.`,
})

/** A stream that has an end and cannot be moved from it: its note was changed by hand. */
export const contradicted = (file: string, stream: string) =>
  failed(
    'Damaged',
    `The note in ${file} of where stream ${stream} ends contradicts itself. Run verify to see what was changed.`,
  )
