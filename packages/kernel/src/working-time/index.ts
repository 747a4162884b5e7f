export { dueInDays } from './days.ts'
export { weekdays, WorkingHoursDefinition, type Weekday } from './definition.ts'
export { due } from './due.ts'
export { elapsed } from './elapsed.ts'
export type { HoursEnd, NotWhole, StillPaused, WorkingTimeFailure } from './failures.ts'
export { workingHours, type WorkingHours } from './hours.ts'
export { intervals, type Interval } from './intervals.ts'
export type {
  BadDate,
  BadInterval,
  BadTime,
  CalendarNeverOpens,
  Instead,
  UnknownTimeZone,
  WorkingHoursMistake,
} from './mistakes.ts'
export type { Pause } from './pauses.ts'
export { shift } from './shift.ts'
