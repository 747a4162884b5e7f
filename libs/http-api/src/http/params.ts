import * as E from 'fp-ts/lib/Either.js'
import { instantOf, isInstant, type Instant, type Json, type Mistake } from '@deskledger/kernel'
import type { JsonSchema, Parameter } from '@deskledger/openapi'

/** A query parameter: what the document says of it, and how its text is read. */
export interface Param<A> {
  readonly description: string
  readonly schema: JsonSchema
  readonly example: Json
  /** may be given several times: then it is read as a list */
  readonly isList?: boolean
  /** a failure says what would be right */
  readonly read: (text: string) => E.Either<string, A>
}

type Words = Pick<Param<unknown>, 'description' | 'example'>

export const text = (words: Words, form?: RegExp): Param<string> => ({
  ...words,
  schema: { type: 'string', minLength: 1, maxLength: 4096, ...(form === undefined ? {} : { pattern: form.source }) },
  read: (given) =>
    given.length > 0 && given.length <= 4096 && (form === undefined || form.test(given))
      ? E.right(given)
      : E.left(form === undefined ? 'must be a text of 1 to 4096 characters' : `must have the form ${form.source}`),
})

export const list = <A>(param: Param<A>): Param<A> => ({ ...param, isList: true })

const WRITTEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/i

/** The platform takes 30 February for 2 March: there must be such a day, and such a time of it. */
const isTime = (given: string): boolean => WRITTEN.test(given) && isInstant(`${given.slice(0, 19).toUpperCase()}.000Z`)

/** A point in time, as ISO 8601 with its zone. */
export const instant = (description: string): Param<Instant> => ({
  description,
  schema: { type: 'string', format: 'date-time' },
  example: '2025-03-01T09:30:00.000Z',
  read: (given) => {
    const milliseconds = isTime(given) ? Date.parse(given) : Number.NaN
    const read = Number.isNaN(milliseconds) ? undefined : instantOf(milliseconds)
    return read !== undefined && isInstant(read)
      ? E.right(read)
      : E.left('must be a point in time with its zone, such as 2025-03-01T09:30:00Z')
  },
})

export const count = (
  description: string,
  { from, to }: { readonly from: number; readonly to: number },
): Param<number> => ({
  description,
  schema: { type: 'integer', minimum: from, maximum: to },
  example: Math.min(to, Math.max(from, 20)),
  read: (given) =>
    /^\d{1,9}$/.test(given) && Number(given) >= from && Number(given) <= to
      ? E.right(Number(given))
      : E.left(`must be a whole number from ${from} to ${to}`),
})

export const oneOf = <const W extends string>(description: string, words: readonly [W, ...W[]]): Param<W> => ({
  description,
  schema: { type: 'string', enum: [...words] },
  example: words[0],
  read: (given) => {
    const found = words.find((word) => word === given)
    return found === undefined ? E.left(`must be one of ${words.join(', ')}`) : E.right(found)
  },
})

/** As the document lists them. */
export const parametersOf = (query: Readonly<Record<string, Param<unknown>>>): readonly Parameter[] =>
  Object.entries(query).map(([name, { description, schema, example, isList = false }]) => ({
    name,
    in: 'query',
    description,
    says: { schema: isList ? { type: 'array', items: schema, maxItems: 50 } : schema },
    example: isList ? [example] : example,
  }))

type Given = Readonly<Record<string, string | readonly string[]>>

const valueOf = (
  { isList = false, read }: Param<unknown>,
  given: string | readonly string[],
): E.Either<string, unknown> => {
  const texts = typeof given === 'string' ? [given] : given
  if (texts.length > (isList ? 50 : 1)) return E.left(isList ? 'may be given 50 times' : 'may be given once')
  const values = E.traverseArray(read)(texts)
  return isList ? values : E.map((all: readonly unknown[]) => all[0])(values)
}

/** Reads all that was given, with every mistake. */
export const readAll = (
  query: Readonly<Record<string, Param<unknown>>>,
  given: Given,
): E.Either<readonly Mistake[], Readonly<Record<string, unknown>>> => {
  const mistakes: Mistake[] = []
  const values: [string, unknown][] = []
  for (const [name, texts] of Object.entries(given)) {
    const param = Object.hasOwn(query, name) ? query[name] : undefined
    const known = Object.keys(query).join(', ') || 'none'
    const value = param === undefined ? E.left(`is no parameter here; there are: ${known}`) : valueOf(param, texts)
    if (E.isLeft(value)) mistakes.push({ pointer: `?${name}`, message: value.left })
    else values.push([name, value.right])
  }
  return mistakes.length > 0 ? E.left(mistakes) : E.right(Object.fromEntries(values))
}
