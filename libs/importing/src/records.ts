import { pipeline } from 'node:stream/promises'
import { CsvError, parse, type Options } from 'csv-parse'
import { asUtf8, type Encoding } from './encodings.ts'
import { unpacked, type Compression, type Input } from './input.ts'
import { halt, wordsOf } from './trouble.ts'

/** How a log's file is written. */
export interface Dialect {
  readonly delimiter: string
  readonly quote: string | null
  readonly encoding: Encoding
  readonly compression: Compression
}

/** One record: `line` is its (last) line in the file, from 1. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
}

const MOST_RECORD_BYTES = 4 * 1024 * 1024

/** What the parser gives with `info`. */
interface Informed {
  readonly info: { readonly lines: number }
  readonly record: readonly string[]
}

const optionsOf = ({ delimiter, quote }: Dialect): Options => ({
  delimiter,
  quote: quote ?? false,
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: MOST_RECORD_BYTES,
})

const lineOf = (error: CsvError): string => {
  const line: unknown = (error as { readonly lines?: unknown }).lines
  return typeof line === 'number' ? `Line ${line}` : 'A line'
}

const csvTrouble = (error: unknown, name: string): unknown => {
  if (!(error instanceof CsvError)) return error
  const about =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a quotation mark is opened and never closed'
      : error.code === 'CSV_MAX_RECORD_SIZE'
        ? `a record is longer than ${MOST_RECORD_BYTES} bytes: a quotation mark is never closed, or this is no CSV`
        : wordsOf(error).split('\n')[0]
  return halt(
    'NotCsv',
    `${lineOf(error)} of ${name} is not CSV: ${String(about)}. Correct it, or file.delimiter and file.quote of the mapping.`,
  )
}

/** The records of a log, the line of column names included. Holds a few of them at a time, whatever the size of the file. */
export async function* records(
  input: Input,
  dialect: Dialect,
  signal: AbortSignal | undefined,
): AsyncGenerator<CsvRecord, void, undefined> {
  const parser = parse(optionsOf(dialect))
  const bytes = asUtf8(unpacked(input, dialect.compression), dialect.encoding, input.name)
  const flow = pipeline(bytes, parser, signal ? { signal } : {}).catch(() => undefined) // the loop below is told too
  try {
    for await (const { info, record } of parser as AsyncIterable<Informed>) yield { line: info.lines, cells: record }
  } catch (error) {
    throw csvTrouble(error, input.name)
  } finally {
    parser.destroy()
    await flow
  }
}
