import type { Parked } from '@deskledger/runtime'
import { answer } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { DIFFERS, DONE } from '../stop.ts'
import { take } from '../take.ts'
import { counted } from '../words/numbers.ts'
import { table } from '../words/table.ts'
import { withLedger } from '../with-ledger.ts'

const words = (context: Context, parked: readonly Parked[], retried: boolean): string => {
  if (parked.length === 0)
    return retried ? 'Nothing is parked any more.' : 'Nothing is parked: every read model took every event.'
  const rows = parked.map(({ build, stream, revision, type, error }) => [build, stream, revision, type, error])
  return [
    `${counted(parked.length, 'stream')} parked. Each waits, in order, behind the event named; all others go on.`,
    table(
      context,
      [
        { head: 'Build' },
        { head: 'Stream' },
        { head: 'Revision', align: 'right' },
        { head: 'Event' },
        { head: 'Error' },
      ],
      rows,
    ),
    'When the cause is mended: deskledger parked retry',
  ].join('\n')
}

export const run: Run = async (context, { args: [retry] }) =>
  withLedger(context, async ({ ledger }) => {
    const parked = take(await (retry === undefined ? ledger.parked() : ledger.retryParked()))
    await answer(context, { parked }, () => words(context, parked, retry !== undefined))
    return retry !== undefined && parked.length > 0 ? DIFFERS : DONE
  })
