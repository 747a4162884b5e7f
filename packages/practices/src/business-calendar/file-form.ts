import { CalendarId, equalJson, Title, type Instant, type Mistake, type PersonId } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { BusinessCalendarCommand } from './commands.ts'
import { checked, contentOf } from './content.ts'
import { readHours, Spans } from './file-hours.ts'
import type { BusinessCalendarRefusal } from './refusals.ts'
import { wordsForRefusal } from './refusal-words.ts'
import type { Content } from './state.ts'
import type { Status } from './words.ts'

/**
 * A business calendar as a person writes it in a file. Hours are `09:00-17:00`; a holiday is its date, or its date and what
 * people call it; extra hours are a date and hours.
 * @example { kind: 'business-calendar', id: 'berlin-office', name: 'Berlin office', timeZone: 'Europe/Berlin',
 *   weekly: { mon: ['09:00-12:00', '13:00-17:00'] }, holidays: ['2025-12-25 Christmas Day'], extra: ['2025-03-08 10:00-14:00'] }
 */
export const CalendarFile = t.exact(
  t.intersection([
    t.type({
      kind: t.literal('business-calendar'),
      id: CalendarId,
      name: Title,
      timeZone: t.string,
      weekly: t.exact(
        t.partial({ mon: Spans, tue: Spans, wed: Spans, thu: Spans, fri: Spans, sat: Spans, sun: Spans }),
      ),
    }),
    t.partial({ holidays: t.readonlyArray(t.string), extra: t.readonlyArray(t.string), retired: t.boolean }),
  ]),
  'CalendarFile',
)
export type CalendarFile = t.TypeOf<typeof CalendarFile>

/** A calendar as it is: the rules' state of one that exists, or its row of `business-calendars`. */
export interface CalendarNow extends Content {
  readonly status: Status
}

/** Who asks for what a file says, and when. */
interface Asked {
  readonly by: PersonId
  readonly at: Instant
}

/** What a file says, in order; or every mistake in it. */
const written = (file: CalendarFile): E.Either<readonly Mistake[], Content> => {
  const hours = readHours(file)
  if (E.isLeft(hours)) return hours
  return E.mapLeft((refusal: BusinessCalendarRefusal) => [{ pointer: '', message: wordsForRefusal(refusal) }])(
    checked(file.id, { name: file.name, ...hours.right }),
  )
}

type Steps = E.Either<readonly Mistake[], readonly BusinessCalendarCommand[]>

/** What contradicts a calendar that is retired already. */
const fromRetired = ({ id, retired }: CalendarFile, same: boolean): Steps => {
  const final = 'A retired calendar is final: write the file under another id.'
  if (retired !== true)
    return E.left([
      { pointer: '/retired', message: `Calendar ${id} is retired, and the file says it is not. ${final}` },
    ])
  return same
    ? E.right([])
    : E.left([{ pointer: '', message: `Calendar ${id} is retired, and the file changes it. ${final}` }])
}

const steps = (current: CalendarNow | null, file: CalendarFile, { by, at }: Asked) => {
  const said = { calendarId: file.id, by, at }
  return (content: Content): Steps => {
    const same = current !== null && equalJson(contentOf(current), content)
    if (current?.status === 'Retired') return fromRetired(file, same)
    const type = current === null ? 'DefineCalendar' : 'ReviseCalendar'
    return E.right([
      ...(same ? [] : [{ type, ...said, ...content } as const]),
      ...(file.retired === true ? [{ type: 'RetireCalendar', ...said } as const] : []),
    ])
  }
}

/**
 * The commands that lead from a calendar as it is to what a file says; none where it says so already.
 * @errors  all mistakes of the file, each with its place in it
 */
export const commandsTowards = (
  current: CalendarNow | null,
  wanted: CalendarFile,
  asked: Asked,
): E.Either<readonly Mistake[], readonly BusinessCalendarCommand[]> =>
  E.flatMap(steps(current, wanted, asked))(written(wanted))
