import { register } from '@deskledger/register'
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

const owners = new Map(
  register.flatMap(({ name, readModels }) => readModels.map((model) => [model.name, name] as const)),
)

type Model = Status['readModels'][number]

/** Rows of the table: the practice stands beside its first read model. */
const rowOf = ({ name, generation, position, documents, lag, parked }: Model, index: number, all: readonly Model[]) => {
  const owner = owners.get(name) ?? ''
  const before = all[index - 1]
  return [
    before !== undefined && owners.get(before.name) === owner ? '' : owner,
    name,
    generation,
    position === '' ? null : position,
    shownNumber(documents),
    lagOf(lag),
    shownNumber(parked),
  ]
}

const behindWords = (readModels: readonly Model[]): string => {
  const behind = readModels.filter(({ lag }) => lag > 0)
  if (behind.length === 0) return `All ${shownNumber(readModels.length)} read models hold everything.`
  const most = Math.max(...behind.map(({ lag }) => lag))
  return `${shownNumber(behind.length)} of ${counted(readModels.length, 'read model')} behind, by ${lagOf(most)} at most; the next question brings them up to date.`
}

const words = (context: Context, place: string, { head, readModels }: Status): string => {
  const parked = readModels.reduce((sum, one) => sum + one.parked, 0)
  return [
    `Ledger ${place}: ${head === '' ? 'no events yet' : `the last event is at position ${head}`}.`,
    behindWords(readModels),
    '',
    table(
      context,
      [
        { head: 'Practice' },
        { head: 'Read model' },
        { head: 'Build' },
        { head: 'Position' },
        { head: 'Documents', align: 'right' },
        { head: 'Lag', align: 'right' },
        { head: 'Parked', align: 'right' },
      ],
      readModels.map(rowOf),
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
