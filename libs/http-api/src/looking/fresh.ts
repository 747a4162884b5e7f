import * as E from 'fp-ts/lib/Either.js'
import type { Position } from '@deskledger/kernel'
import type { RuntimeFailure } from '@deskledger/runtime'
import type { ApiLedger } from '../api-ledger.ts'
import { failedProblem } from '../http/failures.ts'

/** Milliseconds that read models are waited for at most. */
const PATIENCE = 5_000

/** The value; a failure is a problem. */
export const take = <A>(outcome: E.Either<RuntimeFailure, A>): A => {
  if (E.isLeft(outcome)) throw failedProblem(outcome.left)
  return outcome.right
}

/** Waits until read models have passed what the asker has seen already. */
export const passed = async ({ ledger }: ApiLedger, after: Position | undefined): Promise<void> => {
  take(await ledger.catchUp({ timeout: PATIENCE, ...(after === undefined ? {} : { after }) }))
}
