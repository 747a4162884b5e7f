import * as E from 'fp-ts/lib/Either.js'
import type { RuntimeFailure } from '@deskledger/runtime'

type Outcome = E.Either<RuntimeFailure, void>

/** Something that this process does for as long as it is there. */
export interface Duty {
  /** Works until the signal aborts; a failure is one that only a person can mend. */
  readonly run: (signal: AbortSignal) => Promise<Outcome>
}

/** Does all duties at once. One that fails ends the others; its failure is the answer. */
export const runAll = async (duties: readonly Duty[], signal: AbortSignal): Promise<Outcome> => {
  const failed = new AbortController()
  const either = AbortSignal.any([signal, failed.signal])
  const outcomes = await Promise.all(
    duties.map(async ({ run }) => {
      const outcome = await run(either)
      if (E.isLeft(outcome)) failed.abort()
      return outcome
    }),
  )
  return outcomes.find(E.isLeft) ?? E.right(undefined)
}
