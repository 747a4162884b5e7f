import type { Body, CalendarId, Count, Instant, PersonId, Title } from '@deskledger/kernel'
import type { BusinessCalendarCommand } from './commands.ts'
import type { BusinessCalendarEvent } from './events.ts'
import type { Holiday, LocalDate } from './words.ts'

type Commands = { readonly [Type in BusinessCalendarCommand['type']]: Extract<BusinessCalendarCommand, { type: Type }> }
type Events = { readonly [Type in BusinessCalendarEvent['type']]: Extract<BusinessCalendarEvent, { type: Type }> }

const said = {
  calendarId: 'berlin-office' as CalendarId,
  by: 'ada' as PersonId,
  at: '2025-03-01T09:30:00.000Z' as Instant,
}
const name = 'Berlin office' as Title
const holiday = (date: string, called: string): Holiday => ({ date: date as LocalDate, name: called as Title })
const christmas = holiday('2025-12-25', 'Christmas Day')
const unity = holiday('2025-10-03', 'Day of German Unity')
const saturday = { date: '2025-03-08', from: '10:00', to: '14:00' }
const day = [['09:00', '17:00']] as const
const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day }
const friday = { ...weekly, fri: [['09:00', '15:00']] as const }
const definition = { timeZone: 'Europe/Berlin', weekly, holidays: ['2025-12-25'], extra: [] }
const first = { name, definition, holidayNames: [christmas] }
const second = { ...said, version: 2 as Count, ...first }

/** One good value of each command and event, by type: each event is what its command does to version 1. */
export const businessCalendarExamples: { readonly commands: Commands; readonly events: Events } = {
  commands: {
    DefineCalendar: { type: 'DefineCalendar', ...said, ...first },
    ReviseCalendar: { type: 'ReviseCalendar', ...said, definition: { ...definition, weekly: friday } },
    AddHolidays: { type: 'AddHolidays', ...said, holidays: [unity] },
    RemoveHolidays: { type: 'RemoveHolidays', ...said, dates: [christmas.date] },
    AddExtraHours: { type: 'AddExtraHours', ...said, extra: [saturday] },
    RetireCalendar: { type: 'RetireCalendar', ...said, reason: 'The office moved.' as Body },
  },
  events: {
    CalendarDefined: { type: 'CalendarDefined', ...said, version: 1 as Count, ...first },
    CalendarRevised: { type: 'CalendarRevised', ...second, definition: { ...definition, weekly: friday } },
    HolidaysAdded: {
      type: 'HolidaysAdded',
      ...second,
      definition: { ...definition, holidays: ['2025-10-03', '2025-12-25'] },
      holidayNames: [unity, christmas],
      added: [unity],
    },
    HolidaysRemoved: {
      type: 'HolidaysRemoved',
      ...second,
      definition: { ...definition, holidays: [] },
      holidayNames: [],
      removed: [christmas.date],
    },
    ExtraHoursAdded: {
      type: 'ExtraHoursAdded',
      ...second,
      definition: { ...definition, extra: [saturday] },
      added: [saturday],
    },
    CalendarRetired: {
      type: 'CalendarRetired',
      ...said,
      version: 1 as Count,
      reason: 'The office moved.' as Body,
    },
  },
}
