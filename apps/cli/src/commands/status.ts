import type { Status } from '@deskledger/runtime'
import { answer } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { DONE } from '../stop.ts'
import { take } from '../take.ts'
import { counted, shownNumber } from '../words/numbers.ts'
import { table } from '../words/table.ts'
import { withLedger } from '../with-ledger.ts'

const LAG_COUNTED = 10_000

const lagOf = (lag: number): string => (lag >= LAG_COUNTED ? `${shownNumber(LAG_COUNTED)} or more` : shownNumber(lag))

const words = (context: Context, place: string, { head, readModels }: Status): string => {
  const rows = readModels.map(({ name, generation, position, documents, lag, parked }) => [
    name,
    generation,
    position === '' ? null : position,
    shownNumber(documents),
    lagOf(lag),
    shownNumber(parked),
  ])
  const parked = readModels.reduce((sum, one) => sum + one.parked, 0)
  return [
    `Ledger ${place}: ${head === '' ? 'no events yet' : `the last event is at position ${head}`}.`,
    '',
    table(
      context,
      [
        { head: 'Read model' },
        { head: 'Build' },
        { head: 'Position' },
        { head: 'Documents', align: 'right' },
        { head: 'Lag', align: 'right' },
        { head: 'Parked', align: 'right' },
      ],
      rows,
    ),
    ...(parked > 0 ? ['', `${counted(parked, 'stream')} parked: see why with "deskledger parked".`] : []),
  ].join('\n')
}

export const run: Run = async (context) =>
  withLedger(context, async ({ ledger, place }) => {
    const status = take(await ledger.status())
    await answer(context, status, () => words(context, place, status))
    return DONE
  })
