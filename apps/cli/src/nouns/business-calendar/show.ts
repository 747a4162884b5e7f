import type { BusinessCalendarRow } from '@deskledger/practices/business-calendar'
import { type Noun, shownInstant } from '@deskledger/nouns'
import { answer } from '../../answer.ts'
import type { Context, Run } from '../../context.ts'
import { DONE } from '../../stop.ts'
import { counted } from '../../words/numbers.ts'
import { facts } from '../../words/table.ts'
import { withLedger } from '../../with-ledger.ts'
import { documentOf } from '../found.ts'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const weekLines = ({ definition: { weekly } }: BusinessCalendarRow): readonly string[] =>
  days.map((day) => {
    const spans = weekly[day] ?? []
    return `  ${day}  ${spans.length === 0 ? 'closed' : spans.map(([from, to]) => `${from}-${to}`).join(', ')}`
  })

const holidayLines = ({ definition: { holidays = [] }, holidayNames }: BusinessCalendarRow): readonly string[] =>
  holidays.map((date) => {
    const names = holidayNames.filter((one) => one.date === date).map(({ name }) => name)
    return `  ${[date, names.join(', ')].join('  ').trimEnd()}`
  })

const extraLines = ({ definition: { extra = [] } }: BusinessCalendarRow): readonly string[] =>
  extra.map(({ date, from, to }) => `  ${date}  ${from}-${to}`)

const part = (head: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', head, ...lines]

const words = (context: Context, row: BusinessCalendarRow): string => {
  const { calendarId, name, status, version, timeZone, updatedAt, updatedBy, retired } = row
  const holidays = holidayLines(row)
  return [
    facts(context, [
      ['Calendar', calendarId],
      ['Name', name],
      ['Status', retired === null ? status : `${status}${retired.reason === null ? '' : `: ${retired.reason}`}`],
      ['Version', `${version}, since ${shownInstant(updatedAt)} UTC by ${updatedBy}`],
      ['Time zone', timeZone],
    ]),
    ...part('Week:', weekLines(row)),
    ...part(`${counted(holidays.length, 'holiday')}:`, holidays),
    ...part('Extra hours:', extraLines(row)),
  ].join('\n')
}

/** A business calendar as it stands: its present version. */
export const showCalendar =
  (noun: Noun): Run =>
  async (context, { args: [id = ''] }) =>
    withLedger(context, async (opened) => {
      const row = (await documentOf(opened, noun, id)) as BusinessCalendarRow
      await answer(context, row, () => words(context, row))
      return DONE
    })
