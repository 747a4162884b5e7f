import type { CalendarId, Index, Instant, PersonId, Projection } from '@deskledger/kernel'
import { versionEvents, type VersionEvent } from '../events.ts'
import type { Content } from '../state.ts'

/** One version of a calendar as it was made: never changed afterwards. */
export interface BusinessCalendarVersionRow extends Content {
  readonly calendarId: CalendarId
  readonly version: number
  readonly by: PersonId
  readonly at: Instant
  /** what made it: `HolidaysAdded` … */
  readonly madeBy: VersionEvent['type']
}

const index = (...fields: readonly string[]): Index => ({ name: fields.join('-'), fields })

/** Every version of every business calendar, by `calendarId/version` with the version in six digits. */
export const businessCalendarVersions: Projection<VersionEvent, BusinessCalendarVersionRow> = {
  name: 'business-calendar-versions',
  version: 1,
  on: Object.keys(versionEvents),
  keysOf: ({ data }) => [`${data.calendarId}/${String(data.version).padStart(6, '0')}`],
  apply: (_row, { data }) => {
    const { type: madeBy, calendarId, by, at, version, name, definition, holidayNames } = data
    return { calendarId, version, by, at, madeBy, name, definition, holidayNames }
  },
  indexes: [index('calendarId', 'version'), index('calendarId', 'at')],
  tables: [],
  rollups: [],
}
