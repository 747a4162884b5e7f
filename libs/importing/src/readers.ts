import { Body, Count, GroupId, PersonId, ReferenceId, Title } from '@deskledger/kernel'
import type { Columns } from './columns.ts'
import type { Mistakes } from './mistakes.ts'

/** Gives one value of a record. A mistake is collected and read as missing. */
export type Read<Value> = (cells: readonly string[], line: number) => Value | null

/** What a text of a log means: a value, or a sentence that says why it means nothing. */
export type Parse<Value> = (text: string) => { readonly value: Value | null } | { readonly wrong: string }

type Meant<Value> = ReturnType<Parse<Value>>

const MOST_REMEMBERED = 20_000

/** Logs repeat themselves: what a text means is worked out once. */
const remembered = <Value>(meaningOf: (cells: readonly string[]) => Meant<Value>, index: number) => {
  const known = new Map<string, Meant<Value>>()
  return (cells: readonly string[]): Meant<Value> => {
    const raw = cells[index] ?? ''
    const before = known.get(raw)
    if (before) return before
    const meant = meaningOf(cells)
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(raw, meant)
    return meant
  }
}

/** Makes readers for the columns of one log. */
export const readers =
  ({ cellOf, names }: Pick<Columns, 'cellOf' | 'names'>, mistakes: Mistakes) =>
  <Value>(column: string, parse: Parse<Value>): Read<Value> => {
    const cell = cellOf(column)
    const meaningOf = (cells: readonly string[]): Meant<Value> => {
      const text = cell(cells)
      return text === null ? { value: null } : parse(text)
    }
    const index = names.indexOf(column)
    const meaning = index === -1 ? meaningOf : remembered(meaningOf, index)
    return (cells, line) => {
      const meant = meaning(cells)
      if ('value' in meant) return meant.value
      mistakes.add({ line, column, value: cell(cells), message: meant.wrong })
      return null
    }
  }

const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
const manyLines = (text: string): string => text.replaceAll(/[^\P{Cc}\n\r\t]/gu, ' ').trim()

const worded =
  <Value extends string>(
    codec: { readonly is: (value: unknown) => value is Value },
    clean: (text: string) => string,
    limit: string,
  ): Parse<Value> =>
  (text) => {
    const value = clean(text)
    if (value === '') return { value: null }
    return codec.is(value)
      ? { value }
      : { wrong: `too long; at most ${limit}. Shorten it, or leave the column unmapped` }
  }

const OF_A_LINE = '200 characters'
export const person = worded(PersonId, oneLine, OF_A_LINE)
export const group = worded(GroupId, oneLine, OF_A_LINE)
export const reference = worded(ReferenceId, oneLine, OF_A_LINE)
export const title = worded(Title, oneLine, OF_A_LINE)
export const body = worded(Body, manyLines, '64 KiB')

const list = (texts: readonly string[]): string => texts.map((text) => JSON.stringify(text)).join(', ')

/** A text that the mapping gives a meaning, or a sentence that names those it knows. */
export const coded =
  <Value>(values: Readonly<Record<string, Value | null>>): Parse<Value> =>
  (text) =>
    Object.hasOwn(values, text)
      ? { value: values[text] ?? null }
      : { wrong: `the mapping does not know this value; it knows ${list(Object.keys(values))}. Add it to the mapping` }

export const count: Parse<Count> = (text) => {
  const value = Number(text)
  return /^\d{1,15}$/.test(text) && Count.is(value) ? { value } : { wrong: 'a whole number, 0 or more, is expected' }
}
