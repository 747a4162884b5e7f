import type { Practice } from '@deskledger/kernel'
import { businessCalendarCommands, type BusinessCalendarCommand } from './commands.ts'
import { businessCalendarDecider } from './decide.ts'
import { businessCalendarEvents, type BusinessCalendarEvent } from './events.ts'
import { permissions } from './permissions.ts'
import { businessCalendarReadModels } from './read-models/index.ts'
import type { BusinessCalendarRefusal } from './refusals.ts'
import type { BusinessCalendar } from './state.ts'
import { schemaVersions, upcast } from './versions.ts'

/** The business calendar practice as the runtime, the command line and the API assemble it. */
export const businessCalendarPractice: Practice<
  BusinessCalendarCommand,
  BusinessCalendar,
  BusinessCalendarEvent,
  BusinessCalendarRefusal
> = {
  name: 'business-calendar',
  decider: businessCalendarDecider,
  keyOf: ({ calendarId }) => calendarId,
  commands: businessCalendarCommands,
  events: businessCalendarEvents,
  schemaVersions,
  upcast,
  permissions,
  readModels: businessCalendarReadModels,
}
