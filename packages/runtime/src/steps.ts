import * as E from 'fp-ts/lib/Either.js'

/** Carries the first failure out of the steps; nobody else ever sees it. */
class Stopped extends Error {
  readonly failure: unknown

  constructor(failure: unknown) {
    super('stopped')
    this.failure = failure
  }
}

/** Gives what a step came to, or ends all steps with its failure. */
export type Take<F> = <A>(step: E.Either<F, A> | Promise<E.Either<F, A>>) => Promise<A>

/** Runs steps one after the other, as far as the first failure, which is then the result. */
export const steps = async <F, A>(run: (take: Take<F>) => Promise<A>): Promise<E.Either<F, A>> => {
  try {
    return E.right(
      await run(async (step) => {
        const outcome = await step
        if (E.isLeft(outcome)) throw new Stopped(outcome.left)
        return outcome.right
      }),
    )
  } catch (error) {
    if (error instanceof Stopped) return E.left(error.failure as F)
    throw error
  }
}
