import type { RecordImportedRow } from '@deskledger/practices/incident'
import type { Mapping } from './mapping.ts'
import { body, coded, group, person, reference, title, type Parse, type Read } from './readers.ts'

type Make = <Value>(column: string, parse: Parse<Value>) => Read<Value>
type Named = readonly [string, Read<unknown>]

const texts = {
  summary: title,
  description: body,
  caller: person,
  customer: reference,
  service: reference,
  location: title,
  category: title,
  subcategory: title,
  group,
  assignee: person,
  resolutionCode: title,
  resolutionText: body,
} as const
const codes = ['channel', 'impact', 'urgency', 'priority'] as const

const collected = (columns: readonly Named[]) => (cells: readonly string[], line: number) => {
  const whole: Record<string, unknown> = {}
  for (const [name, read] of columns) whole[name] = read(cells, line)
  return whole
}

/** Reads the columns with a meaning of their own; those not mapped are not there. */
export const trackedReader = (
  { tracked = {} }: Mapping,
  make: Make,
): ((cells: readonly string[], line: number) => RecordImportedRow['tracked']) => {
  const plain = (Object.keys(texts) as (keyof typeof texts)[]).flatMap((name): readonly Named[] => {
    const column = tracked[name]
    const parse: Parse<string> = texts[name]
    return column === undefined ? [] : [[name, make(column, parse)]]
  })
  const chosen = codes.flatMap((name): readonly Named[] => {
    const column = tracked[name]
    return column === undefined ? [] : [[name, make(column.column, coded<string | number>(column.values))]]
  })
  return collected([...plain, ...chosen])
}

export const linkReader = (
  { links = {} }: Mapping,
  make: Make,
): ((cells: readonly string[], line: number) => RecordImportedRow['links']) =>
  collected(Object.entries(links).map(([kind, column]): Named => [kind, make(column, reference)]))
