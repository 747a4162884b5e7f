import type { Mapping } from './mapping.ts'
import { halt } from './trouble.ts'

/** Gives one cell of a record; null: missing. */
type Cell = (cells: readonly string[]) => string | null

/** The columns of one log as its mapping sees them. */
export interface Columns {
  readonly names: readonly string[]
  readonly cellOf: (name: string) => Cell
  /** columns that the mapping names nowhere */
  readonly fields: readonly string[]
}

const DEFAULT_SEPARATOR = ' '

const strings = (...names: readonly (string | null | undefined)[]): readonly string[] =>
  names.filter((name) => typeof name === 'string')

/** Whether different texts always mean different things, so that the meaning tells the text. */
const isTelling = (meanings: Readonly<Record<string, unknown>>): boolean => {
  const all = Object.values(meanings).map((meaning) => JSON.stringify(meaning))
  return !all.includes('null') && new Set(all).size === all.length
}

/** Columns whose text cannot be told from what it means; they are kept raw besides. */
const untold = ({ states, tracked = {}, verdict }: Mapping): readonly string[] => {
  const coded = Object.values(tracked).flatMap((one) =>
    typeof one === 'object' && !isTelling(one.values) ? [one.column] : [],
  )
  const several = verdict && Math.max(verdict.true.length, verdict.false.length) > 1
  const vague = states.columns.length > 1 || !isTelling(states.map)
  return [...coded, ...(several ? [verdict.column] : []), ...(vague ? states.columns : [])]
}

/** Columns whose text stands in the ledger as it is, or whose meaning tells it. */
const told = (mapping: Mapping): readonly string[] => {
  const {
    key,
    at,
    reportedAt,
    by,
    rows,
    states,
    tracked = {},
    counters,
    links = {},
    verdict,
    note,
    finals = {},
  } = mapping
  const vague = new Set(untold(mapping))
  const meant = [
    ...states.columns,
    ...Object.values(tracked).map((one) => (typeof one === 'object' ? one.column : one)),
  ]
  const plain = strings(...Object.values(tracked).filter((one) => typeof one === 'string'))
  return strings(
    key.column,
    at,
    reportedAt,
    by.column,
    rows && rows.order !== 'file' ? rows.order.column : null,
    ...[...meant, verdict?.column].filter((name) => name === undefined || !vague.has(name)),
    ...plain,
    counters?.reassignments,
    ...Object.values(links),
    note,
    ...Object.values(finals),
  )
}

/** Columns that a mapping gives a meaning, joined ones included. */
export const used = (mapping: Mapping): readonly string[] => [...told(mapping), ...untold(mapping)]

/** Columns of the file that need not be kept raw, joined ones replaced by their parts. */
const spokenFor = (mapping: Mapping): readonly string[] => {
  const { joined = {}, ignore = {} } = mapping
  const parts = Object.values(joined).flatMap(({ columns }) => columns)
  return [...told(mapping), ...Object.keys(ignore), ...parts].filter((name) => !Object.hasOwn(joined, name))
}

const list = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(', ')

/** What is said when columns are missing. */
const lacking = (missing: readonly string[], names: readonly string[], { name }: Mapping): string =>
  `lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${list(missing)} that the mapping "${name}" needs. It has: ${list(names)}. Add what is missing to the log, or correct the mapping.`

const neededOf = (mapping: Mapping): ReadonlySet<string> => {
  const { joined = {}, times } = mapping
  const others = [...untold(mapping), ...times.flatMap(({ columns }) => columns)]
  return new Set([...spokenFor(mapping), ...others.filter((name) => !Object.hasOwn(joined, name))])
}

const checkNames = (names: readonly string[], mapping: Mapping, file: string): void => {
  const needed = neededOf(mapping)
  const missing = [...needed].filter((name) => !names.includes(name))
  if (missing.length > 0 && names.length === 1 && needed.size > 1)
    throw halt(
      'NotCsv',
      `${file} is not CSV with the delimiter ${JSON.stringify(mapping.file?.delimiter ?? ',')}: its first line holds one column alone. Correct the file, or file.delimiter of the mapping.`,
    )
  if (missing.length > 0) throw halt('MissingColumns', `${file} ${lacking(missing, names, mapping)}`)
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  if (twice.length > 0)
    throw halt('NotCsv', `${file} has several columns named ${list([...new Set(twice)])}. Give each a name of its own.`)
}

const checkClashes = (
  names: readonly string[],
  fields: readonly string[],
  { joined = {}, finals = {} }: Mapping,
): void => {
  const taken = Object.keys(joined).filter((name) => names.includes(name))
  if (taken.length > 0)
    throw halt(
      'BadMapping',
      `The mapping joins columns as ${list(taken)}, but the log has columns of that name. Choose other names.`,
    )
  const clash = Object.keys(finals).filter((name) => fields.includes(name))
  if (clash.length > 0)
    throw halt(
      'BadMapping',
      `The mapping names finals ${list(clash)}, but the log has columns of that name which are mapped nowhere. Rename the finals.`,
    )
}

/** Fits a mapping to the column names of a log. */
export const columnsOf = (header: readonly string[], mapping: Mapping, file: string): Columns => {
  const names = header.map((name, index) => (name.trim() === '' ? `column ${index + 1}` : name.trim()))
  checkNames(names, mapping, file)
  const missing = new Set(['', ...(mapping.missing ?? [])])
  const joined = mapping.joined ?? {}
  const plain = (name: string): Cell => {
    const index = names.indexOf(name)
    return (cells) => {
      const text = (cells[index] ?? '').trim()
      return missing.has(text) ? null : text
    }
  }
  const cellOf = (name: string): Cell => {
    const join = Object.hasOwn(joined, name) ? joined[name] : undefined
    if (!join) return plain(name)
    const parts = join.columns.map(plain)
    return (cells) => {
      const texts = parts.map((part) => part(cells)).filter((text) => text !== null)
      return texts.length === 0 ? null : texts.join(join.separator ?? DEFAULT_SEPARATOR)
    }
  }
  const known = new Set(spokenFor(mapping))
  const joinedFields = untold(mapping).filter((name) => Object.hasOwn(joined, name) && !known.has(name))
  const fields = [...names.filter((name) => !known.has(name)), ...new Set(joinedFields)]
  checkClashes(names, fields, mapping)
  return { names, cellOf, fields }
}
