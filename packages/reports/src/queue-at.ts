import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Instant } from '@deskledger/kernel'
import type { IncidentRow, IncidentSpan } from '@deskledger/practices/incident'
import type { Condition, Query, Scalar, Sort, ViewFailure, Views } from '@deskledger/read-store'
import { standingAt } from './backlog.ts'
import { comparePlaces, scalarAt, type Place } from './queue-order.ts'

/** A page of the work list as it stood. */
export interface QueuePage {
  readonly rows: readonly IncidentRow[]
  /** cursor of the next page; null: this was the last */
  readonly next: string | null
}

const sorted: readonly Sort[] = [{ path: 'priority' }, { path: 'reportedAt' }]

/** What a cursor belongs to: the same question asked again gives the same text. */
const questionOf = (at: Instant, where: readonly Condition[], sort: readonly Sort[]): string =>
  JSON.stringify([at, where, sort])

const cursorOf = (question: string, place: Place): string => encodeURIComponent(JSON.stringify([question, place]))

const badCursor: ViewFailure = {
  type: 'BadQuery',
  message: 'This cursor belongs to another list. Use the one that the page before gave, with the same question.',
}

const placeIn = (cursor: string | undefined, question: string): E.Either<ViewFailure, Place | null> => {
  if (cursor === undefined) return E.right(null)
  return pipe(
    E.tryCatch(
      () => JSON.parse(decodeURIComponent(cursor)) as unknown,
      () => badCursor,
    ),
    E.flatMap((parsed) =>
      Array.isArray(parsed) && parsed[0] === question && Array.isArray(parsed[1])
        ? E.right(parsed[1] as Scalar[])
        : E.left(badCursor),
    ),
  )
}

const shown = (span: IncidentSpan): IncidentRow => ({
  incidentId: span.incidentId,
  summary: span.summary,
  status: span.status,
  holdReason: span.holdReason,
  priority: span.priority,
  category: span.category,
  group: span.group,
  assignee: span.assignee,
  caller: span.caller,
  confidentialTo: span.confidentialTo,
  major: span.major,
  reportedAt: span.reportedAt,
})

const rowsAt = (
  views: Views,
  at: Instant,
  where: readonly Condition[],
): TE.TaskEither<ViewFailure, readonly IncidentRow[]> => {
  const rows: IncidentRow[] = []
  return pipe(
    standingAt(at),
    TE.traverseSeqArray((standing) =>
      views.each('incident-spans', { where: [...standing, ...where] }, (found) => {
        for (const { document } of found) rows.push(shown(document as IncidentSpan))
      }),
    ),
    TE.map(() => rows),
  )
}

/**
 * The work list as of an instant, by what is known today: rows as they stood then, page by page. Default order:
 * priority, then the time of the report.
 * @errors  BadQuery: a cursor of another question
 */
export const queueAt = (views: Views, at: Instant, query: Query = {}): TE.TaskEither<ViewFailure, QueuePage> => {
  const { where = [], sort = sorted, limit = 100 } = query
  const question = questionOf(at, where, sort)
  const compare = comparePlaces(sort)
  const placeOf = (row: IncidentRow): Place => [...sort.map(({ path }) => scalarAt(row, path)), row.incidentId]
  return pipe(
    TE.fromEither(placeIn(query.after, question)),
    TE.flatMap((after) =>
      pipe(
        rowsAt(views, at, where),
        TE.map((rows) => {
          const placed = rows
            .map((row) => ({ row, place: placeOf(row) }))
            .filter(({ place }) => after === null || compare(place, after) > 0)
            .sort((a, b) => compare(a.place, b.place))
          const page = placed.slice(0, limit)
          const last = page[page.length - 1]
          return {
            rows: page.map(({ row }) => row),
            next: last && placed.length > limit ? cursorOf(question, last.place) : null,
          }
        }),
      ),
    ),
  )
}
