import type { CalendarId, Count, Instant } from '@deskledger/kernel'
import type { WorkingHoursMistake } from '@deskledger/kernel/working-time'
import type { ExtraHours, LocalDate } from './words.ts'

interface Fact<Type extends string> {
  readonly type: Type
  readonly calendarId: CalendarId
}

/** Hours that are added to a date and run into hours added to it before. */
export interface ExtraClash {
  readonly added: ExtraHours
  readonly existing: ExtraHours
}

/** Why a command of a business calendar may be refused. Facts only; the edge words them for people. */
export type BusinessCalendarRefusal =
  | Fact<'CalendarNotFound'>
  | (Fact<'CalendarAlreadyDefined'> & { readonly version: Count })
  | (Fact<'CalendarAlreadyRetired'> & { readonly retiredAt: Instant })
  /** all mistakes; places are RFC 6901 pointers into the definition, or into what the command adds to it */
  | (Fact<'BadWorkingHours'> & { readonly mistakes: readonly WorkingHoursMistake[] })
  | (Fact<'NamesWithoutHoliday'> & { readonly dates: readonly LocalDate[] })
  | (Fact<'ExtraHoursClash'> & { readonly clashes: readonly ExtraClash[] })
