export {
  AddExtraHours,
  AddHolidays,
  businessCalendarCommands,
  DefineCalendar,
  RemoveHolidays,
  RetireCalendar,
  ReviseCalendar,
  type BusinessCalendarCommand,
} from './commands.ts'
export {
  businessCalendarEvents,
  CalendarDefined,
  CalendarRetired,
  CalendarRevised,
  ExtraHoursAdded,
  HolidaysAdded,
  HolidaysRemoved,
  type BusinessCalendarEvent,
  type VersionEvent,
} from './events.ts'
export { ExtraHours, Holiday, LocalDate, Status } from './words.ts'
export { businessCalendarDecider } from './decide.ts'
export { businessCalendarExamples } from './examples.ts'
export { businessCalendarPractice } from './practice.ts'
export {
  businessCalendarReadModels,
  businessCalendars,
  businessCalendarVersions,
  type BusinessCalendarRow,
  type BusinessCalendarVersionRow,
} from './read-models/index.ts'
export { CalendarFile, commandsTowards, type CalendarNow } from './file-form.ts'
export { openingsOf, type Opening } from './openings.ts'
export { permissions } from './permissions.ts'
export type { BusinessCalendarRefusal, ExtraClash } from './refusals.ts'
export { wordsForRefusal } from './refusal-words.ts'
export type { BusinessCalendar, Content } from './state.ts'
