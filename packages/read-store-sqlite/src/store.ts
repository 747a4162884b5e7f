import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  checkTable,
  demandsOf,
  planOf,
  viewsClosed,
  type ChangeList,
  type ReadStore,
  type TableId,
  type ViewFailure,
} from '@deskledger/read-store'
import { catalogueOf, listTables, type Entry } from './catalogue.ts'
import { STALE, type Request } from './changes.ts'
import { clauseOf } from './clauses.ts'
import { heldUnder } from './keys.ts'
import type { Lane } from './lane.ts'
import { openDatabase, type Opening } from './opening.ts'
import { countOf, pageOf, type Ask } from './pages.ts'
import { pack } from './rows.ts'
import type { Database } from './sqlite.ts'
import { statementCache } from './statements.ts'
import { failureOf, Trouble } from './troubles.ts'

/** Other processes may add indexes while rows are packed; nobody adds them for ever. */
const MOST_PACKINGS = 10

const readOnly = (file: string): ViewFailure => failureOf(file, { errcode: 8 })

/** Reads in this thread; throws what `failureOf` words. */
const readerOf = (database: Database) => {
  const catalogue = catalogueOf(database)
  const prepared = statementCache(database)
  const live = database.prepare('SELECT generation FROM views_live WHERE model = ?')
  const ask: Ask = (sql, cells) => prepared(sql).all(...cells)
  return {
    ask,
    mustHave: catalogue.mustHave,
    onRecent: catalogue.onRecent,
    live: (model: string): string | undefined => {
      const generation = live.get(model)?.['generation']
      return typeof generation === 'string' ? generation : undefined
    },
    tables: () => listTables(database),
    /** A page may take several statements; they must see the same documents. */
    snapshot: <A>(run: () => A): A => {
      database.exec('BEGIN')
      try {
        return run()
      } finally {
        database.exec('COMMIT')
      }
    },
  }
}

const orThrow = <A>(answer: E.Either<ViewFailure, A>): A => {
  if (E.isLeft(answer)) throw new Trouble(answer.left)
  return answer.right
}

/** A store in this file, whose changes go through the lane; without a lane nothing is changed. */
export const storeOn = (opening: Opening, laneOf: (opening: Opening) => Lane): ReadStore => {
  const { file } = opening
  const database = openDatabase(opening)
  const reader = readerOf(database)
  const lane = opening.readonly ? undefined : laneOf(opening)
  let closed = false

  // What is asked before `close` is done: nothing is put off here until it is too late.
  const reading =
    <A>(run: () => A): TE.TaskEither<ViewFailure, A> =>
    () =>
      Promise.resolve(closed ? E.left(viewsClosed) : E.tryCatch(run, (error) => failureOf(file, error)))
  const changing =
    (requestOf: () => Request): TE.TaskEither<ViewFailure, number> =>
    () => {
      if (closed) return Promise.resolve(E.left(viewsClosed))
      const request = E.tryCatch(requestOf, (error) => failureOf(file, error))
      if (E.isLeft(request)) return Promise.resolve(request)
      return lane === undefined ? Promise.resolve(E.left(readOnly(file))) : lane.perform(request.right)
    }
  const inTable = <A>(table: TableId, run: (entry: Entry) => A): TE.TaskEither<ViewFailure, A> =>
    reading(() => run(reader.mustHave(table)))

  const packed = (lists: readonly ChangeList[]) => (): Request => ({
    ask: 'write',
    lists: lists.map(({ table, changes }) => {
      const entry = reader.mustHave(table)
      const { id, shape } = entry
      return { table, id, shape, rows: orThrow(pack(table, entry, changes)) }
    }),
  })
  const write =
    (lists: readonly ChangeList[], left = MOST_PACKINGS): TE.TaskEither<ViewFailure, number> =>
    async () => {
      const written = await changing(packed(lists))()
      if (E.isLeft(written) || written.right !== STALE) return written
      return left > 0 ? write(lists, left - 1)() : E.left(failureOf(file, { errcode: 5 }))
    }

  return {
    prepare: (table, indexes) =>
      pipe(
        changing(() => ({
          ask: 'prepare',
          table: orThrow(checkTable(table)),
          indexes: indexes.map(({ fields }) => fields),
        })),
        TE.map(() => undefined),
      ),
    write: (table, changes) => write([{ table, changes }]),
    writeInOrder: (lists) => write(lists),
    read: (table, keys) => reading(() => reader.onRecent(table, (entry) => heldUnder(reader.ask, entry, keys))),
    find: (table, query) =>
      inTable(table, (entry) => {
        const plan = orThrow(planOf(table, query))
        return reader.snapshot(() => pageOf(reader.ask, entry, plan))
      }),
    count: (table, where) =>
      inTable(table, (entry) => {
        const demands = orThrow(demandsOf(table, where))
        return countOf(
          reader.ask,
          entry,
          demands.map((demand) => clauseOf(entry, demand)),
        )
      }),
    live: (model) => reading(() => reader.live(model)),
    switchLive: (live, expected) =>
      pipe(
        changing(() => ({ ask: 'switch', live, expected })),
        TE.map((moved) => moved === 1),
      ),
    tables: reading(reader.tables),
    drop: (table) =>
      pipe(
        changing(() => ({ ask: 'drop', table })),
        TE.map(() => undefined),
      ),
    close: async () => {
      if (closed) return
      closed = true
      await lane?.close()
      database.close()
    },
  }
}
