import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Instant } from '@deskledger/kernel'
import type { IncidentRow, IncidentSpan } from '@deskledger/practices/incident'
import {
  cursorAt,
  fieldReader,
  placeOrder,
  planOf,
  type Condition,
  type Plan,
  type Query,
  type Sort,
  type ViewFailure,
  type Views,
} from '@deskledger/read-store'
import { standingAt } from './backlog.ts'

/** A page of the work list as it stood. */
export interface QueuePage {
  readonly rows: readonly IncidentRow[]
  /** cursor of the next page; null: this was the last */
  readonly next: string | null
}

const sorted: readonly Sort[] = [{ path: 'priority' }, { path: 'reportedAt' }]

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
  customer: span.customer,
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

const pageOf = (plan: Plan, rows: readonly IncidentRow[]): QueuePage => {
  const reads = plan.sort.map(({ path }) => fieldReader(path))
  const compare = placeOrder(plan)
  const { after } = plan
  const placed = rows
    .map((row) => ({ row, key: row.incidentId, values: reads.map((read) => read(row)) }))
    .filter((place) => after === undefined || compare(place, after) > 0)
    .sort(compare)
  const page = placed.slice(0, plan.limit)
  const last = page[page.length - 1]
  return { rows: page.map(({ row }) => row), next: last && placed.length > page.length ? cursorAt(plan, last) : null }
}

/**
 * The work list as of an instant, by what is known today: rows as they stood then, page by page. Default order:
 * priority, then the time of the report. All that stood then is looked at and sorted for each page.
 * @errors  BadQuery: a cursor of another question or instant
 */
export const queueAt = (views: Views, at: Instant, query: Query = {}): TE.TaskEither<ViewFailure, QueuePage> => {
  // a cursor names the table it belongs to: the list as of one instant is not the list as of another
  const table = { name: `incident-queue as of ${at}`, generation: '' }
  return pipe(
    planOf(table, { ...query, sort: query.sort ?? sorted }),
    E.map((plan) =>
      pipe(
        rowsAt(views, at, query.where ?? []),
        TE.map((rows) => pageOf(plan, rows)),
      ),
    ),
    TE.fromEither,
    TE.flatten,
  )
}
