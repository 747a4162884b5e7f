import * as E from 'fp-ts/lib/Either.js'
import { mixedRepeat, wrongRevision } from './failures.ts'
import type { StoreFailure } from './port.ts'

/** What an append expects of its stream. */
export interface Expectation {
  readonly stream: string
  readonly expected: number
  readonly ids: readonly string[]
}

/**
 * Whether an append is new, or stands there already.
 * `actual` is the last revision of the stream, `idAt` the id of the event at a revision up to it.
 */
export const judge = (
  { stream, expected, ids }: Expectation,
  actual: number,
  idAt: (revision: number) => string | undefined,
): E.Either<StoreFailure, 'new' | 'repeated'> => {
  if (expected === actual) return E.right('new')
  if (expected > actual) return wrongRevision(stream, expected, actual)
  const standing = ids.filter((id, i) => expected + 1 + i <= actual && idAt(expected + 1 + i) === id).length
  if (standing === ids.length) return E.right('repeated')
  return standing === 0 ? wrongRevision(stream, expected, actual) : mixedRepeat(stream, expected)
}
