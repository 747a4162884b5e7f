import * as E from 'fp-ts/lib/Either.js'
import { weekdays, type Weekday, type WorkingHoursDefinition } from './definition.ts'
import { datesOf, type Dates } from './dates.ts'
import { overlaps, understand, type Understood, type Written } from './hours-of-a-day.ts'
import type { BadDate, UnknownTimeZone, WorkingHoursMistake } from './mistakes.ts'
import { union, type Span } from './spans.ts'
import { dateOf, dayOfDate } from './texts.ts'
import { zoneOf, type Zone } from './zone.ts'

/** What a definition says: the hours of each date, and the clocks they go by. */
export interface Meaning {
  readonly dates: Dates
  readonly zone: Zone
}

/** What was understood of a part of a definition, and what is wrong with it. */
interface Read<A> {
  readonly mistakes: readonly WorkingHoursMistake[]
  readonly found: A
}

const dayAfter = (weekday: Weekday): Weekday => weekdays[(weekdays.indexOf(weekday) + 1) % weekdays.length] ?? 'mon'

const readDay = (day: readonly Written[]): Read<readonly Understood[]> => {
  const read = day.map(understand)
  const found = read.flatMap((one) => (E.isRight(one) ? [one.right] : []))
  return { mistakes: [...read.flatMap((one) => (E.isLeft(one) ? one.left : [])), ...overlaps(found)], found }
}

const spansOf = (day: readonly Understood[]): readonly Span[] => union(day.map(({ span }) => span))

const readWeek = ({ weekly }: WorkingHoursDefinition): Read<readonly (readonly Span[])[]> => {
  const days = weekdays.map((day) =>
    readDay(
      (weekly[day] ?? []).map(([from, to], place) => {
        const pointer = `/weekly/${day}/${place}`
        const places = { pointer, fromPointer: `${pointer}/0`, toPointer: `${pointer}/1` }
        return { ...places, day, dayAfter: dayAfter(day), from, to }
      }),
    ),
  )
  return { mistakes: days.flatMap(({ mistakes }) => mistakes), found: days.map(({ found }) => spansOf(found)) }
}

const badDate = (pointer: string, date: string): BadDate => {
  const message = `"${date}" is no date. Write a local date that exists as YYYY-MM-DD, such as 2024-12-25.`
  return { type: 'BadDate', pointer, date, message }
}

const readHolidays = ({ holidays = [] }: WorkingHoursDefinition): Read<readonly number[]> => {
  const days = holidays.map((date) => dayOfDate(date))
  return {
    mistakes: holidays.flatMap((date, place) => (days[place] === null ? [badDate(`/holidays/${place}`, date)] : [])),
    found: days.filter((day) => day !== null),
  }
}

/** Extra hours by their dates, each with its place. */
const extraByDate = ({ extra = [] }: WorkingHoursDefinition): ReadonlyMap<string, readonly Written[]> => {
  const byDate = new Map<string, Written[]>()
  for (const [place, { date, from, to }] of extra.entries()) {
    const pointer = `/extra/${place}`
    const day = dayOfDate(date)
    const places = { pointer, fromPointer: `${pointer}/from`, toPointer: `${pointer}/to` }
    const written = { ...places, day: date, dayAfter: day === null ? 'the day after' : dateOf(day + 1), from, to }
    byDate.set(date, [...(byDate.get(date) ?? []), written])
  }
  return byDate
}

const readExtra = (definition: WorkingHoursDefinition): Read<ReadonlyMap<number, readonly Span[]>> => {
  const mistakes: WorkingHoursMistake[] = []
  const found = new Map<number, readonly Span[]>()
  for (const [date, written] of extraByDate(definition)) {
    const day = dayOfDate(date)
    const read = readDay(written)
    if (day === null) mistakes.push(...written.map(({ pointer }) => badDate(`${pointer}/date`, date)))
    else found.set(day, spansOf(read.found))
    mistakes.push(...read.mistakes)
  }
  return { mistakes, found }
}

const readZone = ({ timeZone }: WorkingHoursDefinition): E.Either<UnknownTimeZone, Zone> => {
  const zone = zoneOf(timeZone)
  const message = `There is no time zone "${timeZone}". Write UTC or a name of the IANA database such as Europe/Berlin.`
  return zone === null ? E.left({ type: 'UnknownTimeZone', pointer: '/timeZone', timeZone, message }) : E.right(zone)
}

const hasHours = ({ weekly, extra = [] }: WorkingHoursDefinition): boolean =>
  extra.length > 0 || weekdays.some((day) => (weekly[day] ?? []).length > 0)

/** Nothing would ever be due. */
export const neverOpens: WorkingHoursMistake = {
  type: 'CalendarNeverOpens',
  pointer: '',
  message: 'These hours never open. Give a weekday hours under weekly, or a date hours under extra.',
}

/** What a zone, a week, holidays and extra hours come to: a holiday takes away, extra hours are put on top. */
const meaningOf = (
  zone: Zone,
  week: readonly (readonly Span[])[],
  [holidays, extra]: readonly [readonly number[], ReadonlyMap<number, readonly Span[]>],
): Meaning => {
  const usual = datesOf(week, new Map())
  const special = new Map<number, readonly Span[]>(holidays.map((day) => [day, []]))
  for (const [day, hours] of extra) special.set(day, union([...(special.get(day) ?? usual.hoursOf(day)), ...hours]))
  for (const day of zone.skipped) special.set(day, [])
  return { zone, dates: datesOf(week, special) }
}

/** Reads a definition, all of it: what it says, or every mistake in it. */
export const readDefinition = (
  definition: WorkingHoursDefinition,
): E.Either<readonly WorkingHoursMistake[], Meaning> => {
  const zone = readZone(definition)
  const [week, holidays, extra] = [readWeek(definition), readHolidays(definition), readExtra(definition)]
  const mistakes = [...week.mistakes, ...holidays.mistakes, ...extra.mistakes]
  if (!hasHours(definition)) mistakes.unshift(neverOpens)
  if (E.isLeft(zone)) return E.left([zone.left, ...mistakes])
  return mistakes.length > 0
    ? E.left(mistakes)
    : E.right(meaningOf(zone.right, week.found, [holidays.found, extra.found]))
}
