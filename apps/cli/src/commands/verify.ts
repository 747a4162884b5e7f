import type { OpenLedger } from '@deskledger/register'
import type { Verification } from '@deskledger/runtime'
import { answer, paintResult } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { DIFFERS, DONE } from '../stop.ts'
import { take } from '../take.ts'
import { counted } from '../words/numbers.ts'
import { withLedger } from '../with-ledger.ts'

/** Checks a ledger against itself and against a fresh fold that nobody keeps. */
export const verified = async ({ ledger, scratch }: OpenLedger): Promise<Verification> => {
  const { views, dispose } = take(await scratch())
  try {
    return take(await ledger.verify(views))
  } finally {
    await dispose()
  }
}

/** What a verification found, in words. */
export const wordsForVerification = (
  context: Context,
  { ok, streams, events, readModels, firstDifference, foreign }: Verification,
) => {
  const paint = paintResult(context)
  const others =
    foreign === undefined
      ? ''
      : ` ${counted(foreign, 'event')} of other systems in the same store ${foreign === 1 ? 'was' : 'were'} left out.`
  if (ok) {
    const documents = Object.values(readModels).reduce((sum, count) => sum + count, 0)
    const folded = `${counted(documents, 'document')} of ${counted(Object.keys(readModels).length, 'table')}`
    return `${paint('green', 'Verified.')} The hashes of ${counted(events, 'event')} in ${counted(streams, 'stream')} hold, and ${folded} are what a fresh fold gives.${others}`
  }
  const { revision = null, what = '' } = firstDifference ?? {}
  const next =
    revision === null
      ? 'The log itself is in order: build the read model anew with "deskledger rebuild --replace".'
      : 'The log was changed outside this program: compare with a backup or an export.'
  return `${paint('red', 'Not as it should be.')} First difference: ${what}\n${next}`
}

export const run: Run = async (context) =>
  withLedger(context, async (opened) => {
    const verification = await verified(opened)
    await answer(context, verification, () => wordsForVerification(context, verification))
    return verification.ok ? DONE : DIFFERS
  })
