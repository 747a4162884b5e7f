import type { ImportResult } from '@deskledger/importing'
import type { Context } from '../context.ts'
import { counted, shownNumber } from '../words/numbers.ts'
import { table } from '../words/table.ts'

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0)

const byCount = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => [name, shownNumber(count)])

const tables = (context: Context, { events, recordedAsImported }: ImportResult): readonly string[] => [
  ...(sum(events) > 0
    ? ['', table(context, [{ head: 'Event' }, { head: 'Added', align: 'right' }], byCount(events))]
    : []),
  ...(sum(recordedAsImported) > 0
    ? [
        '',
        'Steps that a rule forbids, recorded as they were:',
        table(context, [{ head: 'Rule' }, { head: 'Steps', align: 'right' }], byCount(recordedAsImported)),
      ]
    : []),
]

/** What an import came to, in words. */
export const wordsForImport = (context: Context, result: ImportResult, dryRun = false): string => {
  const { rows, incidents, events, repeatedRows, seconds } = result
  const fresh = rows - repeatedRows
  const rate = shownNumber(Math.round(rows / Math.max(0.001, seconds)))
  const what = dryRun
    ? `Checked ${counted(rows, 'row')} of ${counted(incidents, 'incident')} in ${seconds} s and wrote nothing. An import into an empty ledger would add ${counted(sum(events), 'event')}.`
    : repeatedRows === rows && rows > 0
      ? `All ${counted(rows, 'row')} of ${counted(incidents, 'incident')} were in the ledger already; nothing was added (${seconds} s).`
      : `Imported ${counted(fresh, 'row')} of ${counted(incidents, 'incident')} as ${counted(sum(events), 'event')} in ${seconds} s (${rate} rows/s).`
  const before =
    repeatedRows > 0 && repeatedRows < rows ? [`${counted(repeatedRows, 'row')} were in the ledger already.`] : []
  return [what, ...before, ...tables(context, result)].join('\n')
}

/** What a copy of a ledger came to, in words. */
export const wordsForCopy = ({ rows, incidents, repeatedRows, seconds }: ImportResult): string => {
  const fresh = rows - repeatedRows
  const there = repeatedRows > 0 ? `; ${shownNumber(repeatedRows)} were there already` : ''
  return `Copied ${counted(fresh, 'event')} of ${counted(incidents, 'incident')} in ${seconds} s, with their ids, times and hashes${there}.`
}
