import * as E from 'fp-ts/lib/Either.js'
import type { ApplyingLedger, LedgerTrouble } from '@deskledger/applying'
import type { InForce } from '@deskledger/practices/agreement'
import type { DeskLedger } from '@deskledger/register'
import { wordsForRefusal } from '@deskledger/nouns'

type AskTrouble = Extract<Awaited<ReturnType<DeskLedger['askAll']>>, E.Left<unknown>>['left']

const told = (trouble: AskTrouble): LedgerTrouble =>
  trouble.type === 'Refused'
    ? { type: trouble.refusal.type, message: wordsForRefusal(trouble.refusal) }
    : { type: trouble.type, message: trouble.message }

const PAGE = 1000

const inForce =
  (ledger: DeskLedger): ReturnType<ApplyingLedger['inForce']> =>
  async () => {
    const rows: InForce[] = []
    for (let after: string | null | undefined; after !== null;) {
      const page = await ledger.find('agreements-in-force', { limit: PAGE, ...(after === undefined ? {} : { after }) })
      if (E.isLeft(page)) return page
      rows.push(...page.right.found.map(({ document }) => document as InForce))
      after = page.right.next
    }
    return E.right(rows)
  }

/** A ledger as applying needs it. */
export const ledgerOf = (ledger: DeskLedger): ApplyingLedger => ({
  history:
    (stream, from = 0) =>
    () =>
      ledger.history(stream, { from }),
  inForce: () => inForce(ledger),
  ask: (asks) => async () => E.mapLeft(told)(await ledger.askAll(asks)),
})

/** What is to be planned for where there is no ledger yet. */
export const noLedger: ApplyingLedger = {
  history: () => () => Promise.resolve(E.right([])),
  inForce: () => () => Promise.resolve(E.right([])),
  ask: () => () => Promise.resolve(E.left({ type: 'NoLedger', message: 'There is no ledger to ask.' })),
}
