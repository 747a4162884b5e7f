import type { ImportTrouble } from '@deskledger/importing'
import { Stop, type ExitCode } from '../stop.ts'

const codes: Readonly<Partial<Record<ImportTrouble['type'], ExitCode>>> = {
  Stopped: 130,
  OtherLog: 1,
  NotInOrder: 1,
  NotStored: 3,
  NoRoom: 3,
  RowsUnaccounted: 3,
}

/** The end of an import that did not come to its end. What is wrong with the log is a matter of how it was called. */
export const importStop = ({ type, message, mistakes, rowsStored, failure }: ImportTrouble): Stop =>
  new Stop(codes[type] ?? 2, { type, message }, { rowsStored, mistakes, ...(failure ? { failure } : {}) })
