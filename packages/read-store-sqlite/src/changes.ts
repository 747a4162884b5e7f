import * as E from 'fp-ts/lib/Either.js'
import type { Live, TableId, ViewFailure } from '@deskledger/read-store'
import { batchWriter } from './batches.ts'
import { catalogueOf } from './catalogue.ts'
import { closeDatabase, openDatabase, transaction, type Opening } from './opening.ts'
import { dropTable, prepareTable } from './preparing.ts'
import type { Packed } from './rows.ts'
import type { Database } from './sqlite.ts'
import { failureOf } from './troubles.ts'

/** Rows packed for a table of this shape. */
export interface PackedList {
  readonly table: TableId
  readonly id: number
  readonly shape: string
  readonly rows: Packed
}

/** What changes the file. All of it goes through one connection, one after the other. */
export type Request =
  | { readonly ask: 'prepare'; readonly table: TableId; readonly indexes: readonly (readonly string[])[] }
  | { readonly ask: 'write'; readonly lists: readonly PackedList[] }
  | { readonly ask: 'switch'; readonly live: Live; readonly expected: string | undefined }
  | { readonly ask: 'drop'; readonly table: TableId }

/** `write`: rows written, or STALE; `switch`: 1 when the name moved; otherwise 0. */
export type Answer = E.Either<ViewFailure, number>

/** The table has another shape by now: pack the rows anew. Nothing was written. */
export const STALE = -1

const switchLive = (database: Database, { model, generation }: Live, expected: string | undefined): number => {
  const row = database.prepare('SELECT generation FROM views_live WHERE model = ?').get(model)
  if (row?.['generation'] !== expected) return 0
  database
    .prepare('INSERT INTO views_live VALUES (?, ?) ON CONFLICT (model) DO UPDATE SET generation = excluded.generation')
    .run(model, generation)
  return 1
}

const nothing: Packed = { live: [], gone: [] }

/** Performs requests on a connection of its own. */
export const changer = (opening: Opening) => {
  const database = openDatabase(opening)
  const catalogue = catalogueOf(database)
  const writeBatch = batchWriter(database)

  /** All of them, in order, or none: a table that has changed its shape leaves everything as it is. */
  const writeLists = (lists: readonly PackedList[]): number => {
    const entries = lists.map(({ table }) => catalogue.mustHave(table))
    if (lists.some(({ id, shape }, index) => entries[index]?.id !== id || entries[index].shape !== shape)) return STALE
    let written = 0
    for (const [index, entry] of entries.entries()) written += writeBatch(entry, lists[index]?.rows ?? nothing)
    return written
  }

  const perform = (request: Request): number => {
    switch (request.ask) {
      case 'write':
        return writeLists(request.lists)
      case 'switch':
        return switchLive(database, request.live, request.expected)
      case 'prepare':
        prepareTable(database, catalogue, request)
        return 0
      case 'drop':
        dropTable(database, catalogue, request.table)
        return 0
    }
  }
  return {
    perform: (request: Request): Answer =>
      E.tryCatch(
        () => transaction(database, () => perform(request)),
        (error) => failureOf(opening.file, error),
      ),
    close: () => {
      closeDatabase(database)
    },
  }
}
