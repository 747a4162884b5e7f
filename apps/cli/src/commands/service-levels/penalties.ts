import { AgreementId, wordsForMoney, type Money } from '@deskledger/kernel'
import { penaltiesDueIn, type BilledPeriod, type PenaltiesDue } from '@deskledger/reports'
import type { Views } from '@deskledger/read-store'
import { shownInstant } from '@deskledger/nouns'
import { answer } from '../../answer.ts'
import type { Context, Run } from '../../context.ts'
import { billedIn } from '../../service-levels/billed.ts'
import { noAgreement } from '../../service-levels/no-agreement.ts'
import { DONE } from '../../stop.ts'
import { take } from '../../take.ts'
import { nowOf } from '../../words/instant.ts'
import { counted, shownNumber } from '../../words/numbers.ts'
import { table } from '../../words/table.ts'
import { textOption } from '../../words/typed.ts'
import { withLedger, type Opened } from '../../with-ledger.ts'

const allAgreements = async (views: Views): Promise<readonly AgreementId[]> => {
  const ids: AgreementId[] = []
  take(
    await views.each('agreements', {}, (found) => {
      ids.push(...found.map(({ key }) => key).filter(AgreementId.is))
    })(),
  )
  return ids
}

const agreementsFor = async (opened: Opened, wanted: string | undefined): Promise<readonly AgreementId[]> => {
  const { views } = opened.ledger
  if (wanted === undefined) return allAgreements(views)
  if (!AgreementId.is(wanted) || take(await views.get('agreements', wanted)()) === undefined)
    throw noAgreement(opened, wanted)
  return [wanted]
}

const columns = [
  { head: 'Agreement' },
  { head: 'Version', align: 'right' as const },
  { head: 'What' },
  { head: 'Type' },
  { head: 'Breaches', align: 'right' as const },
  { head: 'Times', align: 'right' as const },
  { head: 'Due', align: 'right' as const },
  { head: '' },
]

const rowsOf = ({ agreement, versions }: PenaltiesDue) =>
  versions.flatMap(({ version, due: dues }) =>
    dues.map(({ penalty, breaches, times, due, bounded }) => [
      agreement,
      version,
      penalty.name,
      penalty.type,
      shownNumber(breaches.length),
      shownNumber(times),
      wordsForMoney(due),
      bounded ? 'at its bound' : '',
    ]),
  )

const money = (minor: number, currency: Money['currency']): string =>
  wordsForMoney({ minor: minor as Money['minor'], currency })

const totalWords = ({ agreement, totals }: PenaltiesDue): readonly string[] =>
  totals.map(
    ({ currency, penalty, credit }) =>
      `${agreement}: penalties ${money(penalty, currency)}, credits ${money(credit, currency)}.`,
  )

const words = (context: Context, { of, from, until, period }: BilledPeriod, all: readonly PenaltiesDue[]): string => {
  const breaches = all.reduce((sum, one) => sum + one.breaches, 0)
  const head = `${of}, from ${shownInstant(from)} to ${shownInstant(until)} UTC: ${counted(breaches, 'breach', 'breaches')}.`
  const rows = all.flatMap(rowsOf)
  if (rows.length === 0) return `${head} Nothing is due of what agreements count by the ${period}.`
  return [head, '', table(context, columns, rows), '', ...all.flatMap(totalWords)].join('\n')
}

export const run: Run = async (context, { options }) => {
  const billed = billedIn(options, nowOf(context.io))
  return withLedger(context, async (opened) => {
    take(await opened.ledger.catchUp())
    const { period, from, until } = billed
    const all: PenaltiesDue[] = []
    for (const id of await agreementsFor(opened, textOption(options, 'agreement')))
      all.push(take(await penaltiesDueIn(opened.ledger.views, id, { period, from, until })()))
    await answer(context, { ...billed, agreements: all }, () => words(context, billed, all))
    return DONE
  })
}
