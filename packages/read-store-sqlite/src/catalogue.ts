import { noSuchTable, type TableId } from '@deskledger/read-store'
import type { Database } from './sqlite.ts'
import { Trouble } from './troubles.ts'

/** What a table has besides key, position and body: column `c<i>` holds the i-th path. */
export interface Shape {
  readonly columns: readonly string[]
  /** indexed paths, in order */
  readonly indexes: readonly (readonly string[])[]
}

export interface Entry extends Shape {
  /** never given twice in one file, not even after a drop */
  readonly id: number
  /** the shape as it stands in the file: another text, another shape */
  readonly shape: string
}

const entryOf = (id: number, shape: string): Entry => ({ id, shape, ...(JSON.parse(shape) as Shape) })

/** Looks a table up each time, since another process may have changed it; parses what it knows only once. */
export const catalogueOf = (database: Database) => {
  const known = new Map<number, Entry>()
  const one = database.prepare('SELECT id, shape FROM views_table WHERE name = ? AND generation = ?')

  const lookUp = ({ name, generation }: TableId): Entry | undefined => {
    const row = one.get(name, generation)
    if (row === undefined) return undefined
    const id = Number(row['id'])
    const shape = String(row['shape'])
    const before = known.get(id)
    if (before?.shape === shape) return before
    const entry = entryOf(id, shape)
    known.set(id, entry)
    return entry
  }
  const mustHave = (table: TableId): Entry => {
    const entry = lookUp(table)
    if (entry === undefined) throw new Trouble(noSuchTable(table))
    return entry
  }
  const recent = new Map<string, Entry>()
  return {
    lookUp,
    /**
     * What stood there when it was last looked up: enough to read by key, and half the cost. When the table was dropped
     * since, reading fails, and is tried once more on what stands there now: ids are never given twice.
     */
    onRecent: <A>(table: TableId, read: (entry: Entry) => A): A => {
      const address = JSON.stringify([table.name, table.generation])
      const before = recent.get(address)
      if (before !== undefined)
        try {
          return read(before)
        } catch {
          recent.delete(address)
        }
      const entry = mustHave(table)
      recent.set(address, entry)
      return read(entry)
    },
    mustHave,
  }
}

export type Catalogue = ReturnType<typeof catalogueOf>

/** Every table there is. */
export const listTables = (database: Database): readonly TableId[] =>
  database
    .prepare('SELECT name, generation FROM views_table ORDER BY id')
    .all()
    .map((row) => ({ name: String(row['name']), generation: String(row['generation']) }))
