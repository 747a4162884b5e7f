import { Title } from '@deskledger/kernel'
import type { WrittenEvent } from './components.ts'
import { plainText, type CalendarMistake, type ContentLine } from './content-lines.ts'
import { dayOfText, daysOfDuration } from './days.ts'

/** An event of whole days, understood: a series, a single event, or one of a series that is another way. */
export interface AllDayEvent {
  readonly line: number
  readonly uid: string | null
  readonly name: Title
  readonly start: number
  /** whole days, 1 or more */
  readonly length: number
  readonly rules: readonly ContentLine[]
  readonly also: readonly number[]
  readonly except: readonly number[]
  /** the day of its series that it takes the place of; null: none */
  readonly replaces: number | null
  readonly cancelled: boolean
}

/** What is wrong with an event, collected as it is read. */
export type Complain = (mistake: CalendarMistake) => void

/** Whether an event is of whole days; one with times, or without any start, is not. */
export const isAllDay = ({ lines }: WrittenEvent): boolean =>
  lines.some(
    ({ name, params, value }) =>
      name === 'DTSTART' && (params.get('VALUE')?.toUpperCase() === 'DATE' || !value.includes('T')),
  )

const valueOf = ({ lines }: WrittenEvent, wanted: string): ContentLine | undefined =>
  lines.find(({ name }) => name === wanted)

const noDate = ({ line, name, value }: ContentLine): CalendarMistake => ({
  line,
  message: `${name} has no date that exists: ${JSON.stringify(value)}. Write it as 20251225.`,
})

const dayOf = (content: ContentLine, complain: Complain): number | undefined => {
  const day = dayOfText(content.value)
  if (day === undefined) complain(noDate(content))
  return day
}

/** Days in lists: some programs give them a time, which says nothing more. */
const daysOf = (event: WrittenEvent, wanted: string, complain: Complain): readonly number[] =>
  event.lines
    .filter(({ name }) => name === wanted)
    .flatMap((content) => content.value.split(',').flatMap((value) => dayOf({ ...content, value }, complain) ?? []))

const nameOf = (event: WrittenEvent, complain: Complain): Title | undefined => {
  const summary = valueOf(event, 'SUMMARY')
  const name = plainText(summary?.value ?? '')
  if (Title.is(name)) return name
  const message =
    name === ''
      ? 'This event has no name. Give it a SUMMARY.'
      : 'The name of this event is longer than 200 characters, or has some that cannot be printed. Shorten its SUMMARY.'
  complain({ line: summary?.line ?? event.line, message })
  return undefined
}

/** Some programs end an event of one day on the day it begins. */
const lengthOf = (event: WrittenEvent, start: number, complain: Complain): number => {
  const [end, duration] = [valueOf(event, 'DTEND'), valueOf(event, 'DURATION')]
  if (end !== undefined) {
    const last = dayOf(end, complain) ?? start
    if (last < start) complain({ line: end.line, message: 'This event ends before it begins. Correct DTEND.' })
    return Math.max(1, last - start)
  }
  if (duration === undefined) return 1
  const days = daysOfDuration(duration.value)
  if (days === undefined || days === 0)
    complain({ line: duration.line, message: `${duration.value} are no whole days. Write them as P1D or P1W.` })
  return days ?? 1
}

const replaced = (event: WrittenEvent, complain: Complain): number | null => {
  const content = valueOf(event, 'RECURRENCE-ID')
  if (content === undefined) return null
  if (content.params.get('RANGE') !== undefined)
    complain({
      line: content.line,
      message:
        'This changes all events of a series from one on, which is not understood. End the series, and begin another.',
    })
  return dayOf(content, complain) ?? null
}

/** Reads an event of whole days; undefined: what cannot be done without is wrong. */
export const readAllDay = (event: WrittenEvent, complain: Complain): AllDayEvent | undefined => {
  const dtstart = valueOf(event, 'DTSTART')
  const start = dtstart && dayOf(dtstart, complain)
  const name = nameOf(event, complain)
  const days = { also: daysOf(event, 'RDATE', complain), except: daysOf(event, 'EXDATE', complain) }
  const replaces = replaced(event, complain)
  if (start === undefined || name === undefined) return undefined
  return {
    line: event.line,
    uid: valueOf(event, 'UID')?.value ?? null,
    name,
    start,
    length: lengthOf(event, start, complain),
    rules: event.lines.filter((content) => content.name === 'RRULE'),
    ...days,
    replaces,
    cancelled: valueOf(event, 'STATUS')?.value.trim().toUpperCase() === 'CANCELLED',
  }
}
