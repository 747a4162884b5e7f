import { backlogAsKnown, backlogAt } from '@deskledger/reports'
import type { OpenLedger } from '@deskledger/register'
import type { Instant } from '@deskledger/kernel'
import { answer } from '../answer.ts'
import { wordsForBacklog } from '../counting/backlog-words.ts'
import type { Run } from '../context.ts'
import { DONE } from '../stop.ts'
import { take } from '../take.ts'
import { instantOption, neededInstant } from '../words/instant.ts'
import { withLedger } from '../with-ledger.ts'

/** The backlog from the read models, or corrected to what was recorded by a time. */
export const backlogOf = async ({ ledger, events }: OpenLedger, at: Instant, knownAt: Instant | undefined) => {
  take(await ledger.catchUp())
  return knownAt === undefined
    ? take(await backlogAt(ledger.views, at)())
    : take(await backlogAsKnown(ledger.views, events.readStream, { at, knownAt })())
}

export const run: Run = async (context, { options }) => {
  const at = neededInstant(options, '--at')
  const knownAt = instantOption(options, '--known-at')
  return withLedger(context, async (opened) => {
    const backlog = await backlogOf(opened, at, knownAt)
    await answer(context, backlog, () => wordsForBacklog(context, backlog))
    return DONE
  })
}
