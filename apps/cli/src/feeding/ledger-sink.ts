import * as E from 'fp-ts/lib/Either.js'
import type { Sink } from '@deskledger/importing'
import type { DeskLedger } from '@deskledger/register'
import { wordsForRefusal } from '@deskledger/nouns'

/** Rows of an import, asked of a ledger. */
export const ledgerSink =
  (ledger: DeskLedger): Sink =>
  (asks) =>
  async () => {
    const answers = await ledger.askAll(asks)
    if (E.isRight(answers)) return answers
    const trouble = answers.left
    return trouble.type === 'Refused'
      ? E.left({ type: trouble.refusal.type, message: wordsForRefusal(trouble.refusal) })
      : E.left({ type: trouble.type, message: trouble.message })
  }
