import * as E from 'fp-ts/lib/Either.js'
import {
  fieldReader,
  textOfChange,
  type Change,
  type TableId,
  type Value,
  type ViewFailure,
} from '@deskledger/read-store'
import type { Entry } from './catalogue.ts'
import { cellOf, type Cell } from './fields.ts'

/** Rows one after the other in one flat list, as cheap as it gets to hand to another thread. */
export interface Packed {
  /** key, position, body, then one cell for each column; `width` of them make a row */
  readonly live: readonly Cell[]
  /** key, position */
  readonly gone: readonly string[]
}

const readers = new WeakMap<Entry, readonly ((document: object) => Value)[]>()

const readersOf = (entry: Entry): readonly ((document: object) => Value)[] => {
  const known = readers.get(entry) ?? entry.columns.map(fieldReader)
  readers.set(entry, known)
  return known
}

/** Cells of a live row before those of its columns. */
export const HEAD = 3

/** Turns changes into texts and indexed values. */
export const pack = (table: TableId, entry: Entry, changes: readonly Change[]): E.Either<ViewFailure, Packed> => {
  const live: Cell[] = []
  const gone: string[] = []
  const reads = readersOf(entry)
  for (const change of changes) {
    const text = textOfChange(table, change)
    if (E.isLeft(text)) return text
    if (text.right === undefined || change.document === undefined) {
      gone.push(change.key, change.position)
      continue
    }
    live.push(change.key, change.position, text.right)
    for (const read of reads) live.push(cellOf(read(change.document)))
  }
  return E.right({ live, gone })
}
