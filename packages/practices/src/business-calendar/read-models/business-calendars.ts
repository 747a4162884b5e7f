import type { Body, CalendarId, Index, Instant, PersonId, Projection, StoredEvent } from '@deskledger/kernel'
import { businessCalendarEvents, type BusinessCalendarEvent } from '../events.ts'
import type { Content } from '../state.ts'
import type { Status } from '../words.ts'

/** A calendar as it stands: its present version, all of it. */
export interface BusinessCalendarRow extends Content {
  readonly calendarId: CalendarId
  readonly status: Status
  readonly version: number
  readonly timeZone: string
  readonly definedAt: Instant
  readonly updatedAt: Instant
  readonly updatedBy: PersonId
  readonly retired: { readonly at: Instant; readonly by: PersonId; readonly reason: Body | null } | null
  readonly revision: number
}

const index = (...fields: readonly string[]): Index => ({ name: fields.join('-'), fields })

const after = (
  row: BusinessCalendarRow | undefined,
  { data, revision }: StoredEvent<BusinessCalendarEvent>,
): BusinessCalendarRow | undefined => {
  const { calendarId, by, at } = data
  const now = { updatedAt: at, updatedBy: by, revision }
  if (data.type === 'CalendarRetired')
    return row && { ...row, ...now, status: 'Retired', retired: { at, by, reason: data.reason } }
  const { version, name, definition, holidayNames } = data
  return {
    calendarId,
    status: 'Active',
    version,
    name,
    timeZone: definition.timeZone,
    definition,
    holidayNames,
    definedAt: row?.definedAt ?? at,
    ...now,
    retired: null,
  }
}

/** Every business calendar as it stands now. */
export const businessCalendars: Projection<BusinessCalendarEvent, BusinessCalendarRow> = {
  name: 'business-calendars',
  version: 1,
  on: Object.keys(businessCalendarEvents),
  keysOf: ({ data }) => [data.calendarId],
  apply: after,
  indexes: [index('name'), index('status', 'name'), index('timeZone', 'name'), index('updatedAt')],
  tables: [],
  rollups: [],
}
