import { Body, CalendarId, Instant, PersonId, Title } from '@deskledger/kernel'
import { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import * as t from 'io-ts'
import { ExtraHours, Holiday, LocalDate, orNull } from './words.ts'

/** The codec of one command: what all carry, what it must say, and what it may say. */
const ask = <Type extends string, Must extends t.Props, May extends t.Props>(type: Type, must: Must, may: May) =>
  t.exact(
    t.intersection([
      t.type({ type: t.literal(type), calendarId: CalendarId, by: PersonId, at: Instant, ...must }),
      t.partial(may),
    ]),
    type,
  )

/** Version 1 of a calendar: when work is done, and what its holidays are called. */
export const DefineCalendar = ask(
  'DefineCalendar',
  { name: Title, definition: WorkingHoursDefinition },
  { holidayNames: t.readonlyArray(Holiday) },
)
export type DefineCalendar = t.TypeOf<typeof DefineCalendar>

/** A new version; what is left out stays. Left-out names stay with the dates that are still holidays. */
export const ReviseCalendar = ask(
  'ReviseCalendar',
  {},
  { name: Title, definition: WorkingHoursDefinition, holidayNames: t.readonlyArray(Holiday) },
)
export type ReviseCalendar = t.TypeOf<typeof ReviseCalendar>

/** A new version with these holidays too. */
export const AddHolidays = ask('AddHolidays', { holidays: t.readonlyArray(Holiday) }, {})
export type AddHolidays = t.TypeOf<typeof AddHolidays>

/** A new version without the holidays of these dates. */
export const RemoveHolidays = ask('RemoveHolidays', { dates: t.readonlyArray(LocalDate) }, {})
export type RemoveHolidays = t.TypeOf<typeof RemoveHolidays>

/** A new version that is open at these hours too, on top of what their dates have. */
export const AddExtraHours = ask('AddExtraHours', { extra: t.readonlyArray(ExtraHours) }, {})
export type AddExtraHours = t.TypeOf<typeof AddExtraHours>

/** No more versions: nothing new is to go by it. What has pinned a version goes on. */
export const RetireCalendar = ask('RetireCalendar', {}, { reason: orNull(Body) })
export type RetireCalendar = t.TypeOf<typeof RetireCalendar>

/** All that may be asked of a business calendar, by type. */
export const businessCalendarCommands = {
  DefineCalendar,
  ReviseCalendar,
  AddHolidays,
  RemoveHolidays,
  AddExtraHours,
  RetireCalendar,
}
export type BusinessCalendarCommand = t.TypeOf<(typeof businessCalendarCommands)[keyof typeof businessCalendarCommands]>
