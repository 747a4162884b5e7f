import { LocalDate, type Holiday } from '@deskledger/practices/business-calendar'
import * as E from 'fp-ts/lib/Either.js'
import { isAllDay, readAllDay, type AllDayEvent, type Complain } from './all-day-events.ts'
import { eventsIn } from './components.ts'
import { contentLines, type CalendarMistake, type ContentLine, type Parsed } from './content-lines.ts'
import { dateOf, dayOfDate } from './days.ts'
import { recurring, type Days } from './recurrence.ts'

/** What a file has for a time. */
export interface HolidaysFound {
  /** by date, then by name; a date may have several */
  readonly holidays: readonly Holiday[]
  /** events that were left out because they have times of day */
  readonly timedEvents: number
}

/** Local dates, both included. */
interface Range {
  readonly from: string
  readonly to: string
}

/** The days on which events of a series begin, within others. */
const startsOf = (event: AllDayEvent, within: Days, complain: Complain): readonly number[] => {
  const except = new Set(event.except)
  const ruled = event.rules.flatMap(({ line, value }) => {
    const days = recurring(value, event.start, within)
    if (E.isLeft(days)) complain({ line, message: days.left })
    return E.isLeft(days) ? [] : days.right
  })
  return [...new Set([event.start, ...ruled, ...event.also])].filter((day) => !except.has(day))
}

const keyOf = ({ uid, replaces }: AllDayEvent): string => `${String(replaces)} ${uid ?? ''}`

/** Each day of each event within others, one by one. */
const daysOf = (events: readonly AllDayEvent[], { first, last }: Days, complain: Complain): readonly Holiday[] => {
  const taken = new Set(events.filter(({ replaces }) => replaces !== null).map(keyOf))
  const holidays: Holiday[] = []
  for (const event of events) {
    const { name, length, uid, cancelled } = event
    const starts = startsOf(event, { first: first - length + 1, last }, complain)
    const own = event.replaces !== null || uid === null ? starts : starts.filter((day) => !taken.has(`${day} ${uid}`))
    for (const start of cancelled ? [] : own)
      for (let day = Math.max(start, first); day < start + length && day <= last; day++)
        holidays.push({ date: dateOf(day) as LocalDate, name })
  }
  return holidays
}

const inOrder = (holidays: readonly Holiday[]): readonly Holiday[] => {
  const byKey = new Map(holidays.map((holiday) => [`${holiday.date} ${holiday.name}`, holiday]))
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, holiday]) => holiday)
}

const rangeOf = ({ from, to }: Range): Days | undefined => {
  const [first, last] = [dayOfDate(from), dayOfDate(to)]
  return first === undefined || last === undefined || last < first ? undefined : { first, last }
}

const wrong = (line: number, message: string): E.Either<readonly CalendarMistake[], never> =>
  E.left([{ line, message }])

const NO_CALENDAR =
  'This is no iCalendar file: it does not begin with BEGIN:VCALENDAR. Give a file as calendars export it, which ends in .ics.'

/** Whether the first line that says anything begins a calendar. */
const isCalendar = ({ found: [first], mistakes: [bad] }: Parsed<ContentLine>): boolean =>
  first?.name === 'BEGIN' &&
  first.value.trim().toUpperCase() === 'VCALENDAR' &&
  (bad === undefined || bad.line > first.line)

/**
 * The holidays that an iCalendar file has from a local date to another: its all-day events, day by day, with recurrence rules,
 * added and excepted dates, and changed or cancelled events of a series. Zones do not matter: whole days are local.
 * @errors  all mistakes of the file, each with its line; or that it is no iCalendar file
 * @source  RFC 5545
 * @example holidaysOf(text, { from: '2025-01-01', to: '2026-12-31' })
 */
export const holidaysOf = (text: string, range: Range): E.Either<readonly CalendarMistake[], HolidaysFound> => {
  const days = rangeOf(range)
  if (days === undefined)
    return wrong(0, `${range.from} to ${range.to} are no days. Give two dates as 2025-01-01, the later one last.`)
  const lines = contentLines(text)
  if (!isCalendar(lines)) return wrong(1, NO_CALENDAR)
  const written = eventsIn(lines.found)
  const mistakes: CalendarMistake[] = [...lines.mistakes, ...written.mistakes]
  const complain: Complain = (mistake) => void mistakes.push(mistake)
  const allDay = written.found.filter(isAllDay)
  const holidays = inOrder(
    daysOf(
      allDay.flatMap((event) => readAllDay(event, complain) ?? []),
      days,
      complain,
    ),
  )
  return mistakes.length > 0
    ? E.left(mistakes.sort((a, b) => a.line - b.line))
    : E.right({ holidays, timedEvents: written.found.length - allDay.length })
}
