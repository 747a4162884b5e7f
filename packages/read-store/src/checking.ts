import type { Query } from './port.ts'

const MOST = 10_000

const shown = (value: unknown): string => {
  const text = (JSON.stringify(value) as string | undefined) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isScalar = (value: unknown): boolean =>
  value === null || ['boolean', 'string'].includes(typeof value) || Number.isFinite(value)
const isPath = (path: unknown): boolean => typeof path === 'string' && path.split('.').every((name) => name !== '')

const unknownMember = (value: Readonly<Record<string, unknown>>, known: readonly string[]): string | undefined => {
  const name = Object.keys(value).find((member) => !known.includes(member))
  return name === undefined ? undefined : `'${name}' is not known here; known are ${known.join(', ')}`
}

const RANGE = ['from', 'after', 'upTo', 'before']
const PATH = 'must be the name of a field, or names joined by dots'
const SCALAR = 'must be null, true, false, a finite number or a text'

const inRange = (condition: Readonly<Record<string, unknown>>): string | undefined => {
  const name = RANGE.find((end) => condition[end] !== undefined && !isScalar(condition[end]))
  return name === undefined ? unknownMember(condition, ['path', ...RANGE]) : `'${name}' ${SCALAR}`
}

const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isScalar)

/** The forms of a condition that one member tells apart; a range is what is left. */
const forms: readonly (readonly [name: string, fits: (value: unknown) => boolean, rule: string])[] = [
  ['is', isScalar, `'is' ${SCALAR}`],
  ['in', isList, `'in' must be a list; each entry ${SCALAR}`],
  ['prefix', (value) => typeof value === 'string', "'prefix' must be a text"],
]

const inCondition = (condition: unknown): string | undefined => {
  if (!isRecord(condition)) return 'a condition must be an object with a path'
  if (!isPath(condition['path'])) return `'path' ${PATH}`
  const form = forms.find(([name]) => name in condition)
  if (form === undefined) return inRange(condition)
  const [name, right, rule] = form
  return right(condition[name]) ? unknownMember(condition, ['path', name]) : rule
}

const inSort = (sort: unknown): string | undefined => {
  if (!isRecord(sort)) return 'a sort must be an object with a path'
  if (!isPath(sort['path'])) return `'path' ${PATH}`
  if (!['undefined', 'boolean'].includes(typeof sort['descending'])) return `'descending' must be true or false`
  return unknownMember(sort, ['path', 'descending'])
}

const inList = (name: string, list: unknown, one: (entry: unknown) => string | undefined): string | undefined => {
  if (list === undefined) return undefined
  if (!Array.isArray(list)) return `'${name}' must be a list`
  for (const [at, entry] of list.entries()) {
    const mistake = one(entry)
    if (mistake !== undefined) return `${name}[${at}] ${shown(entry)}: ${mistake}`
  }
  return undefined
}

const inLimit = (limit: unknown): string | undefined =>
  limit === undefined || (Number.isSafeInteger(limit) && Number(limit) >= 1 && Number(limit) <= MOST)
    ? undefined
    : `'limit' is ${shown(limit)}; it must be a whole number from 1 to 10,000`

const inAfter = (after: unknown): string | undefined =>
  after === undefined || typeof after === 'string' ? undefined : `'after' must be the 'next' of the page before`

/** SQLite takes about three times as many values in one statement. */
const MOST_LISTED = 10_000
const listed = (condition: unknown): number =>
  isRecord(condition) && Array.isArray(condition['in']) ? condition['in'].length : 1

const inNumber = (where: unknown): string | undefined =>
  Array.isArray(where) && where.reduce((sum: number, condition) => sum + listed(condition), 0) > MOST_LISTED
    ? `'where' lists more than 10,000 values; ask in several queries`
    : undefined

/** What is wrong with conditions; undefined: nothing. Queries come from people too, so types are not trusted here. */
export const mistakeInWhere = (where: unknown): string | undefined =>
  inList('where', where, inCondition) ?? inNumber(where)

/** What is wrong with a query, the first thing found; undefined: nothing. */
export const mistakeInQuery = (query: Query): string | undefined =>
  unknownMember({ ...query }, ['where', 'sort', 'limit', 'after']) ??
  mistakeInWhere(query.where) ??
  inList('sort', query.sort, inSort) ??
  inLimit(query.limit) ??
  inAfter(query.after)
