import { stringify } from 'csv-stringify/sync'

type Row = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `raised.by` beside `summary`: members of members get names joined by dots; lists are JSON. */
const flat = (row: Row, before = ''): readonly (readonly [string, unknown])[] =>
  Object.entries(row).flatMap(([name, value]) =>
    isRecord(value) ? flat(value, `${before}${name}.`) : [[`${before}${name}`, value] as const],
  )

/** A cell that a spreadsheet would run is shown as a text. @source OWASP, CSV Injection */
const cellOf = (value: unknown): string => {
  const text = typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value)
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** Rows as a table, RFC 4180; its columns are all members that any row has. */
export const csvOf = (rows: readonly object[]): string => {
  const all = rows.map((row) => Object.fromEntries(flat(row as Row)))
  const names = [...new Set(all.flatMap((row) => Object.keys(row)))]
  return stringify([names, ...all.map((row) => names.map((name) => cellOf(row[name])))], { record_delimiter: '\r\n' })
}
