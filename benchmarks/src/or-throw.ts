import * as E from 'fp-ts/lib/Either.js'

/** A benchmark that fails has no figure: it ends. */
export const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}
