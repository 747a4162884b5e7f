import type { TableId } from '@deskledger/read-store'
import type { Catalogue, Entry, Shape } from './catalogue.ts'
import type { Database } from './sqlite.ts'

const textOf = ({ columns, indexes }: Shape): string => JSON.stringify({ columns, indexes })
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((path, at) => path === b[at])

const create = (database: Database, { name, generation }: TableId): Entry => {
  const shape = textOf({ columns: [], indexes: [] })
  const { lastInsertRowid } = database
    .prepare('INSERT INTO views_table (name, generation, shape) VALUES (?, ?, ?)')
    .run(name, generation, shape)
  const id = Number(lastInsertRowid)
  // Tombstones stand apart: lists and counts never meet them, however many there are. No constraints: a statement of
  // many rows that one of them could end half-way keeps a journal of its own, which doubles the cost of writing.
  database.exec(`
    CREATE TABLE d_${id} (key TEXT PRIMARY KEY, position TEXT, body TEXT);
    CREATE TABLE t_${id} (key TEXT PRIMARY KEY, position TEXT) WITHOUT ROWID`)
  return { id, shape, columns: [], indexes: [] }
}

const addColumns = (database: Database, { id, columns }: Entry, added: readonly string[]): void => {
  if (added.length === 0) return
  const names = added.map((_, at) => `c${columns.length + at}`)
  for (const name of names) database.exec(`ALTER TABLE d_${id} ADD COLUMN ${name}`)
  const values = names.map((name, at) => `${name} = field(body, ${quoted(added[at] ?? '')})`)
  database.exec(`UPDATE d_${id} SET ${values.join(', ')}`)
}

const addIndexes = (database: Database, { id, columns, indexes }: Entry, first: number): void => {
  for (const [at, paths] of indexes.entries()) {
    if (at < first) continue
    const names = paths.map((path) => `c${columns.indexOf(path)}`)
    database.exec(`CREATE INDEX d_${id}_${at} ON d_${id} (${[...names, 'key'].join(', ')})`)
  }
}

/** Makes what is not there yet: the table, columns for newly indexed paths (filled), indexes. Within a transaction. */
export const prepareTable = (
  database: Database,
  catalogue: Catalogue,
  wanted: { readonly table: TableId; readonly indexes: readonly (readonly string[])[] },
): void => {
  const entry = catalogue.lookUp(wanted.table) ?? create(database, wanted.table)
  const added = wanted.indexes.filter(
    (paths, at) =>
      paths.length > 0 &&
      !entry.indexes.some((known) => same(known, paths)) &&
      wanted.indexes.findIndex((other) => same(other, paths)) === at,
  )
  const paths = [...new Set(added.flat())].filter((path) => !entry.columns.includes(path))
  if (added.length === 0) return
  addColumns(database, entry, paths)
  const shape = { columns: [...entry.columns, ...paths], indexes: [...entry.indexes, ...added] }
  addIndexes(database, { ...entry, ...shape }, entry.indexes.length)
  database.prepare('UPDATE views_table SET shape = ? WHERE id = ?').run(textOf(shape), entry.id)
}

/** Removes a table, if it is there. Within a transaction. */
export const dropTable = (database: Database, catalogue: Catalogue, table: TableId): void => {
  const entry = catalogue.lookUp(table)
  if (entry === undefined) return
  database.exec(`DROP TABLE d_${entry.id}; DROP TABLE t_${entry.id}`)
  database.prepare('DELETE FROM views_table WHERE id = ?').run(entry.id)
}
