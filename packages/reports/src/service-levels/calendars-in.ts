import type { Count } from '@deskledger/kernel'
import type { BusinessCalendarRow } from '@deskledger/practices/business-calendar'
import type { PinnedCalendar } from '@deskledger/practices/service-level-clock'
import type { ViewFailure, Views } from '@deskledger/read-store'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

/** Every business calendar as it stands, in the form that clocks pin. */
export const calendarsIn = (views: Views): TE.TaskEither<ViewFailure, readonly PinnedCalendar[]> => {
  const all: PinnedCalendar[] = []
  return pipe(
    views.each('business-calendars', {}, (found) => {
      for (const { document } of found) {
        const { calendarId: id, version, definition } = document as BusinessCalendarRow
        all.push({ id, version: version as Count, definition })
      }
    }),
    TE.map(() => all),
  )
}
