import { stringify } from 'csv-stringify/sync'
import { isObject, type JsonObject } from '../http/json.ts'

/** `raised.by` beside `summary`: members of members get names joined by dots; lists are JSON. */
const flat = (row: JsonObject, before = ''): readonly (readonly [string, unknown])[] =>
  Object.entries(row).flatMap(([name, value]) =>
    isObject(value) ? flat(value, `${before}${name}.`) : [[`${before}${name}`, value] as const],
  )

/** A cell that a spreadsheet would run is shown as a text. @source OWASP, CSV Injection */
const cellOf = (value: unknown): string => {
  const text = typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value)
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** Rows as a table, RFC 4180; its columns are all members that any row has. */
export const csvOf = (rows: readonly object[]): string => {
  const all = rows.map((row) => Object.fromEntries(flat(row as JsonObject)))
  const names = [...new Set(all.flatMap((row) => Object.keys(row)))]
  return stringify([names, ...all.map((row) => names.map((name) => cellOf(row[name])))], { record_delimiter: '\r\n' })
}
