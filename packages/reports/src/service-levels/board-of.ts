import type { GroupId, Instant, ReferenceId } from '@deskledger/kernel'
import {
  statusAsOf,
  type ServiceLevelBoardRow,
  type ServiceLevelStatus,
  type StatusAsOf,
} from '@deskledger/practices/service-level-clock'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Condition, ViewFailure, Views } from '@deskledger/read-store'

/** Which part of the board: of one team or one service, due before an instant; as of when. */
export interface BoardAsked {
  readonly now: Instant
  /** null: of nobody */
  readonly team?: GroupId | null
  readonly service?: ReferenceId | null
  readonly dueBefore?: Instant
  /** rows of a page at most; default 50 */
  readonly limit?: number
  readonly after?: string
}

/** A clock that is due soon, with what is left as of now; null: it is going off the board at this moment. */
export interface BoardEntry extends ServiceLevelBoardRow {
  readonly now: StatusAsOf | null
}

export interface BoardPage {
  readonly rows: readonly BoardEntry[]
  readonly next: string | null
}

const whereOf = ({ team, service, dueBefore }: BoardAsked): readonly Condition[] => [
  ...(team === undefined ? [] : [{ path: 'team', is: team }]),
  ...(service === undefined ? [] : [{ path: 'service', is: service }]),
  ...(dueBefore === undefined ? [] : [{ path: 'dueAt', before: dueBefore }]),
]

const rowsOf = (views: Views, shown: readonly ServiceLevelBoardRow[], now: Instant) =>
  pipe(
    views.find('service-level-status', {
      where: [{ path: 'clockId', in: shown.map(({ clockId }) => clockId) }],
      limit: Math.max(1, shown.length),
    }),
    TE.map(({ found }) => {
      const clocks = new Map(found.map(({ key, document }) => [key, document as ServiceLevelStatus]))
      return shown.map((row): BoardEntry => {
        const clock = clocks.get(row.clockId)
        return { ...row, now: clock ? statusAsOf(clock, now) : null }
      })
    }),
  )

/**
 * What is due soon, the most urgent first: clocks that run, neither paused nor known to be breached, page by page, each as of
 * now. Two questions to the store for a page, both answered from indexes.
 * @errors  BadQuery: a cursor of another question, a limit over 10,000
 */
export const boardOf = (views: Views, asked: BoardAsked): TE.TaskEither<ViewFailure, BoardPage> =>
  pipe(
    views.find('service-level-board', {
      where: whereOf(asked),
      sort: [{ path: 'dueAt' }],
      limit: asked.limit ?? 50,
      ...(asked.after === undefined ? {} : { after: asked.after }),
    }),
    TE.bindTo('page'),
    TE.bind('rows', ({ page }) =>
      rowsOf(
        views,
        page.found.map(({ document }) => document as ServiceLevelBoardRow),
        asked.now,
      ),
    ),
    TE.map(({ page: { next }, rows }) => ({ rows, next })),
  )
