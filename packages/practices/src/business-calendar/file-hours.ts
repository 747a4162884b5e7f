import { Title, type Mistake } from '@deskledger/kernel'
import {
  weekdays,
  workingHours,
  type Weekday,
  type WorkingHoursDefinition,
  type WorkingHoursMistake,
} from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Content } from './state.ts'
import type { ExtraHours, Holiday, LocalDate } from './words.ts'

/** Hours of a day as people write them: `09:00-17:00`. */
export const Spans = t.readonlyArray(t.string)

/** The parts of a calendar file that say when work is done. */
interface Written {
  readonly timeZone: string
  readonly weekly: Partial<Readonly<Record<Weekday, readonly string[]>>>
  readonly holidays?: readonly string[] | undefined
  readonly extra?: readonly string[] | undefined
}

/** Something understood, and where it is written. */
interface Placed<A> {
  readonly pointer: string
  readonly found: A
}

type Read<A> = E.Either<Mistake, Placed<A>>

const span = /^(\d{1,2}:\d\d)\s*[-–]\s*(\d{1,2}:\d\d)$/
const dated = /^(\S+)\s+(\S.*)$/
const clock = (text: string): string => text.padStart(5, '0')

const readSpan = (text: string): readonly [from: string, to: string] | undefined => {
  const [, from, to] = span.exec(text) ?? []
  return from === undefined || to === undefined ? undefined : [clock(from), clock(to)]
}

const placed = <A>(pointer: string, found: A | undefined, message: string): Read<A> =>
  found === undefined ? E.left({ pointer, message }) : E.right({ pointer, found })

const readDay = (day: Weekday, texts: readonly string[] = []): readonly Read<readonly [string, string]>[] =>
  texts.map((text, place) =>
    placed(
      `/weekly/${day}/${place}`,
      readSpan(text),
      `"${text}" are no hours. Write them as "09:00-17:00"; an end may be 24:00.`,
    ),
  )

const readExtra = (text: string, place: number): Read<ExtraHours> => {
  const [, date = '', rest = ''] = dated.exec(text) ?? []
  const [from, to] = readSpan(rest) ?? []
  const found = from === undefined || to === undefined ? undefined : { date, from, to }
  return placed(`/extra/${place}`, found, `"${text}" are no extra hours. Write them as "2025-03-08 10:00-14:00".`)
}

/** A date, and what people call it; null: the file does not say. */
interface NamedDate {
  readonly date: string
  readonly name: string | null
}

const readHoliday = (text: string, place: number): Read<NamedDate> => {
  const [, date = text, name = null] = dated.exec(text) ?? []
  const found = name === null || Title.is(name) ? { date, name } : undefined
  const message = 'The name of a holiday is one trimmed line of 1 to 200 characters, as in "2025-12-25 Christmas Day".'
  return placed(`/holidays/${place}`, found, message)
}

/** Where a mistake of the definition is in the file. */
const inFile =
  (places: ReadonlyMap<string, string>) =>
  ({ pointer, message }: WorkingHoursMistake): Mistake => {
    const [place = ''] = /^(?:\/weekly\/\w+\/\d+|\/(?:holidays|extra)\/\d+|\/timeZone)/.exec(pointer) ?? []
    return { pointer: places.get(place) ?? place, message }
  }

/** Lists understood, by where they stand in the definition; and where each of their members is in the file. */
const placesOf = (lists: Readonly<Record<string, readonly Placed<unknown>[]>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(lists).flatMap(([list, members]) =>
      members.map(({ pointer }, place) => [`/${list}/${place}`, pointer] as const),
    ),
  )

/** The definition and the names that a file gives; or every mistake in it, each with its place in the file. */
export const readHours = (file: Written): E.Either<readonly Mistake[], Omit<Content, 'name'>> => {
  const week = weekdays.map((day) => [day, readDay(day, file.weekly[day])] as const)
  const [holidays, extra] = [(file.holidays ?? []).map(readHoliday), (file.extra ?? []).map(readExtra)]
  const unread = [...week.flatMap(([, spans]) => spans), ...holidays, ...extra].flatMap((one) =>
    E.isLeft(one) ? [one.left] : [],
  )
  const understood = <A>(reads: readonly Read<A>[]): readonly Placed<A>[] =>
    reads.flatMap((one) => (E.isRight(one) ? [one.right] : []))
  const [days, dates, hours] = [
    week.map(([day, spans]) => [day, understood(spans)] as const),
    understood(holidays),
    understood(extra),
  ]
  const definition: WorkingHoursDefinition = {
    timeZone: file.timeZone,
    weekly: Object.fromEntries(days.map(([day, spans]) => [day, spans.map(({ found }) => found)])),
    holidays: dates.map(({ found }) => found.date),
    extra: hours.map(({ found }) => found),
  }
  const read = workingHours(definition)
  const weekly = Object.fromEntries(days.map(([day, spans]) => [`weekly/${day}`, spans]))
  const toFile = inFile(placesOf({ ...weekly, holidays: dates, extra: hours }))
  const wrong = E.isLeft(read) ? read.left : []
  // What could not be read may well be the hours that are missed.
  const mistakes = wrong.filter(({ type }) => unread.length === 0 || type !== 'CalendarNeverOpens').map(toFile)
  if (E.isLeft(read) || unread.length > 0) return E.left([...unread, ...mistakes])
  return E.right({ definition: read.right.definition, holidayNames: dates.flatMap(({ found }) => nameOf(found)) })
}

const nameOf = ({ date, name }: NamedDate): readonly Holiday[] =>
  name === null ? [] : [{ date: date as LocalDate, name: name as Title }]
