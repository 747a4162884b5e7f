/** One kind of mistake in the rows of a log: where it was first seen, and in how many rows. */
export interface RowMistake {
  /** of the file, from 1; the last one of a record that spans several */
  readonly line: number
  readonly column: string
  /** as it stands in the file; null: missing */
  readonly value: string | null
  /** a sentence without the place */
  readonly message: string
  readonly rows: number
}

/**
 * Why an import did not come to its end. `message` says what, where and what to do; nothing was written unless
 * `rowsStored` is more than 0.
 */
export interface ImportTrouble {
  readonly type:
    | 'NoSuchFile'
    | 'Unreadable'
    | 'Empty'
    | 'Truncated'
    | 'WrongEncoding'
    | 'NotCsv'
    | 'MissingColumns'
    | 'BadRows'
    | 'BadMapping'
    | 'NotAnExport'
    | 'NoRoom'
    /** the ledger to copy was changed, or is damaged */
    | 'NotInOrder'
    /** what is stored came from another log */
    | 'OtherLog'
    | 'RowsUnaccounted'
    /** the sink failed: see `failure` */
    | 'NotStored'
    | 'Stopped'
  readonly message: string
  /** at most 100 kinds */
  readonly mistakes: readonly RowMistake[]
  readonly rowsStored: number
  /** what the sink or the store said */
  readonly failure: { readonly type: string; readonly message: string } | null
}

/** Ends an import from deep inside a stream; caught at the door and given as a value. */
export class Halt extends Error {
  readonly trouble: ImportTrouble
  constructor(trouble: ImportTrouble) {
    super(trouble.message)
    this.trouble = trouble
  }
}

export const troubleOf = (
  type: ImportTrouble['type'],
  message: string,
  more: Partial<ImportTrouble> = {},
): ImportTrouble => ({ type, message, mistakes: [], rowsStored: 0, failure: null, ...more })

export const halt = (type: ImportTrouble['type'], message: string): Halt => new Halt(troubleOf(type, message))

/** The code of a system error, as `ENOENT`; empty for others. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
