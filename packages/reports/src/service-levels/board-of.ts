import type { GroupId, Instant, ReferenceId } from '@deskledger/kernel'
import { runningAsOf, type ServiceLevelBoardRow, type StatusAsOf } from '@deskledger/practices/service-level-clock'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Condition, ViewFailure, Views } from '@deskledger/read-store'
import { hoursBehind, type HoursByKey } from './hours-behind.ts'

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

type Standing = 'targetSeconds' | 'steppedAt' | 'elapsedSeconds' | 'escalateAt' | 'hours'

/** A clock that is due soon, with what is left as of now; null: its hours were changed at this moment. */
export interface BoardEntry extends Omit<ServiceLevelBoardRow, Standing> {
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

const entryOf =
  (known: HoursByKey, now: Instant) =>
  (row: ServiceLevelBoardRow): BoardEntry => {
    const { clockId, ticket, kind, target, agreement, dueAt, service, team, priority, customer, hours } = row
    const definition = known.get(hours)
    return {
      clockId,
      ticket,
      kind,
      target,
      agreement,
      dueAt,
      service,
      team,
      priority,
      customer,
      now: definition === undefined ? null : runningAsOf(row, definition, now),
    }
  }

/**
 * What is due soon, the most urgent first: clocks that run, neither paused nor known to be breached, page by page, each as of
 * now. Two questions to the store for a page as a rule, all answered from indexes.
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
    TE.map(({ found, next }) => ({ rows: found.map(({ document }) => document as ServiceLevelBoardRow), next })),
    TE.flatMap(({ rows, next }) =>
      pipe(
        hoursBehind(views, rows),
        TE.map((known) => ({ rows: rows.map(entryOf(known, asked.now)), next })),
      ),
    ),
  )
