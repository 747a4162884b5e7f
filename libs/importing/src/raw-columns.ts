import type { Columns } from './columns.ts'
import type { Mapping } from './mapping.ts'
import type { Parse, Read } from './readers.ts'

/** Raw texts by name, null where missing; times as instants. */
type Raw = Readonly<Record<string, string | null>>
type Make = (column: string, parse: Parse<string>) => Read<string>

const asItIs: Parse<string> = (value) => ({ value })

const rawReader =
  (columns: readonly (readonly [string, Read<string>])[]) =>
  (cells: readonly string[], line: number): Raw => {
    const raw: Record<string, string | null> = {}
    for (const [name, read] of columns) raw[name] = read(cells, line)
    return raw
  }

/** Reads columns that the mapping names nowhere, and those whose last value stands from the first row on. */
export const rawReaders = (
  { finals = {} }: Mapping,
  { fields }: Columns,
  tools: { readonly make: Make; readonly times: ReadonlyMap<string, Parse<string>> },
) => {
  const reader = (column: string): Read<string> => tools.make(column, tools.times.get(column) ?? asItIs)
  return {
    fields: rawReader(fields.map((column) => [column, reader(column)] as const)),
    finals: rawReader(Object.entries(finals).map(([name, column]) => [name, reader(column)] as const)),
  }
}
