import type { Entry } from './catalogue.ts'
import type { Cell } from './fields.ts'
import { HEAD, type Packed } from './rows.ts'
import type { Database, Statement } from './sqlite.ts'

/** Rows of one statement: each call into SQLite costs about as much as the row itself. */
const GROUP = 50

const upsert = ({ id, columns }: Entry, rows: number): string => {
  const names = ['position', 'body', ...columns.map((_, at) => `c${at}`)]
  const row = `(${Array(columns.length + HEAD)
    .fill('?')
    .join()})`
  return `INSERT INTO d_${id} (key, ${names.join()}) SELECT * FROM (VALUES ${Array(rows).fill(row).join()}) AS v
    WHERE NOT EXISTS (SELECT 1 FROM t_${id} AS t WHERE t.key = v.column1 AND t.position >= v.column2)
    ON CONFLICT (key) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join()}
    WHERE excluded.position > position`
}

const statementsOf = (database: Database, entry: Entry) => ({
  many: database.prepare(upsert(entry, GROUP)),
  one: database.prepare(upsert(entry, 1)),
  remove: database.prepare(`DELETE FROM d_${entry.id} WHERE key = ? AND position < ?`),
  // a document that still stands after `remove` is further than this
  bury: database.prepare(`
    INSERT INTO t_${entry.id} (key, position) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM d_${entry.id} WHERE key = ?1)
    ON CONFLICT (key) DO UPDATE SET position = excluded.position WHERE excluded.position > position`),
})

const runAll = (statement: Statement, cells: readonly Cell[], width: number): number => {
  let written = 0
  for (let at = 0; at < cells.length; at += width)
    written += Number(statement.run(...cells.slice(at, at + width)).changes)
  return written
}

/** Writes rows under the guard of their positions; statements are kept for each table. */
export const batchWriter = (database: Database) => {
  const known = new Map<number, { readonly entry: Entry; readonly statements: ReturnType<typeof statementsOf> }>()

  const statementsFor = (entry: Entry) => {
    const kept = known.get(entry.id)
    if (kept?.entry === entry) return kept.statements
    const statements = statementsOf(database, entry)
    known.set(entry.id, { entry, statements })
    return statements
  }

  /** Answers how many rows were written. Within a transaction. */
  return (entry: Entry, { live, gone }: Packed): number => {
    const { many, one, remove, bury } = statementsFor(entry)
    const width = HEAD + entry.columns.length
    const whole = live.length - (live.length % (width * GROUP))
    let written = runAll(many, live.slice(0, whole), width * GROUP) + runAll(one, live.slice(whole), width)
    for (let at = 0; at < gone.length; at += 2) {
      const [key = '', position = ''] = gone.slice(at, at + 2)
      remove.run(key, position)
      written += Number(bury.run(key, position).changes)
    }
    return written
  }
}
