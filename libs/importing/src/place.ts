import { IncidentId, type Instant } from '@deskledger/kernel'
import type { Columns } from './columns.ts'
import type { Mapping } from './mapping.ts'
import type { Mistakes } from './mistakes.ts'
import type { Parse, Read, readers } from './readers.ts'

/** Where a row belongs. */
export interface Place {
  readonly key: IncidentId
  /** what the rows of a key are ordered by; null: their order in the file */
  readonly order: number | string | null
}

type Make = ReturnType<typeof readers>

export const keyParse =
  (prefix: string): Parse<IncidentId> =>
  (text) => {
    const value = `${prefix}${text}`
    return IncidentId.is(value)
      ? { value }
      : { wrong: 'this is no number of an incident: one line of at most 100 characters' }
  }

const numeric: Parse<number> = (text) =>
  text !== '' && Number.isFinite(Number(text)) ? { value: Number(text) } : { wrong: 'a number is expected' }

/** A reader of what no row may be without. */
export const mandatory = <Value>(
  column: string,
  read: Read<Value>,
  { cellOf, mistakes }: { readonly cellOf: Columns['cellOf']; readonly mistakes: Mistakes },
): Read<Value> => {
  const cell = cellOf(column)
  return (cells, line) => {
    if (cell(cells) === null) mistakes.add({ line, column, value: null, message: 'missing; every row needs it' })
    return read(cells, line)
  }
}

const orderReader = (
  mapping: Mapping,
  make: Make,
  times: ReadonlyMap<string, Parse<Instant>>,
): Read<number | string> | null => {
  const order = mapping.rows?.order ?? 'file'
  if (order === 'file') return null
  if (order.as === 'number') return make(order.column, numeric)
  return make<string>(
    order.column,
    (order.as === 'time' ? times.get(order.column) : undefined) ?? ((value) => ({ value })),
  )
}

export const placeReader = (
  mapping: Mapping,
  columns: Columns,
  tools: { readonly make: Make; readonly times: ReadonlyMap<string, Parse<Instant>>; readonly mistakes: Mistakes },
): Read<Place> => {
  const needs = { cellOf: columns.cellOf, mistakes: tools.mistakes }
  const keyOf = mandatory(mapping.key.column, tools.make(mapping.key.column, keyParse(mapping.key.prefix ?? '')), needs)
  const ordered = orderReader(mapping, tools.make, tools.times)
  const column = mapping.rows && mapping.rows.order !== 'file' ? mapping.rows.order.column : ''
  const orderOf = ordered && mandatory(column, ordered, needs)
  return (cells, line) => {
    const key = keyOf(cells, line)
    const order = orderOf ? orderOf(cells, line) : null
    return key === null || (orderOf && order === null) ? null : { key, order }
  }
}
