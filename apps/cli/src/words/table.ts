import Table from 'cli-table3'
import type { Context } from '../context.ts'
import { paintResult } from '../answer.ts'

const rules = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
const lines = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid']
const bare = Object.fromEntries([...rules, ...lines].map((name) => [name, '']))

/** A column: its heading, and `right` where numbers stand. */
export interface Column {
  readonly head: string
  readonly align?: 'left' | 'right'
}

const MOST = 60
const cut = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text)
const flat = (text: string): string => cut(text.replace(/\s+/g, ' '))

/** Rows under headings, without lines, for eyes; `null` is shown as a dash. */
export const table = (
  context: Context,
  columns: readonly Column[],
  rows: readonly (readonly (string | number | null)[])[],
): string => {
  const paint = paintResult(context)
  const made = new Table({
    head: columns.map(({ head }) => paint('bold', head)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: { ...bare, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  for (const row of rows) made.push(row.map((cell) => (cell === null ? '-' : flat(String(cell)))))
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** `label  value` lines. */
export const facts = (context: Context, pairs: readonly (readonly [string, string])[]): string => {
  const paint = paintResult(context)
  const width = Math.max(...pairs.map(([label]) => label.length))
  return pairs.map(([label, value]) => `${paint('bold', label.padEnd(width))}  ${value}`.trimEnd()).join('\n')
}
