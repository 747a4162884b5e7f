import type { CalendarId } from '@deskledger/kernel'
import { workingHours } from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import type { BusinessCalendarRefusal } from './refusals.ts'
import type { Content } from './state.ts'
import type { Holiday, LocalDate } from './words.ts'

const keyOf = ({ date, name }: Holiday): string => `${date} ${name}`

/** Names by date, then by name, none twice. */
const tidied = (names: readonly Holiday[]): readonly Holiday[] => {
  const byKey = new Map(names.map((holiday) => [keyOf(holiday), holiday]))
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? [])
}

/** Names that are not there yet, none twice. */
export const newNames = (names: readonly Holiday[], before: readonly Holiday[]): readonly Holiday[] => {
  const known = new Set(before.map(keyOf))
  return tidied(names).filter((holiday) => !known.has(keyOf(holiday)))
}

/** What a version says, and nothing else. */
export const contentOf = ({ name, definition, holidayNames }: Content): Content => ({ name, definition, holidayNames })

/** What a version says, in order; or every mistake in its hours. */
export const checked = (
  calendarId: CalendarId,
  { name, definition, holidayNames }: Content,
): E.Either<BusinessCalendarRefusal, Content> => {
  const hours = workingHours(definition)
  if (E.isLeft(hours)) return E.left({ type: 'BadWorkingHours', calendarId, mistakes: hours.left })
  const dates = new Set(definition.holidays)
  const strays: readonly LocalDate[] = holidayNames.flatMap(({ date }) => (dates.has(date) ? [] : [date]))
  return strays.length > 0
    ? E.left({ type: 'NamesWithoutHoliday', calendarId, dates: [...new Set(strays)] })
    : E.right({ name, definition: hours.right.definition, holidayNames: tidied(holidayNames) })
}
