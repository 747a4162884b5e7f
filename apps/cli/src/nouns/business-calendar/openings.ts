import { openingsOf, type BusinessCalendarRow, type Opening } from '@deskledger/practices/business-calendar'
import * as E from 'fp-ts/lib/Either.js'
import { nouns, shownInstant } from '@deskledger/nouns'
import { answer } from '../../answer.ts'
import type { Context, Run } from '../../context.ts'
import { limitOf } from '../../looking/query.ts'
import { DONE, Stop } from '../../stop.ts'
import { instantOption, nowOf } from '../../words/instant.ts'
import { shownSeconds } from '../../words/numbers.ts'
import { table } from '../../words/table.ts'
import { withLedger } from '../../with-ledger.ts'
import { documentOf } from '../found.ts'

const columns = [
  { head: 'Date' },
  { head: 'Day' },
  { head: 'From' },
  { head: 'To' },
  { head: 'Open', align: 'right' as const },
  { head: 'Opens (UTC)' },
  { head: 'Closes (UTC)' },
]

const words = (context: Context, { name, timeZone }: BusinessCalendarRow, openings: readonly Opening[]): string => {
  if (openings.length === 0) return `${name} does not open any more from then on.`
  const rows = openings.map(({ date, weekday, from, to, opens, closes, seconds }) => [
    date,
    weekday,
    from,
    to,
    shownSeconds(seconds),
    shownInstant(opens),
    shownInstant(closes),
  ])
  return `${name}, local times of ${timeZone}:\n${table(context, columns, rows)}`
}

export const run: Run = async (context, { args: [id = ''], options }) => {
  const from = instantOption(options, '--from') ?? nowOf(context.io)
  const limit = limitOf(options['limit'])
  return withLedger(context, async (opened) => {
    const row = (await documentOf(opened, nouns['business-calendar'], id)) as BusinessCalendarRow
    const openings = openingsOf(row.definition, from, limit)
    if (E.isLeft(openings)) {
      const mistakes = openings.left
      const message = `Calendar ${id} cannot be read on this platform: ${mistakes.map((one) => one.message).join(' ')} Install time zone data that know ${row.timeZone}.`
      throw new Stop(3, { type: 'CalendarUnusable', message }, { mistakes })
    }
    const { calendarId, version, timeZone } = row
    const found = { calendarId, version, timeZone, from, openings: openings.right }
    await answer(context, found, () => words(context, row, openings.right))
    return DONE
  })
}
