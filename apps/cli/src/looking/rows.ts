import { shownInstant } from '@deskledger/nouns'
import type { Context } from '../context.ts'
import { table } from '../words/table.ts'

type Row = Readonly<Record<string, unknown>>
type Cell = string | number | null

const isRecord = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)
const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return isInstant(value) ? shownInstant(value) : value
  if (typeof value === 'number') return value
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value)
}

const isPlain = (value: unknown): boolean => !isRecord(value) && !Array.isArray(value)

/** `labels.metric` beside `count`: one level deep is what a table can show. */
const flat = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      isRecord(value)
        ? Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, one] as const)
        : [[name, value] as const],
    ),
  )

const MOST_COLUMNS = 12

/**
 * Rows of any read model: the fields that are plain values and somewhere filled, those wanted or the first twelve. All of it
 * is in --json.
 */
export const tableOf = (context: Context, rows: readonly object[], wanted?: readonly string[]): string => {
  const all = rows.map((row) => flat(row as Row))
  const names = wanted ?? [...new Set(all.flatMap((row) => Object.keys(row)))]
  const shown = names
    .filter((name) => all.some((row) => cellOf(row[name]) !== null && isPlain(row[name])))
    .slice(0, MOST_COLUMNS)
  const columns = shown.map((head) => ({
    head,
    align: all.some((row) => typeof row[head] === 'number') ? ('right' as const) : ('left' as const),
  }))
  return table(
    context,
    columns,
    all.map((row) => shown.map((name) => cellOf(row[name]))),
  )
}
