import {
  cursorAt,
  fieldReader,
  planOf,
  type Found,
  type Page,
  type Plan,
  type Query,
  type ViewFailure,
  type Views,
} from '@deskledger/read-store'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Lens } from './lens.ts'

/** Documents read at once, at least: a page of few is not filled by many small questions. */
const LEAST = 200
const MOST = 10_000

interface Shown {
  readonly stored: Found
  readonly seen: Found
}

const pageOf = (plan: Plan, shown: readonly Shown[]): Page => {
  const page = shown.slice(0, plan.limit)
  const last = page.at(-1)?.stored
  const values = plan.sort.map(({ path }) => (last === undefined ? null : fieldReader(path)(last.document)))
  return {
    found: page.map(({ seen }) => seen),
    next: last === undefined || shown.length <= plan.limit ? null : cursorAt(plan, { values, key: last.key }),
  }
}

interface Asked {
  readonly table: string
  readonly query: Query
}

const filled = async (
  views: Pick<Views, 'find'>,
  { table, query }: Asked,
  { plan, lens }: { plan: Plan; lens: Lens },
) => {
  const limit = Math.min(MOST, Math.max(LEAST, plan.limit + 1))
  const shown: Shown[] = []
  for (let after = query.after; ;) {
    const read = await views.find(table, { ...query, limit, ...(after === undefined ? {} : { after }) })()
    if (E.isLeft(read)) return read
    for (const stored of read.right.found) {
      const seen = lens(stored)
      if (seen !== undefined) shown.push({ stored, seen })
    }
    // a cursor names what is shown last: nothing of what is hidden is in it, and a last page is known as the last
    if (shown.length > plan.limit || read.right.next === null) return E.right(pageOf(plan, shown))
    after = read.right.next
  }
}

/** A page of what is seen through a lens: read on until it is full and one more is known to follow, or all is read. */
export const filledPage = (views: Pick<Views, 'find'>, asked: Asked, lens: Lens): TE.TaskEither<ViewFailure, Page> =>
  pipe(
    TE.fromEither(planOf({ name: asked.table, generation: '' }, asked.query)),
    TE.flatMap((plan) => () => filled(views, asked, { plan, lens })),
  )
