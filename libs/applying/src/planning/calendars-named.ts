import { CalendarId, type Mistake } from '@deskledger/kernel'
import { memberOf } from '../forms/subject.ts'

/** A calendar that an agreement names, and where. */
interface CalendarNamed {
  readonly pointer: string
  readonly calendar: CalendarId
}

const namedIn = (value: unknown, pointer: string): readonly CalendarNamed[] => {
  const calendar = memberOf(value, 'calendar')
  return CalendarId.is(calendar) ? [{ pointer: `${pointer}/calendar`, calendar }] : []
}

/** Every calendar that a document of an agreement names, whatever else is wrong with it. */
export const calendarsNamed = (value: unknown): readonly CalendarNamed[] => {
  const targets = memberOf(value, 'targets')
  return [
    ...namedIn(value, ''),
    ...(Array.isArray(targets) ? targets.flatMap((target, place) => namedIn(target, `/targets/${place}`)) : []),
  ]
}

/** What is wrong with the calendars that an agreement names, where some are known. */
export const calendarsUnknown = (value: unknown, isKnown: (calendar: CalendarId) => boolean): readonly Mistake[] =>
  calendarsNamed(value)
    .filter(({ calendar }) => !isKnown(calendar))
    .map(({ pointer, calendar }) => ({
      pointer,
      message: `There is no calendar ${calendar}, neither in the ledger nor in these files. Name its file too, or another calendar.`,
    }))
