import type { ClockId } from '@deskledger/kernel'
import type { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import {
  hoursKeyOf,
  type ServiceLevelBoardRow,
  type ServiceLevelStatus,
} from '@deskledger/practices/service-level-clock'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ViewFailure, Views } from '@deskledger/read-store'

type Row = Pick<ServiceLevelBoardRow, 'clockId' | 'hours'>

/** What hours are defined by, found by what rows say of them. */
export type HoursByKey = ReadonlyMap<string, WorkingHoursDefinition>

const read = (views: Views, clockIds: readonly ClockId[]): TE.TaskEither<ViewFailure, HoursByKey> =>
  pipe(
    views.find('service-level-status', { where: [{ path: 'clockId', in: clockIds }], limit: clockIds.length }),
    TE.map(
      ({ found }) =>
        new Map(
          found.map(({ document }) => {
            const { definition } = (document as ServiceLevelStatus).terms.calendar
            return [hoursKeyOf(definition), definition]
          }),
        ),
    ),
  )

/** The first row of each hours that are not known yet. */
const firsts = (rows: readonly Row[]): readonly Row[] => [
  ...new Map(rows.toReversed().map((row) => [row.hours, row])).values(),
]

/**
 * The hours that rows go by, each read from the document of one of the clocks that have them. A clock that was given others
 * since its row was read cannot tell: then the next one is asked.
 */
export const hoursBehind = (
  views: Views,
  rows: readonly Row[],
  known: HoursByKey = new Map(),
): TE.TaskEither<ViewFailure, HoursByKey> => {
  const unknown = rows.filter(({ hours }) => !known.has(hours))
  if (unknown.length === 0) return TE.right(known)
  const asked = firsts(unknown)
  return pipe(
    read(
      views,
      asked.map(({ clockId }) => clockId),
    ),
    TE.flatMap((more) =>
      hoursBehind(
        views,
        unknown.filter((row) => !asked.includes(row)),
        new Map([...known, ...more]),
      ),
    ),
  )
}
