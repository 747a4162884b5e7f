import * as E from 'fp-ts/lib/Either.js'
import { badQuery } from './failures.ts'
import type { Change, TableId, ViewFailure } from './port.ts'

/** Half a surrogate pair has no UTF-8 form, and drivers end a text at the character zero. */
const unholdable = /[\p{Cs}\0]/u
const RULE = 'at least one character, no character zero and no half of a surrogate pair'

/** A key or name that every store can hold and tell from others. */
const isName = (text: string): boolean => text !== '' && !unholdable.test(text)

/**
 * Checks the names of a table.
 * @errors  BadQuery
 */
export const checkTable = (table: TableId): E.Either<ViewFailure, TableId> =>
  isName(table.name) && isName(table.generation)
    ? E.right(table)
    : E.left(
        badQuery(
          `The table '${table.name}' of generation '${table.generation}' cannot be made: both names must hold ${RULE}.`,
        ),
      )

/**
 * A document as JSON text; undefined: it is gone.
 * @errors  BadQuery: the key is empty or holds what no store can tell apart, or the document is no JSON
 */
export const textOfChange = (table: TableId, { key, document }: Change): E.Either<ViewFailure, string | undefined> => {
  if (!isName(key))
    return E.left(badQuery(`A key of table '${table.name}' cannot be written: '${key}'. It must hold ${RULE}.`))
  if (document === undefined) return E.right(undefined)
  const text = E.tryCatch(
    () => JSON.stringify(document) as string | undefined,
    (error) => String(error),
  )
  return E.isRight(text) && text.right?.startsWith('{')
    ? E.right(text.right)
    : E.left(
        badQuery(
          `The document '${key}' of table '${table.name}' cannot be written: it must be a JSON object${E.isLeft(text) ? ` (${text.left})` : ''}.`,
        ),
      )
}
