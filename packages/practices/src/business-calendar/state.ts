import type { Body, Count, Instant, Title } from '@deskledger/kernel'
import type { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import type { BusinessCalendarEvent } from './events.ts'
import type { Holiday } from './words.ts'

/** What one version says. */
export interface Content {
  readonly name: Title
  readonly definition: WorkingHoursDefinition
  /** by date, then by name */
  readonly holidayNames: readonly Holiday[]
}

interface Versioned extends Content {
  /** from 1 */
  readonly version: Count
}

export interface Active extends Versioned {
  readonly status: 'Active'
}

interface Retired extends Versioned {
  readonly status: 'Retired'
  readonly retiredAt: Instant
  readonly reason: Body | null
}

/** What the rules must remember; not what people look at (see read-models/). */
export type BusinessCalendar = { readonly status: 'Unknown' } | Active | Retired

export const initial: BusinessCalendar = { status: 'Unknown' }

/** What a calendar is after one more event; an event that makes a version says all of it. */
export const evolve = (calendar: BusinessCalendar, event: BusinessCalendarEvent): BusinessCalendar => {
  switch (event.type) {
    case 'CalendarDefined':
    case 'CalendarRevised':
    case 'HolidaysAdded':
    case 'HolidaysRemoved':
    case 'ExtraHoursAdded': {
      const { version, name, definition, holidayNames } = event
      return { status: 'Active', version, name, definition, holidayNames }
    }
    case 'CalendarRetired':
      if (calendar.status === 'Unknown') return calendar
      return { ...calendar, status: 'Retired', retiredAt: event.at, reason: event.reason }
  }
}
