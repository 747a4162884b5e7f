import { explainMetric, type Explanation } from '@deskledger/reports'
import { shownInstant } from '@deskledger/nouns'
import { answer, say } from '../answer.ts'
import type { Context, Options, Run } from '../context.ts'
import { limitOf } from '../looking/query.ts'
import { DONE } from '../stop.ts'
import { take } from '../take.ts'
import { instantOption } from '../words/instant.ts'
import { counted, shownNumber, shownSeconds } from '../words/numbers.ts'
import { table } from '../words/table.ts'
import { withLedger } from '../with-ledger.ts'

type Wanted = NonNullable<Parameters<typeof explainMetric>[2]>

const given = (options: Options, names: readonly string[]): Partial<Wanted> =>
  Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]))

const wantedIn = (options: Options): Wanted => {
  const from = instantOption(options, '--from')
  const to = instantOption(options, '--to')
  return {
    ...given(options, ['period', 'timeZone', 'by', 'value', 'after']),
    limit: limitOf(options['limit']),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

const amountOf = (unit: Explanation['unit'], amount: number): string =>
  unit === 'seconds' ? shownSeconds(amount) : shownNumber(amount)

const rangeOf = ({ range: { from, to } }: Explanation): string =>
  [from === null ? '' : ` from ${shownInstant(from)} UTC`, to === null ? '' : ` before ${shownInstant(to)} UTC`].join(
    '',
  )

const words = (context: Context, explanation: Explanation): string => {
  const { metric, definition, unit, count, sum, parts } = explanation
  const total = sum === count ? '' : `, together ${amountOf(unit, sum)}`
  const head = `${metric}${rangeOf(explanation)}: ${counted(count, 'ticket')}${total}. ${definition}`
  if (parts.length === 0) return head
  const rows = parts.map(({ incidentId, at, amount, eventIds: [first = '', ...more] }) => [
    incidentId,
    shownInstant(at),
    amountOf(unit, amount),
    more.length === 0 ? first : `${first} and ${more.length} more`,
  ])
  const columns = [
    { head: 'Incident' },
    { head: 'At (UTC)' },
    { head: 'Amount', align: 'right' as const },
    { head: 'Event ids' },
  ]
  return `${head}\n\n${table(context, columns, rows)}`
}

/** The tickets and event ids behind a number of the report. */
export const explainNumber: Run = async (context, { args: [metric = ''], options }) => {
  const wanted = wantedIn(options)
  return withLedger(context, async ({ ledger }) => {
    take(await ledger.catchUp())
    const explanation = take(await explainMetric(ledger.views, metric, wanted)())
    await answer(context, explanation, () => words(context, explanation))
    if (explanation.next !== null && !context.json)
      await say(context, `There are more: add --after '${explanation.next}'`)
    return DONE
  })
}
