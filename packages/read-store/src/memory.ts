import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { fits, type Demand } from './demands.ts'
import { noSuchTable, viewsClosed } from './failures.ts'
import { placeOrder } from './places.ts'
import { cursorAt, demandsOf, planOf, type Plan } from './plan.ts'
import type { Change, Found, Held, Page, ReadStore, TableId, ViewFailure } from './port.ts'
import { compareValues, fieldReader, wellFormed, type Value } from './values.ts'
import { checkTable, textOfChange } from './writing.ts'

/** JSON text, so that nobody who gave or got a document can change the one that stands here. */
interface Stored {
  readonly position: string
  readonly text: string | undefined
}
interface Table {
  readonly id: TableId
  readonly rows: Map<string, Stored>
}

const parse = (text: string): object => JSON.parse(text) as object

const liveIn = (table: Table): readonly Found[] =>
  Array.from(table.rows).flatMap(([key, { position, text }]) =>
    text === undefined ? [] : [{ key, position, document: parse(text) }],
  )

const reader = (path: string): ((found: Found) => Value) => {
  const read = fieldReader(path)
  return ({ document }) => {
    const value = read(document)
    return typeof value === 'string' ? wellFormed(value) : value
  }
}

const fitting = (table: Table, where: readonly Demand[]): readonly Found[] => {
  const tests = where.map((demand) => ({ demand, read: reader(demand.path) }))
  return liveIn(table).filter((found) => tests.every(({ demand, read }) => fits(demand, read(found))))
}

const pageOf = (table: Table, plan: Plan): Page => {
  const reads = plan.sort.map(({ path }) => reader(path))
  const compare = placeOrder(plan)
  const { after } = plan
  const placed = fitting(table, plan.where)
    .map((found) => ({ found, key: found.key, values: reads.map((read) => read(found)) }))
    .filter((place) => after === undefined || compare(place, after) > 0)
    .sort(compare)
  const page = placed.slice(0, plan.limit)
  const last = page.at(-1)
  return {
    found: page.map(({ found }) => found),
    next: last === undefined || placed.length === page.length ? null : cursorAt(plan, last),
  }
}

const writeInto =
  (changes: readonly Change[]) =>
  ({ id, rows }: Table): E.Either<ViewFailure, number> => {
    const checked: { readonly key: string; readonly stored: Stored }[] = []
    for (const change of changes) {
      const text = textOfChange(id, change)
      if (E.isLeft(text)) return text
      checked.push({ key: change.key, stored: { position: change.position, text: text.right } })
    }
    let written = 0
    for (const { key, stored } of checked) {
      const standing = rows.get(key)
      if (standing !== undefined && compareValues(stored.position, standing.position) <= 0) continue
      rows.set(key, stored)
      written++
    }
    return E.right(written)
  }

const readFrom =
  (keys: readonly string[]) =>
  ({ rows }: Table): readonly Held[] =>
    [...new Set(keys)].flatMap((key) => {
      const stored = rows.get(key)
      if (stored === undefined) return []
      const { position, text } = stored
      return [{ key, position, document: text === undefined ? undefined : parse(text) }]
    })

const addressOf = ({ name, generation }: TableId) => JSON.stringify([name, generation])

/**
 * A read store that forgets: for tests, and for a look at data that need not last. Every search looks at every document.
 * @errors  BadQuery, ViewsClosed
 */
export const openMemoryReadStore = (): ReadStore => {
  const tables = new Map<string, Table>()
  const lives = new Map<string, string>()
  let closed = false

  const open =
    <A>(ask: () => E.Either<ViewFailure, A>): TE.TaskEither<ViewFailure, A> =>
    () =>
      Promise.resolve(closed ? E.left(viewsClosed) : ask())
  const within = <A>(id: TableId, ask: (table: Table) => E.Either<ViewFailure, A>): TE.TaskEither<ViewFailure, A> =>
    open(() =>
      pipe(
        tables.get(addressOf(id)),
        E.fromNullable(noSuchTable(id)),
        E.flatMap((table) => ask(table)),
      ),
    )

  return {
    prepare: (id) =>
      open(() =>
        pipe(
          checkTable(id),
          E.map(({ name, generation }) => {
            const address = addressOf(id)
            if (!tables.has(address)) tables.set(address, { id: { name, generation }, rows: new Map() })
          }),
        ),
      ),
    write: (id, changes) => within(id, writeInto(changes)),
    writeInOrder: (lists) => async () => {
      let written = 0
      for (const { table, changes } of lists) {
        const answer = await within(table, writeInto(changes))()
        if (E.isLeft(answer)) return answer
        written += answer.right
      }
      return E.right(written)
    },
    read: (id, keys) => within(id, (table) => E.right(readFrom(keys)(table))),
    find: (id, query) =>
      within(id, (table) =>
        pipe(
          planOf(id, query),
          E.map((plan) => pageOf(table, plan)),
        ),
      ),
    count: (id, where) =>
      within(id, (table) =>
        pipe(
          demandsOf(id, where),
          E.map((demands) => fitting(table, demands).length),
        ),
      ),
    live: (model) => open(() => E.right(lives.get(model))),
    switchLive: ({ model, generation }, expected) =>
      open(() => {
        const stands = lives.get(model) === expected
        if (stands) lives.set(model, generation)
        return E.right(stands)
      }),
    tables: open(() => E.right(Array.from(tables.values(), ({ id }) => id))),
    drop: (id) =>
      open(() => {
        tables.delete(addressOf(id))
        return E.right(undefined)
      }),
    close: () => {
      closed = true
      return Promise.resolve()
    },
  }
}
