import type { CalendarId, Mistake } from '@deskledger/kernel'
import type { AgreementFile } from '@deskledger/practices/agreement'

/** A calendar that an agreement names, and where. */
export interface CalendarNamed {
  readonly pointer: string
  readonly calendar: CalendarId
}

/** Every calendar that an agreement names. */
export const calendarsNamed = ({ calendar, targets }: AgreementFile): readonly CalendarNamed[] => [
  ...(calendar === undefined ? [] : [{ pointer: '/calendar', calendar }]),
  ...targets.flatMap((target, place) =>
    target.calendar === undefined ? [] : [{ pointer: `/targets/${place}/calendar`, calendar: target.calendar }],
  ),
]

/** What is wrong with the calendars that an agreement names, where some are known. */
export const calendarsUnknown = (file: AgreementFile, isKnown: (calendar: CalendarId) => boolean): readonly Mistake[] =>
  calendarsNamed(file)
    .filter(({ calendar }) => !isKnown(calendar))
    .map(({ pointer, calendar }) => ({
      pointer,
      message: `There is no calendar ${calendar}, neither in the ledger nor in these files. Name its file too, or another calendar.`,
    }))
