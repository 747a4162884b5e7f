import type { Condition, Scalar, Sort, Views } from '@deskledger/read-store'
import { misuse } from '../stop.ts'
import { take } from '../take.ts'

const SAMPLE = 20
const DEFAULT_LIMIT = 20
const MOST = 10_000

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : [])

type Doc = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Doc => typeof value === 'object' && value !== null && !Array.isArray(value)

const pathsIn = (value: unknown, path = ''): readonly string[] =>
  isRecord(value)
    ? [
        path,
        ...Object.entries(value).flatMap(([name, member]) => pathsIn(member, path === '' ? name : `${path}.${name}`)),
      ]
    : [path]

/** Refuses a field that no document has. Fields of free form, such as `imported.fields.x`, are known by their parent. */
const known = async (views: Views, table: string, path: string): Promise<void> => {
  const { found } = take(await views.find(table, { limit: SAMPLE })())
  const paths = new Set(found.flatMap(({ document }) => pathsIn(document)))
  const parent = path.split('.').slice(0, -1).join('.')
  if (found.length === 0 || paths.has(path) || (parent.includes('.') && paths.has(parent))) return
  const fields = [...new Set(found.flatMap(({ document }) => Object.keys(document)))]
  throw misuse(`${table} has no field ${path}. Its fields: ${fields.join(', ')}.`)
}

const literals: Readonly<Record<string, Scalar>> = { null: null, true: true, false: false }

/** What a text may mean besides itself. A text in double quotes is only a text. */
const readings = (text: string): readonly Scalar[] => {
  if (/^".*"$/s.test(text)) return [text.slice(1, -1)]
  if (Object.hasOwn(literals, text)) return [literals[text] ?? null, text]
  return /^-?\d+(\.\d+)?$/.test(text) ? [Number(text), text] : [text]
}

/** The reading that the documents bear out; the first where none does. */
const valueIn = async (views: Views, table: string, where: { path: string; text: string }): Promise<Scalar> => {
  const [first = null, ...others] = readings(where.text)
  for (const other of others) {
    const asFirst = take(await views.find(table, { where: [{ path: where.path, is: first }], limit: 1 })())
    if (asFirst.found.length > 0) return first
    const asOther = take(await views.find(table, { where: [{ path: where.path, is: other }], limit: 1 })())
    if (asOther.found.length > 0) return other
  }
  return first
}

const demand = (path: string, sign: string, value: Scalar): Condition => {
  switch (sign) {
    case '=':
      return { path, is: value }
    case '>=':
      return { path, from: value }
    case '>':
      return { path, after: value }
    case '<=':
      return { path, upTo: value }
    case '<':
      return { path, before: value }
    default:
      return { path, prefix: String(value) }
  }
}

const conditionOf = async (views: Views, table: string, text: string): Promise<Condition> => {
  const parts = /^(?<path>[^=<>^]+)(?<sign>=|>=|<=|>|<|\^=)(?<value>.*)$/s.exec(text)?.groups
  if (!parts)
    throw misuse(`--where: "${text}" is no demand on a field. Write it as field=value, such as --where priority=2.`)
  const { path = '', sign = '', value = '' } = parts
  await known(views, table, path)
  if (sign === '^=') return { path, prefix: value }
  return demand(path, sign, await valueIn(views, table, { path, text: value }))
}

/** `--where` options as conditions: numbers are numbers where the field holds numbers. */
export const conditionsOf = async (views: Views, table: string, where: unknown): Promise<readonly Condition[]> => {
  const conditions: Condition[] = []
  for (const text of textsOf(where)) conditions.push(await conditionOf(views, table, text))
  return conditions
}

/** `--sort` options: a leading minus descends. */
export const sortsOf = async (views: Views, table: string, sort: unknown): Promise<readonly Sort[]> => {
  const sorts = textsOf(sort).map((text) => ({ path: text.replace(/^-/, ''), descending: text.startsWith('-') }))
  for (const { path } of sorts) await known(views, table, path)
  return sorts
}

/** A number of rows, 1 to 10,000. */
export const limitOf = (limit: unknown, fallback = DEFAULT_LIMIT): number => {
  if (typeof limit !== 'string') return fallback
  const rows = Number(limit)
  if (Number.isInteger(rows) && rows >= 1 && rows <= MOST) return rows
  throw misuse(`--limit: "${limit}" is no number of rows from 1 to 10,000.`)
}
