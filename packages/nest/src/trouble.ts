import * as E from 'fp-ts/lib/Either.js'
import type { StoreFailure } from '@deskledger/event-store'
import { isVerdict, type AskTrouble, type RuntimeFailure } from '@deskledger/runtime'

/** A machine failed, or the ledger was asked for what it does not have. The message says what, where, what to do. */
export class LedgerFailed extends Error {
  override readonly name = 'LedgerFailed'
  readonly failure: RuntimeFailure
  constructor(failure: RuntimeFailure) {
    super(failure.message)
    this.failure = failure
  }
}

/** The answer; a failure is thrown. */
export const orThrow = <A>(outcome: E.Either<RuntimeFailure, A>): A => {
  if (E.isLeft(outcome)) throw new LedgerFailed(outcome.left)
  return outcome.right
}

type Verdict<Refusal> = Exclude<AskTrouble<Refusal>, StoreFailure>

/** What rules say is a value; what machines fail at is thrown. */
export const verdictOrThrow = <Refusal, A>(
  outcome: E.Either<AskTrouble<Refusal>, A>,
): E.Either<Verdict<Refusal>, A> => {
  if (E.isRight(outcome)) return outcome
  if (isVerdict(outcome.left)) return E.left(outcome.left)
  throw new LedgerFailed(outcome.left)
}
