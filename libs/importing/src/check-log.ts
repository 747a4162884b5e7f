import { columnsOf } from './columns.ts'
import type { Mapping } from './mapping.ts'
import { badRows, collectMistakes, type Mistakes } from './mistakes.ts'
import type { Teller } from './progress.ts'
import { records, type CsvRecord, type Dialect } from './records.ts'
import { rowReader, type RowReader } from './row-reader.ts'
import type { Staging } from './staging.ts'
import { Halt, halt } from './trouble.ts'

/** A log whose every record was looked at and waits in the staging. */
export interface Checked {
  readonly reader: RowReader
  readonly rows: number
}

interface Checking {
  readonly mapping: Mapping
  readonly staging: Staging
  readonly signal: AbortSignal | undefined
}

const dialectOf = ({ file = {} }: Mapping): Dialect => ({
  delimiter: file.delimiter ?? ',',
  quote: file.quote === undefined ? '"' : file.quote,
  encoding: file.encoding ?? 'utf-8',
  compression: file.compression ?? 'auto',
})

const headerOf = async (
  rows: AsyncGenerator<CsvRecord>,
  mapping: Mapping,
  name: string,
): Promise<readonly string[]> => {
  const given = mapping.file?.header
  if (given !== undefined && given !== true) return given
  const first = await rows.next()
  if (first.done === true)
    throw halt('Empty', `${name} is empty: not even a line of column names. Export the log again.`)
  return first.value.cells
}

const wrongLength = ({ cells, line }: CsvRecord, expected: number, mistakes: Mistakes): boolean => {
  if (cells.length === expected) return false
  const message = `${cells.length} ${cells.length === 1 ? 'field' : 'fields'} where there are ${expected} columns: a delimiter or a quotation mark is missing or too many`
  mistakes.add({ line, column: '', value: null, message })
  return true
}

/** Looks at a whole log before anything is stored, so that a bad row changes nothing. */
export const checkLog = async (
  { input, reading }: Teller,
  { mapping, staging, signal }: Checking,
): Promise<Checked> => {
  const mistakes = collectMistakes()
  const all = records(input, dialectOf(mapping), signal)
  const header = await headerOf(all, mapping, input.name)
  const reader = rowReader(mapping, columnsOf(header, mapping, input.name), mistakes)
  let rows = 0
  for await (const record of all) {
    rows++
    reading(rows)
    if (wrongLength(record, header.length, mistakes)) continue
    const place = reader.place(record.cells, record.line)
    const row = reader.map(record.cells, record.line)
    if (place && row) staging.add(place, record.line, record.cells)
  }
  if (mistakes.any()) throw new Halt(badRows(input.name, mistakes))
  if (rows === 0) throw halt('Empty', `${input.name} has column names and no rows. Export the log again.`)
  return { reader, rows }
}
