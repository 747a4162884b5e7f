import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { sha256 } from '@deskledger/kernel'
import { mistakeInQuery, mistakeInWhere } from './checking.ts'
import { demandOf, type Demand } from './demands.ts'
import { badQuery } from './failures.ts'
import type { Condition, Query, TableId, ViewFailure } from './port.ts'
import type { Value } from './values.ts'

/** Where a page ended: the sorted values of its last document, and its key. */
export interface Place {
  readonly values: readonly Value[]
  readonly key: string
}

export interface Criterion {
  readonly path: string
  readonly descending: boolean
}

/** A query that was checked, in the fewest forms. */
export interface Plan {
  readonly where: readonly Demand[]
  readonly sort: readonly Criterion[]
  /** whether the key, always the last criterion, descends */
  readonly descending: boolean
  readonly limit: number
  /** only what comes after it in this order */
  readonly after: Place | undefined
  /** what a cursor must name to be one of this query */
  readonly mark: string
}

const toBase64Url = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const fromBase64Url = (text: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0)),
  )

/** The cursor of the page after one that ended here. */
export const cursorAt = (plan: Plan, { values, key }: Place): string =>
  toBase64Url(JSON.stringify([plan.mark, key, ...values]))

const isValue = (value: unknown): value is Value => value === null || ['number', 'string'].includes(typeof value)

const placeOf = (cursor: string, mark: string, sorts: number): E.Either<ViewFailure, Place> => {
  const wrong = badQuery(
    "The cursor given as 'after' is not one of this query. Use the 'next' of a page with the same table, where and sort, or begin without.",
  )
  return pipe(
    E.tryCatch(
      () => JSON.parse(fromBase64Url(cursor)) as unknown,
      () => wrong,
    ),
    E.flatMap((parts) => {
      if (!Array.isArray(parts) || !parts.every(isValue) || parts.length !== sorts + 2) return E.left(wrong)
      const [of, key, ...values] = parts as readonly Value[]
      return of === mark && typeof key === 'string' ? E.right({ values, key }) : E.left(wrong)
    }),
  )
}

const refusal = ({ name }: TableId, mistake: string): ViewFailure =>
  badQuery(`The query on table '${name}' cannot be answered: ${mistake}.`)

/**
 * Checks conditions.
 * @errors  BadQuery: names the condition and what it must be
 */
export const demandsOf = (
  table: TableId,
  where: readonly Condition[] = [],
): E.Either<ViewFailure, readonly Demand[]> => {
  const mistake = mistakeInWhere(where)
  return mistake === undefined ? E.right(where.map(demandOf)) : E.left(refusal(table, mistake))
}

/**
 * Checks a query and its cursor.
 * @errors  BadQuery: names what is wrong and what it must be
 */
export const planOf = (table: TableId, query: Query): E.Either<ViewFailure, Plan> => {
  const mistake = mistakeInQuery(query)
  if (mistake !== undefined) return E.left(refusal(table, mistake))
  const where = (query.where ?? []).map(demandOf)
  const sort = (query.sort ?? []).map(({ path, descending = false }) => ({ path, descending }))
  // not the generation: a reader may turn the page while a rebuilt table takes the place of the old one
  const mark = sha256(JSON.stringify([table.name, where, sort])).slice(0, 16)
  const plan = { where, sort, descending: sort.at(-1)?.descending ?? false, limit: query.limit ?? 100, mark }
  return query.after === undefined
    ? E.right({ ...plan, after: undefined })
    : pipe(
        placeOf(query.after, mark, sort.length),
        E.map((after) => ({ ...plan, after })),
      )
}
