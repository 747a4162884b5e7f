import { shownInstant } from '@deskledger/nouns'
import type { Context } from '../context.ts'
import { counted, shownNumber } from '../words/numbers.ts'
import { table } from '../words/table.ts'

interface Backlog {
  readonly at: string
  readonly open: number
  readonly ages: Readonly<Record<string, number>>
}

const WIDTH = 30

/** A backlog with a bar for each age. */
export const wordsForBacklog = (context: Context, { at, open, ages }: Backlog): string => {
  const most = Math.max(1, ...Object.values(ages))
  const rows = Object.entries(ages).map(([age, count]) => [
    age,
    shownNumber(count),
    '█'.repeat(Math.round((WIDTH * count) / most)),
  ])
  const head = `${counted(open, 'incident')} open at ${shownInstant(at)} UTC, by age:`
  return `${head}\n${table(context, [{ head: 'Days' }, { head: 'Open', align: 'right' }, { head: '' }], rows)}`
}
