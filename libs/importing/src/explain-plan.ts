import type { Mapping } from './mapping.ts'

const quoted = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(', ')

const stateLines = ({ states }: Mapping): readonly string[] =>
  Object.entries(states.map).map(([state, meaning]) => {
    const reason = meaning?.holdReason === undefined ? '' : ` (${meaning.holdReason})`
    return `  ${JSON.stringify(state)} is ${meaning ? `${meaning.status}${reason}` : 'no state'}`
  })

const orderWords = ({ rows }: Mapping): string => {
  const order = rows?.order ?? 'file'
  return order === 'file' ? 'in the order of the file' : `by ${JSON.stringify(order.column)} as ${order.as}`
}

const columnLines = (title: string, columns: Readonly<Record<string, unknown>> | undefined): readonly string[] => {
  const all = Object.entries(columns ?? {})
  if (all.length === 0) return []
  const words = all.map(([name, column]) => {
    const of = typeof column === 'object' && column !== null && 'column' in column ? column.column : column
    return `${name} from ${JSON.stringify(of)}`
  })
  return [`${title}: ${words.join(', ')}.`]
}

/** What an import with this mapping will do, in words, a line each. */
export const explainPlan = (mapping: Mapping): readonly string[] => [
  `Mapping "${mapping.name}", source "${mapping.source}".`,
  `Rows belong together by ${JSON.stringify(mapping.key.column)}${mapping.key.prefix === undefined ? '' : `, called ${mapping.key.prefix}…`}, ${orderWords(mapping)}.`,
  `A row happened at ${JSON.stringify(mapping.at)}, made by ${mapping.by.column === null ? mapping.by.otherwise : JSON.stringify(mapping.by.column)}; reported at ${mapping.reportedAt ? JSON.stringify(mapping.reportedAt) : 'the first row'}.`,
  ...mapping.times.map(({ columns, format, zone }) => `Times of the form ${format}, ${zone}: ${quoted(columns)}.`),
  `States from ${quoted(mapping.states.columns)}:`,
  ...stateLines(mapping),
  ...columnLines('Changes become events', mapping.tracked),
  ...columnLines('Links', mapping.links),
  ...columnLines('Counted by the source', mapping.counters),
  ...columnLines('Service-level verdict', mapping.verdict && { verdict: mapping.verdict.column }),
  ...columnLines('Notes', mapping.note === undefined ? undefined : { note: mapping.note }),
  ...columnLines('Final from the first row on', mapping.finals),
  ...Object.entries(mapping.ignore ?? {}).map(([column, why]) => `Left out: ${JSON.stringify(column)}: ${why}.`),
  'All other columns are kept under their own names; their changes become updates.',
]
