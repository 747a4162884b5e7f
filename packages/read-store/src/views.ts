import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Condition, Found, Page, Query, ReadStore, TableId, ViewFailure } from './port.ts'

/** Reading by table name, at the generation that readers see. */
export interface Views {
  readonly find: (table: string, query: Query) => TE.TaskEither<ViewFailure, Page>
  readonly count: (table: string, where?: readonly Condition[]) => TE.TaskEither<ViewFailure, number>
  /** A document by its key; undefined when there is none, or none any more. */
  readonly get: (table: string, key: string) => TE.TaskEither<ViewFailure, Found | undefined>
  /**
   * Every document that fits, page by page, all of one generation. The query's limit is the size of a page (default 1,000).
   * Documents written meanwhile may be among them or not; none that stood still is left out or given twice.
   */
  readonly each: (
    table: string,
    query: Query,
    take: (found: readonly Found[]) => void,
  ) => TE.TaskEither<ViewFailure, void>
}

const PAGE = 1_000

const eachPage =
  (store: ReadStore, query: Query, take: (found: readonly Found[]) => void) =>
  (table: TableId): TE.TaskEither<ViewFailure, void> =>
  async () => {
    let after = query.after
    for (;;) {
      const page = await store.find(table, { limit: PAGE, ...query, ...(after === undefined ? {} : { after }) })()
      if (E.isLeft(page)) return page
      if (page.right.found.length > 0) take(page.right.found)
      if (page.right.next === null) return E.right(undefined)
      after = page.right.next
    }
  }

const get =
  (store: ReadStore, wanted: string) =>
  (table: TableId): TE.TaskEither<ViewFailure, Found | undefined> =>
    pipe(
      store.read(table, [wanted]),
      TE.map(([held]) => {
        if (held?.document === undefined) return undefined
        const { key, position, document } = held
        return { key, position, document }
      }),
    )

/**
 * Views over a store. `generationOf` says which table stands behind a name now; it is asked once for each call.
 */
export const viewsOf = (
  store: ReadStore,
  generationOf: (table: string) => TE.TaskEither<ViewFailure, TableId>,
): Views => ({
  find: (table, query) =>
    pipe(
      generationOf(table),
      TE.flatMap((id) => store.find(id, query)),
    ),
  count: (table, where) =>
    pipe(
      generationOf(table),
      TE.flatMap((id) => store.count(id, where)),
    ),
  get: (table, key) => pipe(generationOf(table), TE.flatMap(get(store, key))),
  each: (table, query, take) => pipe(generationOf(table), TE.flatMap(eachPage(store, query, take))),
})
