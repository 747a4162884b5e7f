import type { Promised } from '@deskledger/applying'
import { shownInstant } from '@deskledger/nouns'
import { replayed, type Differing, type Replayed, type Totals } from '@deskledger/register'
import type { CycleOutcome } from '@deskledger/reports'
import { answer } from '../../answer.ts'
import type { Context, Options, Run } from '../../context.ts'
import { limitOf } from '../../looking/query.ts'
import { progress } from '../../progress.ts'
import { agreedByFiles, otherPromiseIn } from '../../service-levels/other-promise.ts'
import { DONE, misuse } from '../../stop.ts'
import { take } from '../../take.ts'
import { nowOf } from '../../words/instant.ts'
import { counted, shownNumber, shownSeconds } from '../../words/numbers.ts'
import { table } from '../../words/table.ts'
import { spanOption } from '../../words/typed.ts'
import { withLedger } from '../../with-ledger.ts'

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

const filesIn = (options: Options) => {
  const agreements = textsOf(options['agreement'])
  if (agreements.length === 0)
    throw misuse('Say which other agreement: --agreement FILE, written as "deskledger apply" reads it.')
  return { agreements, calendars: textsOf(options['calendar']) }
}

const outcomeWords = (outcome: CycleOutcome | null, none: string): string => {
  if (outcome === null) return none
  const { verdict, overrunSeconds } = outcome
  return verdict === 'missed' ? `missed, ${shownSeconds(overrunSeconds)} over` : verdict
}

const dueWords = (outcome: CycleOutcome | null): string | null =>
  outcome === null || outcome.dueAt === null ? null : shownInstant(outcome.dueAt)

const rowOf = ({ ticket, target, cycle, recorded, other }: Differing) => [
  ticket,
  target,
  cycle,
  outcomeWords(recorded, 'none'),
  outcomeWords(other, 'nothing promised'),
  dueWords(recorded),
  dueWords(other),
]

const columns = [
  { head: 'Ticket' },
  { head: 'Target' },
  { head: 'Cycle', align: 'right' as const },
  { head: 'Recorded' },
  { head: 'Other' },
  { head: 'Due as recorded (UTC)' },
  { head: 'Due otherwise (UTC)' },
]

const totalsRow = (name: string, { met, missed, running, cancelled, none }: Totals) => [
  name,
  ...[met, missed, running, cancelled, none].map(shownNumber),
]

const totals = (context: Context, { recorded, other }: Replayed): string =>
  table(
    context,
    [
      { head: '' },
      ...['Met', 'Missed', 'Running', 'Cancelled', 'None'].map((head) => ({
        head,
        align: 'right' as const,
      })),
    ],
    [totalsRow('Recorded', recorded), totalsRow('Other', other)],
  )

const differingPart = (context: Context, { differing, rows }: Replayed): readonly string[] => {
  if (differing === 0) return ['', 'Every one comes out as it was recorded.']
  const more = differing > rows.length ? [`and ${shownNumber(differing - rows.length)} more: --limit shows them`] : []
  return [
    '',
    `${counted(differing, 'comes', 'come')} out otherwise:`,
    table(context, columns, rows.map(rowOf)),
    ...more,
  ]
}

const clocksPart = (context: Context, result: Replayed): readonly string[] =>
  result.clocks === 0
    ? ['None of them had a clock, and the other agreement promises nothing of them.']
    : [totals(context, result), ...differingPart(context, result)]

const words = (context: Context, result: Replayed): string => {
  const { tickets, clocks, notReplayed, reasons } = result
  if (tickets === 0) return 'No ticket was reported in that time: there is nothing to replay.'
  return [
    `${counted(tickets, 'ticket')} under the other agreement: ${counted(clocks, 'clock')}, cycle by cycle; nothing was written.`,
    '',
    ...clocksPart(context, result),
    ...(notReplayed === 0 ? [] : ['', `${counted(notReplayed, 'clock')} cannot be counted that way:`]),
    ...reasons.map(({ message }) => `  ${message}`),
  ].join('\n')
}

const replayedIn = (context: Context, options: Options, other: Promised): Promise<Replayed> =>
  withLedger(context, async (opened) => {
    take(await opened.ledger.catchUp())
    const agreed = await agreedByFiles(opened.ledger.views, other)
    const bar = progress(context)
    const onProgress = (done: number, total: number): void => {
      bar.step({ what: 'Replaying', done, total, unit: 'tickets' })
    }
    const wanted = {
      ...spanOption(options),
      agreed,
      asOf: nowOf(context.io),
      rows: limitOf(options['limit']),
      onProgress,
    }
    try {
      return take(await replayed(opened.ledger, wanted))
    } finally {
      bar.end()
    }
  })

export const run: Run = async (context, { options }) => {
  spanOption(options)
  limitOf(options['limit'])
  const other = await otherPromiseIn(filesIn(options), context.io.stdin)
  const result = await replayedIn(context, options, other)
  await answer(context, result, () => words(context, result))
  return DONE
}
