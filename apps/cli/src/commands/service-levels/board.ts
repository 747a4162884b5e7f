import { GroupId, instantOf, millisOf, ReferenceId, type Instant } from '@deskledger/kernel'
import { boardOf, type BoardEntry } from '@deskledger/reports'
import { shownInstant } from '@deskledger/nouns'
import { answer, say } from '../../answer.ts'
import type { Context, Options, Run } from '../../context.ts'
import { limitOf } from '../../looking/query.ts'
import { leftWords, percentWords } from '../../service-levels/clock-words.ts'
import { DONE } from '../../stop.ts'
import { take } from '../../take.ts'
import { secondsIn } from '../../words/duration.ts'
import { nowOf } from '../../words/instant.ts'
import { table } from '../../words/table.ts'
import { textOption, wordOption } from '../../words/typed.ts'
import { withLedger } from '../../with-ledger.ts'

const wantedIn = (options: Options, now: Instant) => {
  const team = wordOption(options, 'team', GroupId)
  const service = wordOption(options, 'service', ReferenceId)
  const within = textOption(options, 'within')
  const after = textOption(options, 'after')
  return {
    now,
    limit: limitOf(options['limit']),
    ...(team === undefined ? {} : { team }),
    ...(service === undefined ? {} : { service }),
    ...(within === undefined ? {} : { dueBefore: instantOf(millisOf(now) + 1000 * secondsIn(within, '--within')) }),
    ...(after === undefined ? {} : { after }),
  }
}

const rowOf = ({ dueAt, ticket, target, priority, team, service, customer, agreement, now }: BoardEntry) => [
  shownInstant(dueAt),
  now === null ? null : leftWords(now.leftSeconds),
  now === null ? null : percentWords(now),
  ticket,
  target,
  priority,
  team,
  service,
  customer,
  agreement,
]

const columns = [
  { head: 'Due (UTC)' },
  { head: 'Left', align: 'right' as const },
  { head: 'Used', align: 'right' as const },
  { head: 'Ticket' },
  { head: 'Target' },
  { head: 'Priority', align: 'right' as const },
  { head: 'Team' },
  { head: 'Service' },
  { head: 'Customer' },
  { head: 'Agreement' },
]

const words = (context: Context, rows: readonly BoardEntry[], within: string | undefined): string =>
  rows.length === 0
    ? `Nothing is due${within === undefined ? '' : ` within ${within}`}: no clock runs towards its due instant here. Paused and breached ones: deskledger list service-level-status`
    : table(context, columns, rows.map(rowOf))

export const run: Run = async (context, { options }) => {
  const now = nowOf(context.io)
  const wanted = wantedIn(options, now)
  return withLedger(context, async ({ ledger }) => {
    take(await ledger.catchUp())
    const { rows, next } = take(await boardOf(ledger.views, wanted)())
    await answer(context, { asOf: now, rows, next }, () => words(context, rows, textOption(options, 'within')))
    if (next !== null && !context.json) await say(context, `There are more: add --after '${next}'`)
    return DONE
  })
}
