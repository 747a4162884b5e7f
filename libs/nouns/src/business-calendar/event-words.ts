import type { BusinessCalendarEvent } from '@deskledger/practices/business-calendar'

type Words = {
  readonly [Type in BusinessCalendarEvent['type']]: (event: Extract<BusinessCalendarEvent, { type: Type }>) => string
}

const MOST = 5
const listed = (all: readonly string[]): string =>
  all.length <= MOST ? all.join(', ') : `${all.slice(0, MOST).join(', ')} and ${all.length - MOST} more`

const words: Words = {
  CalendarDefined: ({ name, definition }) => `defined it: ${name}, in ${definition.timeZone}; version 1`,
  CalendarRevised: ({ version }) => `revised it; version ${version}`,
  HolidaysAdded: ({ added, version }) =>
    `added holidays: ${listed(added.map(({ date, name }) => `${date} ${name}`))}; version ${version}`,
  HolidaysRemoved: ({ removed, version }) => `removed holidays: ${listed(removed)}; version ${version}`,
  ExtraHoursAdded: ({ added, version }) =>
    `added hours: ${listed(added.map(({ date, from, to }) => `${date} ${from}-${to}`))}; version ${version}`,
  CalendarRetired: ({ reason }) => `retired it${reason === null ? '' : `: ${reason}`}`,
}

/** What happened to a business calendar, in one sentence. */
export const wordsOf = (event: BusinessCalendarEvent): string =>
  `${event.by} ${(words[event.type] as (event: BusinessCalendarEvent) => string)(event)}`
