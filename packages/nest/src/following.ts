import * as E from 'fp-ts/lib/Either.js'
import { insist, type Ledger } from '@deskledger/runtime'

/** Keeps read models up to date, and runs flows and timers, until it is stopped. */
export interface Following {
  /** why it ended before it was told to, as a sentence: a person has to mend it */
  readonly trouble: () => string | undefined
  /** ends after what is under way */
  readonly stop: () => Promise<void>
}

/** Follows the log, again and again where stores fail for a while; `tell` hears of each failure. */
export const following = (
  { follow }: Pick<Ledger<never, never>, 'follow'>,
  tell: (sentence: string) => void,
): Following => {
  const end = new AbortController()
  let trouble: string | undefined
  const onTrouble = ({ message }: { readonly message: string }): void => {
    tell(message)
  }
  const running = insist(() => follow(end.signal), { signal: end.signal, onTrouble }).then((outcome) => {
    if (E.isRight(outcome)) return
    trouble = outcome.left.message
    tell(trouble)
  })
  return {
    trouble: () => trouble,
    stop: async () => {
      end.abort()
      await running
    },
  }
}
