import { fieldReader, type Value } from '@deskledger/read-store'

/** Stands for null in columns, so that values have one order and no comparison is unknown; JSON has no infinity. */
export const NULL = -Infinity

/** A value as a column holds it. */
export type Cell = number | string

export const cellOf = (value: Value): Cell => value ?? NULL
export const valueOfCell = (cell: unknown): Value =>
  typeof cell === 'string' || Number.isFinite(cell) ? (cell as Value) : null

const parse = (text: string): object => JSON.parse(text) as object

/**
 * The SQL function `field(body, path)`, for paths without an index: reads exactly what an indexed column would hold.
 * SQLite's own JSON functions differ in the last digit of some numbers.
 */
export const fieldFunction = (): ((body: string, path: string) => Cell) => {
  const readers = new Map<string, (document: object) => Value>()
  let last = { body: '{}', document: {} as object }
  return (body, path) => {
    const read = readers.get(path) ?? fieldReader(path)
    readers.set(path, read)
    // one row is asked for several paths, one after the other
    if (last.body !== body) last = { body, document: parse(body) }
    return cellOf(read(last.document))
  }
}
