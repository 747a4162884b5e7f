import { fieldReader, type Value } from '@deskledger/read-store'

/** Stands for null in columns, so that values have one order and no comparison is unknown; JSON has no infinity. */
export const NULL = -Infinity

/** A value as a column holds it. */
export type Cell = number | string

const escaped = (character: string): string => (character === '\0' ? '\x01\x01' : '\x01\x02')
// eslint's no-control-regex forbids these two in a pattern written out
const special = new RegExp(`[${String.fromCharCode(0, 1)}]`, 'g')

/** Drivers end a text at the character zero, so it is written as two others, which keep the order of texts. */
const textCell = (text: string): string => (text.search(special) < 0 ? text : text.replace(special, escaped))

/**
 * The package that stands in for Node's own SQLite binds a number between 0 and 2^-52 as 0. So they are 0 everywhere
 * here: what is compared must not depend on the way it went.
 */
export const settled = <V extends Value>(value: V): V | 0 =>
  typeof value === 'number' && value > 0 && value < Number.EPSILON ? 0 : value

/** A value as columns and comparisons hold it. */
export const cellOf = (value: Value): Cell => (typeof value === 'string' ? textCell(value) : (settled(value) ?? NULL))
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
