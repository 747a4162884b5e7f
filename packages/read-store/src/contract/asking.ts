import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Query, ReadStore, TableId, ViewFailure } from '../port.ts'

/** Makes an empty store that nobody else uses. */
export type OpenStore = () => Promise<ReadStore>

/** What the store of the running test can be asked. */
export interface Subject {
  readonly store: () => ReadStore
}

export const tickets: TableId = { name: 'tickets', generation: 'v1' }

/** A position that sorts as its number does. */
export const at = (n: number): string => String(n).padStart(20, '0')

/** The answer; a failure fails the test with its sentence. */
export const ok = async <A>(ask: TE.TaskEither<ViewFailure, A>): Promise<A> => {
  const answer = await ask()
  return E.isRight(answer) ? answer.right : Promise.reject(new Error(`${answer.left.type}: ${answer.left.message}`))
}

/** Expects a failure of this type with a sentence. */
export const refusedAs = async (type: ViewFailure['type'], ask: TE.TaskEither<ViewFailure, unknown>): Promise<void> => {
  expect(await ask()).toEqual(E.left({ type, message: expect.stringMatching(/^\S.{20,}\.$/su) as unknown }))
}

/** Keys of the first page. */
export const keysOf = async (store: ReadStore, query: Query): Promise<readonly string[]> =>
  (await ok(store.find(tickets, query))).found.map(({ key }) => key)

/** Keys of all pages; what stands between two of them is done in between. */
export const keysOfAll = async (
  store: ReadStore,
  query: Query,
  between: (page: number) => Promise<unknown> = () => Promise.resolve(),
): Promise<readonly string[]> => {
  const keys: string[] = []
  let after: string | null | undefined
  for (let page = 0; after !== null; page++) {
    const answer = await ok(store.find(tickets, { ...query, ...(after === undefined ? {} : { after }) }))
    expect(answer.found.length).toBeLessThanOrEqual(query.limit ?? 100)
    keys.push(...answer.found.map(({ key }) => key))
    after = answer.next
    await between(page)
  }
  return keys
}

/** Writes documents at one position. */
export const put = async (
  store: ReadStore,
  documents: Readonly<Record<string, object | undefined>>,
  position = at(1),
): Promise<number> =>
  ok(
    store.write(
      tickets,
      Object.entries(documents).map(([key, document]) => ({ key, position, document })),
    ),
  )
