import { incidentReport } from '@deskledger/reports'
import { answer } from '../answer.ts'
import { wordsForReport } from '../counting/report-words.ts'
import type { Context, Options, Run } from '../context.ts'
import { DONE, misuse } from '../stop.ts'
import { take } from '../take.ts'
import { instantOption } from '../words/instant.ts'
import { withLedger } from '../with-ledger.ts'

type Wanted = NonNullable<Parameters<typeof incidentReport>[1]>

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const wantedIn = (options: Options): Wanted => {
  const from = instantOption(options, '--from')
  const to = instantOption(options, '--to')
  if (from !== undefined && to !== undefined && to <= from)
    throw misuse('--to is not after --from, so nothing lies between them. Swap or change them.')
  const timeZone = textOf(options['timeZone'])
  const by = textOf(options['by']) as Wanted['by']
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(by === undefined ? {} : { by }),
    ...(timeZone === undefined ? {} : { timeZone }),
  }
}

export const run: Run = async (context: Context, { options }) => {
  const wanted = wantedIn(options)
  return withLedger(context, async ({ ledger }) => {
    take(await ledger.catchUp())
    const report = take(await incidentReport(ledger.views, wanted)())
    await answer(context, report, () => wordsForReport(context, report))
    return DONE
  })
}
