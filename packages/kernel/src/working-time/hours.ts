import * as E from 'fp-ts/lib/Either.js'
import { neverOpens, readDefinition, type Meaning } from './checking.ts'
import { weekdays, type WorkingHoursDefinition } from './definition.ts'
import type { WorkingHoursMistake } from './mistakes.ts'
import { openingsIn, type Openings } from './openings.ts'
import { FIRST, LAST } from './timeline.ts'

/** When work is done, ready to be asked. Made by `workingHours`; what is stored is the definition. */
export interface WorkingHours extends Meaning {
  /** as it was given, each list in order and no date twice: the same hours have the same canonical JSON */
  readonly definition: WorkingHoursDefinition
  readonly openings: Openings
}

const inOrder = <A>(list: readonly A[], keyOf: (one: A) => string): readonly A[] =>
  [...list].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

const tidied = ({ timeZone, weekly, holidays = [], extra = [] }: WorkingHoursDefinition): WorkingHoursDefinition => ({
  timeZone,
  weekly: Object.fromEntries(
    weekdays.flatMap((day) => {
      const hours = weekly[day] ?? []
      return hours.length === 0 ? [] : [[day, inOrder(hours, ([from]) => from)]]
    }),
  ),
  holidays: [...new Set(holidays)].sort(),
  extra: inOrder(extra, ({ date, from }) => date + from),
})

/**
 * Makes hours of their definition. What they need of the past and future is worked out when it is first asked for, and kept.
 * @errors  every mistake at once, each with its place: UnknownTimeZone, BadTime, BadDate, BadInterval, CalendarNeverOpens
 */
export const workingHours = (
  definition: WorkingHoursDefinition,
): E.Either<readonly WorkingHoursMistake[], WorkingHours> => {
  const read = readDefinition(definition)
  if (E.isLeft(read)) return read
  const { dates, zone } = read.right
  const openings = openingsIn(dates, zone)
  const opens = dates.weekly || openings.worked(LAST) > openings.worked(FIRST)
  return opens ? E.right({ definition: tidied(definition), dates, zone, openings }) : E.left([neverOpens])
}
