import { equalJson, happened, nothing, refused, type Count, type Decider, type Decision } from '@deskledger/kernel'
import { workingHours } from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type {
  AddExtraHours,
  AddHolidays,
  BusinessCalendarCommand,
  DefineCalendar,
  RemoveHolidays,
  RetireCalendar,
  ReviseCalendar,
} from './commands.ts'
import { checked, contentOf, newNames } from './content.ts'
import type { BusinessCalendarEvent } from './events.ts'
import type { BusinessCalendarRefusal, ExtraClash } from './refusals.ts'
import { evolve, initial, type Active, type BusinessCalendar, type Content } from './state.ts'
import type { ExtraHours } from './words.ts'

type Verdict = Decision<BusinessCalendarEvent, BusinessCalendarRefusal>
type Said = Pick<BusinessCalendarCommand, 'calendarId' | 'by' | 'at'>

const said = ({ calendarId, by, at }: Said): Said => ({ calendarId, by, at })
const next = ({ version }: Active): Count => (version + 1) as Count

const active = ({ calendarId }: Said, calendar: BusinessCalendar): E.Either<BusinessCalendarRefusal, Active> => {
  switch (calendar.status) {
    case 'Unknown':
      return E.left({ type: 'CalendarNotFound', calendarId })
    case 'Retired':
      return E.left({ type: 'CalendarAlreadyRetired', calendarId, retiredAt: calendar.retiredAt })
    case 'Active':
      return E.right(calendar)
  }
}

const define = (command: DefineCalendar, calendar: BusinessCalendar): Verdict => {
  const { calendarId, name, definition, holidayNames = [] } = command
  return pipe(
    checked(calendarId, { name, definition, holidayNames }),
    E.flatMap((content): Verdict => {
      if (calendar.status === 'Unknown')
        return happened({ type: 'CalendarDefined', ...said(command), version: 1 as Count, ...content })
      if (calendar.status === 'Active' && equalJson(contentOf(calendar), content)) return nothing
      return refused({ type: 'CalendarAlreadyDefined', calendarId, version: calendar.version })
    }),
  )
}

const revised = (command: ReviseCalendar, calendar: Active): Content => {
  const { name = calendar.name, definition = calendar.definition } = command
  const dates = new Set(definition.holidays)
  const { holidayNames = calendar.holidayNames.filter(({ date }) => dates.has(date)) } = command
  return { name, definition, holidayNames }
}

const revise = (command: ReviseCalendar, calendar: Active): Verdict =>
  pipe(
    checked(command.calendarId, revised(command, calendar)),
    E.flatMap((content): Verdict =>
      equalJson(contentOf(calendar), content)
        ? nothing
        : happened({ type: 'CalendarRevised', ...said(command), version: next(calendar), ...content }),
    ),
  )

const addHolidays = (command: AddHolidays, calendar: Active): Verdict => {
  const { name, definition, holidayNames } = calendar
  const added = newNames(command.holidays, holidayNames)
  if (added.length === 0) return nothing
  const holidays = [...(definition.holidays ?? []), ...added.map(({ date }) => date)]
  const wanted = { name, definition: { ...definition, holidays }, holidayNames: [...holidayNames, ...added] }
  return pipe(
    checked(command.calendarId, wanted),
    E.flatMap((content) =>
      happened({ type: 'HolidaysAdded' as const, ...said(command), version: next(calendar), ...content, added }),
    ),
  )
}

const removeHolidays = (command: RemoveHolidays, calendar: Active): Verdict => {
  const { name, definition, holidayNames } = calendar
  const gone = new Set<string>(command.dates)
  const removed = [...new Set(command.dates)].filter((date) => definition.holidays?.includes(date) === true).sort()
  if (removed.length === 0) return nothing
  const holidays = (definition.holidays ?? []).filter((date) => !gone.has(date))
  const left = holidayNames.filter(({ date }) => !gone.has(date))
  return pipe(
    checked(command.calendarId, { name, definition: { ...definition, holidays }, holidayNames: left }),
    E.flatMap((content) =>
      happened({ type: 'HolidaysRemoved' as const, ...said(command), version: next(calendar), ...content, removed }),
    ),
  )
}

const meets = (a: ExtraHours, b: ExtraHours): boolean => a.date === b.date && a.from < b.to && b.from < a.to

const clashesOf = (added: readonly ExtraHours[], existing: readonly ExtraHours[]): readonly ExtraClash[] =>
  added.flatMap((one) =>
    existing.filter((other) => meets(one, other)).map((other) => ({ added: one, existing: other })),
  )

const addExtraHours = (command: AddExtraHours, calendar: Active): Verdict => {
  const { calendarId, extra } = command
  const { name, definition, holidayNames } = calendar
  const existing = definition.extra ?? []
  const added = extra.filter((one) => !existing.some((other) => equalJson(one, other)))
  if (added.length === 0) return nothing
  // Alone, so that places of mistakes are those of the command.
  const alone = workingHours({ timeZone: definition.timeZone, weekly: definition.weekly, extra })
  if (E.isLeft(alone)) return refused({ type: 'BadWorkingHours', calendarId, mistakes: alone.left })
  const clashes = clashesOf(added, existing)
  if (clashes.length > 0) return refused({ type: 'ExtraHoursClash', calendarId, clashes })
  return pipe(
    checked(calendarId, { name, definition: { ...definition, extra: [...existing, ...added] }, holidayNames }),
    E.flatMap((content) =>
      happened({ type: 'ExtraHoursAdded' as const, ...said(command), version: next(calendar), ...content, added }),
    ),
  )
}

const retire = (command: RetireCalendar, calendar: BusinessCalendar): Verdict => {
  const { reason = null } = command
  if (calendar.status === 'Retired' && calendar.reason === reason) return nothing
  return pipe(
    active(command, calendar),
    E.flatMap(({ version }) => happened({ type: 'CalendarRetired' as const, ...said(command), version, reason })),
  )
}

const whenActive = <Command extends Said>(
  rule: (command: Command, calendar: Active) => Verdict,
): ((command: Command, calendar: BusinessCalendar) => Verdict) => {
  return (command, calendar) => E.flatMap((known: Active) => rule(command, known))(active(command, calendar))
}

const rules = {
  revise: whenActive(revise),
  addHolidays: whenActive(addHolidays),
  removeHolidays: whenActive(removeHolidays),
  addExtraHours: whenActive(addExtraHours),
}

const decide = (command: BusinessCalendarCommand, calendar: BusinessCalendar): Verdict => {
  switch (command.type) {
    case 'DefineCalendar':
      return define(command, calendar)
    case 'ReviseCalendar':
      return rules.revise(command, calendar)
    case 'AddHolidays':
      return rules.addHolidays(command, calendar)
    case 'RemoveHolidays':
      return rules.removeHolidays(command, calendar)
    case 'AddExtraHours':
      return rules.addExtraHours(command, calendar)
    case 'RetireCalendar':
      return retire(command, calendar)
  }
}

/** The rules of business calendars. */
export const businessCalendarDecider: Decider<
  BusinessCalendarCommand,
  BusinessCalendar,
  BusinessCalendarEvent,
  BusinessCalendarRefusal
> = { initial, decide, evolve }
