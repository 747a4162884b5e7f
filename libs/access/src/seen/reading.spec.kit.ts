import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Page, Query, Views } from '@deskledger/read-store'

/** What a success holds. */
export const right = async <A>(task: TaskEither<unknown, A>): Promise<A> => {
  const outcome = await task()
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

/** Every document of a table by its key, in the order of keys. */
export const everything = async (views: Views, table: string): Promise<readonly (readonly [string, object])[]> => {
  const found: (readonly [string, object])[] = []
  await right(
    views.each(table, { limit: 7 }, (page) => {
      for (const { key, document } of page) found.push([key, document])
    }),
  )
  return found.sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The keys of each page and its cursor, until the last. */
export const pages = async (
  views: Views,
  table: string,
  query: Query,
): Promise<readonly (readonly [readonly string[], string | null])[]> => {
  const turned: (readonly [readonly string[], string | null])[] = []
  for (let after: string | null | undefined = undefined; after !== null;) {
    const page: Page = await right(views.find(table, { ...query, ...(after === undefined ? {} : { after }) }))
    turned.push([page.found.map(({ key }) => key), page.next])
    after = page.next
  }
  return turned
}
