import { instantOf, type Projection, type StoredEvent } from '@deskledger/kernel'
import type { BusinessCalendarEvent } from '../events.ts'
import { businessCalendarExamples } from '../examples.ts'
import { businessCalendarVersions } from './business-calendar-versions.ts'
import { businessCalendars } from './business-calendars.ts'

const { CalendarDefined: defined, HolidaysAdded: added, CalendarRetired: retired } = businessCalendarExamples.events

const stored = (events: readonly BusinessCalendarEvent[]): readonly StoredEvent<BusinessCalendarEvent>[] =>
  events.map(
    (data, revision) =>
      ({
        stream: `business-calendar-${data.calendarId}`,
        revision,
        type: data.type,
        data,
        recordedAt: instantOf(1_700_000_000_000 + revision),
      }) as StoredEvent<BusinessCalendarEvent>,
  )

const folded = <Event, Doc extends object>(
  { on, keysOf, apply }: Projection<Event, Doc>,
  events: readonly BusinessCalendarEvent[],
): ReadonlyMap<string, Doc> => {
  const documents = new Map<string, Doc>()
  for (const event of stored(events) as unknown as readonly StoredEvent<Event>[])
    for (const key of on.includes(event.type) ? keysOf(event) : []) {
      const document = apply(documents.get(key), event, key)
      if (document) documents.set(key, document)
    }
  return documents
}

const at = '2025-06-01T00:00:00.000Z' as typeof defined.at

describe('business-calendars', () => {
  const rows = (...events: readonly BusinessCalendarEvent[]) => folded(businessCalendars, events)
  it('has each calendar as it stands', () => {
    const row = rows(defined, { ...added, at, by: 'bob' as typeof added.by }).get('berlin-office')
    expect(row).toStrictEqual({
      calendarId: 'berlin-office',
      status: 'Active',
      version: 2,
      name: 'Berlin office',
      timeZone: 'Europe/Berlin',
      definition: added.definition,
      holidayNames: added.holidayNames,
      definedAt: defined.at,
      updatedAt: at,
      updatedBy: 'bob',
      retired: null,
      revision: 1,
    })
  })
  it('keeps the last version of one that is retired', () => {
    const row = rows(defined, added, { ...retired, at }).get('berlin-office')
    expect(row).toMatchObject({ status: 'Retired', version: 2, definition: added.definition, updatedAt: at })
    expect(row?.retired).toStrictEqual({ at, by: 'ada', reason: 'The office moved.' })
  })
})

describe('business-calendar-versions', () => {
  const versions = folded(businessCalendarVersions, [defined, { ...added, at }, retired])
  it('has a document for each version, whose keys sort', () => {
    expect([...versions.keys()]).toStrictEqual(['berlin-office/000001', 'berlin-office/000002'])
  })
  it('says what each version says, who made it, when and how', () => {
    const { definition, holidayNames, name } = added
    expect(versions.get('berlin-office/000002')).toStrictEqual({
      calendarId: 'berlin-office',
      version: 2,
      by: 'ada',
      at,
      madeBy: 'HolidaysAdded',
      name,
      definition,
      holidayNames,
    })
  })
})
