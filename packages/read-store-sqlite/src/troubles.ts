import type { ViewFailure } from '@deskledger/read-store'

/** Thrown inside this room alone, to leave a transaction; every door turns it into its failure. */
export class Trouble extends Error {
  readonly failure: ViewFailure
  constructor(failure: ViewFailure) {
    super(failure.message)
    this.failure = failure
  }
}

type Wording = (file: string, reason: string) => ViewFailure

const unavailable: Wording = (file, reason) => ({
  type: 'ViewsUnavailable',
  message: `The read store ${file} cannot be used: ${reason}. Check that the folder exists, that this user may use it, and that the disk works.`,
})
const damaged: Wording = (file, reason) => ({
  type: 'ViewsDamaged',
  message: `The read store ${file} is damaged: ${reason}. Move the file away and rebuild the read models from the ledger.`,
})
const busy: Wording = (file) => ({
  type: 'ViewsBusy',
  message: `The read store ${file} is held by another program for longer than the time allowed; nothing was written. Try again, or end that program.`,
})

/** By SQLite's primary result code. @source https://sqlite.org/rescode.html */
const wordings: Readonly<Record<number, Wording>> = {
  5: busy,
  6: busy,
  8: (file) => ({
    type: 'ViewsReadOnly',
    message: `The read store ${file} cannot be written: it is read-only here. Give this user the right to write, or open it where that is allowed.`,
  }),
  11: damaged,
  13: (file) => ({
    type: 'ViewsFull',
    message: `The read store ${file} cannot grow: the disk is full. Nothing of this batch was written; free some space and try again.`,
  }),
  26: (file) => ({
    type: 'NotViews',
    message: `${file} is no read store of Deskledger: it is no SQLite file. Name another file.`,
  }),
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const codeOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : 0

/** What went wrong, in words. */
export const failureOf = (file: string, error: unknown): ViewFailure =>
  error instanceof Trouble ? error.failure : (wordings[codeOf(error)] ?? unavailable)(file, reasonOf(error))

/** Whether the words are only that somebody else is writing. */
export const isBusy = (error: unknown): boolean => codeOf(error) === 5
