import type { BusinessCalendarRefusal } from './refusals.ts'
import type { ExtraHours } from './words.ts'

type Words = {
  readonly [Type in BusinessCalendarRefusal['type']]: (
    refusal: Extract<BusinessCalendarRefusal, { type: Type }>,
  ) => string
}

const placed = ({ pointer, message }: { readonly pointer: string; readonly message: string }): string =>
  pointer === '' ? message : `${pointer}: ${message}`
const hours = ({ date, from, to }: ExtraHours): string => `${date} ${from}–${to}`

const words: Words = {
  CalendarNotFound: ({ calendarId }) =>
    `There is no business calendar ${calendarId}. Check the id, or define it first.`,
  CalendarAlreadyDefined: ({ calendarId, version }) =>
    `Business calendar ${calendarId} exists already, at version ${version}. Revise it, or use another id.`,
  CalendarAlreadyRetired: ({ calendarId, retiredAt }) =>
    `Business calendar ${calendarId} was retired at ${retiredAt}, and that is final. Define another one.`,
  BadWorkingHours: ({ calendarId, mistakes }) =>
    `The hours of business calendar ${calendarId} have mistakes (${mistakes.length}). ${mistakes.map(placed).join(' ')}`,
  NamesWithoutHoliday: ({ calendarId, dates }) =>
    `Business calendar ${calendarId} has names for dates that are no holidays of it: ${dates.join(', ')}. Add the dates to the holidays, or take the names out.`,
  ExtraHoursClash: ({ calendarId, clashes }) =>
    `Business calendar ${calendarId} has extra hours already that these run into. ${clashes
      .map(({ added, existing }) => `${hours(added)} runs into ${hours(existing)}.`)
      .join(' ')} Add only the time that is missing, or revise the calendar.`,
}

/** A refusal in a sentence for people: which calendar, why not, what to do. */
export const wordsForRefusal = (refusal: BusinessCalendarRefusal): string =>
  (words[refusal.type] as (refusal: BusinessCalendarRefusal) => string)(refusal)
