import { badQuery, type Condition, type Found, type Query, type ViewFailure, type Views } from '@deskledger/read-store'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Identity } from '../identity.ts'
import { sightOf } from '../may-see.ts'
import { callerPaths } from '../told-to-callers.ts'
import { filledPage } from './filled-page.ts'
import type { Seen } from './lens.ts'
import { lensFor, type Looking } from './lenses.ts'
import { confidentialTickets, ticketsOfCaller, type Ownerships } from './ownerships.ts'
import { tables } from './tables.ts'

/** Asked at most once, and not before it is needed. */
const once = <A>(task: TE.TaskEither<ViewFailure, A>): TE.TaskEither<ViewFailure, A> => {
  let asked: ReturnType<typeof task> | undefined
  return () => (asked ??= task())
}

/**
 * What a list must ask of tables whose rows say whose they are, such as `incident-queue`: a requester's own. That a
 * ticket is confidential to none of somebody's groups no condition can say; `viewsSeenBy` looks at the rows for it.
 */
export const conditionsFor = ({ roles, subject }: Identity): readonly Condition[] => {
  const sight = sightOf({ roles })
  if (sight === 'Nothing') return [{ path: 'caller', in: [] }]
  return sight === 'Own' ? [{ path: 'caller', is: subject }] : []
}

const narrowed = (identity: Identity, table: string, query: Query): Query =>
  tables.get(table)?.kind === 'row' ? { ...query, where: [...conditionsFor(identity), ...(query.where ?? [])] } : query

/** A requester who could look for what they may not read would read it. */
const unreadable = (identity: Identity, { where = [], sort = [] }: Query): string | undefined =>
  sightOf(identity) === 'Own'
    ? [...where, ...sort].map(({ path }) => path).find((path) => !callerPaths.has(path))
    : undefined

type Look = <A>(
  asked: { readonly table: string; readonly query: Query },
  answer: (seen: Seen, query: Query) => TE.TaskEither<ViewFailure, A>,
) => TE.TaskEither<ViewFailure, A>

const look =
  (looking: Looking): Look =>
  ({ table, query }, answer) => {
    const { identity } = looking
    const path = unreadable(identity, query)
    if (path !== undefined) return TE.left(badQuery(`The field '${path}' is none that can be asked for here.`))
    return pipe(
      lensFor(looking, table),
      TE.flatMap((seen) => answer(seen, narrowed(identity, table, query))),
    )
  }

const through =
  (seen: Seen) =>
  (found: readonly Found[]): readonly Found[] => {
    if (seen === 'Whole') return found
    if (seen === 'Nothing') return []
    return found.flatMap((one) => seen(one) ?? [])
  }

/**
 * The read models as somebody sees them: lists, reports and explanations made of these views hold nothing of what is
 * hidden from them. Pages are as full, cursors as good and counts as exact as if hidden tickets did not exist; figures
 * are of the tickets they see, because a figure of one ticket tells what that ticket is. A ticket they see may still name
 * a hidden one by its number, as its parent or child. Programs of the system see the views themselves. For one request:
 * what is confidential is looked up once, `confidential` says how.
 */
export const viewsSeenBy = (
  views: Views,
  identity: Identity,
  confidential: TE.TaskEither<ViewFailure, Ownerships> = confidentialTickets(views),
): Views => {
  if (sightOf(identity) === 'All') return views
  const own = once(ticketsOfCaller(views, identity.subject))
  const at = look({ views, identity, confidential: once(confidential), own })

  const each: Views['each'] = (table, asked, take) =>
    at({ table, query: asked }, (seen, query) =>
      seen === 'Nothing'
        ? TE.right(undefined)
        : views.each(table, query, (found) => {
            const shown = through(seen)(found)
            if (shown.length > 0) take(shown)
          }),
    )

  return {
    each,
    find: (table, asked) =>
      at({ table, query: asked }, (seen, query) => {
        if (seen === 'Nothing') return TE.right({ found: [], next: null })
        return seen === 'Whole' ? views.find(table, query) : filledPage(views, { table, query }, seen)
      }),
    count: (table, where = []) =>
      at({ table, query: { where } }, (seen, query) => {
        if (seen === 'Nothing') return TE.right(0)
        if (seen === 'Whole') return views.count(table, query.where)
        let count = 0
        return pipe(
          each(table, { where }, (found) => {
            count += found.length
          }),
          TE.map(() => count),
        )
      }),
    get: (table, key) =>
      at({ table, query: {} }, (seen) =>
        pipe(
          views.get(table, key),
          TE.map((found) => (found === undefined ? undefined : through(seen)([found])[0])),
        ),
      ),
  }
}
