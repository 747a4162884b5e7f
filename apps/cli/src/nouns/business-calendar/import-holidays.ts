import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import * as E from 'fp-ts/lib/Either.js'
import { holidaysOf, type CalendarMistake, type HolidaysFound } from '@deskledger/importing'
import type { BusinessCalendarRow, Holiday } from '@deskledger/practices/business-calendar'
import { nouns } from '@deskledger/nouns'
import { answer } from '../../answer.ts'
import { asked, commandIdIn } from '../../asking/answered.ts'
import { byOf } from '../../asking/who.ts'
import type { Context, Options, Run } from '../../context.ts'
import { DONE, misuse } from '../../stop.ts'
import { instantOption, nowOf } from '../../words/instant.ts'
import { counted } from '../../words/numbers.ts'
import { textOption } from '../../words/typed.ts'
import { withLedger, type Opened } from '../../with-ledger.ts'
import { documentOf } from '../found.ts'

const read = async ({ io }: Context, file: string): Promise<string> => {
  if (file === '-') return text(io.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw misuse(`The holidays cannot be read from ${file} (${why}). Name an .ics file, or "-" for standard input.`)
  }
}

const dayOf = (options: Options, name: 'from' | 'to'): string => {
  const typed = textOption(options, name)
  if (typed === undefined)
    throw misuse(`Say ${name === 'from' ? 'from' : 'up to'} which year, with --${name}: such as --from 2025 --to 2027.`)
  if (/^\d{4}$/.test(typed)) return name === 'from' ? `${typed}-01-01` : `${typed}-12-31`
  return typed
}

const listed = (file: string, mistakes: readonly CalendarMistake[]) => {
  const lines = mistakes.map(({ line, message }) => `${line === 0 ? '' : `${file}:${line}: `}${message}`)
  const head = lines.length === 1 ? '' : `${lines.length} things are wrong; nothing was changed:\n`
  return misuse(`${head}${lines.join('\n')}`, { mistakes: mistakes.map((mistake) => ({ file, ...mistake })) })
}

interface Found {
  readonly calendarId: string
  readonly holidays: readonly Holiday[]
  readonly added: readonly Holiday[]
  /** events with times of day, which are no holidays */
  readonly timedEvents: number
  readonly dryRun: boolean
}

const words = ({ calendarId, holidays, added, timedEvents, dryRun }: Found): string => {
  const there = holidays.length - added.length
  const left = timedEvents === 0 ? '' : ` ${counted(timedEvents, 'event')} with times of day left out.`
  const known = there === 0 ? '' : ` (${counted(there, 'other')} ${there === 1 ? 'is' : 'are'} there already)`
  if (added.length === 0) return `Nothing to add to ${calendarId}${known}.${left}`
  const head = `${dryRun ? 'Would add' : 'Added'} ${counted(added.length, 'holiday')} to ${calendarId}${known}.${left}`
  return [head, ...added.map(({ date, name }) => `  ${date}  ${name}`)].join('\n')
}

const isNew = (
  { definition: { holidays = [] }, holidayNames }: BusinessCalendarRow,
  { date, name }: Holiday,
): boolean => !holidays.includes(date) || !holidayNames.some((one) => one.date === date && one.name === name)

interface Adding {
  readonly id: string
  readonly found: HolidaysFound
  readonly options: Options
}

const add = async (context: Context, opened: Opened, { id, found, options }: Adding): Promise<Found> => {
  const row = (await documentOf(opened, nouns['business-calendar'], id)) as BusinessCalendarRow
  const { holidays, timedEvents } = found
  const added = holidays.filter((holiday) => isNew(row, holiday))
  const dryRun = options['dryRun'] === true
  if (added.length > 0 && !dryRun) {
    const said = { by: byOf(context, options), at: instantOption(options, '--at') ?? nowOf(context.io) }
    const json = { type: 'AddHolidays', calendarId: id, ...said, holidays: added }
    await asked(opened, { json, commandId: commandIdIn(options) }, (pointer) => pointer)
  }
  return { calendarId: id, holidays, added, timedEvents, dryRun }
}

export const run: Run = async (context, { args: [id = '', file = ''], options }) => {
  const range = { from: dayOf(options, 'from'), to: dayOf(options, 'to') }
  commandIdIn(options)
  const found = holidaysOf(await read(context, file), range)
  if (E.isLeft(found)) throw listed(file, found.left)
  return withLedger(context, async (opened) => {
    const result = await add(context, opened, { id, found: found.right, options })
    await answer(context, result, () => words(result))
    return DONE
  })
}
