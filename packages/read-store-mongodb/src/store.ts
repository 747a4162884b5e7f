import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ReadPreferenceMode } from 'mongodb'
import {
  checkTable,
  demandsOf,
  planOf,
  viewsClosed,
  type Query,
  type ReadStore,
  type TableId,
  type ViewFailure,
} from '@deskledger/read-store'
import { catalogueOf, type Entry } from './catalogue.ts'
import { writeLists } from './changing.ts'
import { explainPage, type Explained } from './explaining.ts'
import { heldUnder } from './keys.ts'
import { lanes } from './lanes.ts'
import { livesOf } from './live.ts'
import { countOf, pageOf } from './pages.ts'
import { dropTable, prepareTable } from './preparing.ts'
import type { Looking } from './reading.ts'
import type { ShardKey, Site } from './site.ts'
import { failureOf, isUnreachable, Trouble } from './troubles.ts'

/** What a site does not say. */
export interface Manner {
  readonly readPreference: ReadPreferenceMode
  readonly shardKeys: Readonly<Record<string, ShardKey>>
  /** takes note of whether the servers answered */
  readonly heard: (answered: boolean) => void
  /** ends the connections */
  readonly end: () => Promise<void>
}

const orThrow = <A>(answer: E.Either<ViewFailure, A>): A => {
  if (E.isLeft(answer)) throw new Trouble(answer.left)
  return answer.right
}

/** Runs what is asked until the store is closed; closing waits for what was asked before. */
const doorOf = (where: string, heard: Manner['heard']) => {
  const under = new Set<Promise<unknown>>()
  let closed = false
  return {
    ask:
      <A>(run: () => Promise<A>): TE.TaskEither<ViewFailure, A> =>
      async () => {
        if (closed) return E.left(viewsClosed)
        const answer = run().then(
          (value): E.Either<ViewFailure, A> => {
            heard(true)
            return E.right(value)
          },
          (error: unknown): E.Either<ViewFailure, A> => {
            if (isUnreachable(error)) heard(false)
            return E.left(failureOf(where, error))
          },
        )
        under.add(answer)
        try {
          return await answer
        } finally {
          under.delete(answer)
        }
      },
    /** Whether it was open. */
    close: async (): Promise<boolean> => {
      const first = !closed
      closed = true
      await Promise.all(under)
      return first
    },
  }
}

const laneOf = ({ name, generation }: TableId): string => JSON.stringify([name, generation])

/** A read store that tells how it finds what it is asked for. */
export interface ExplainingStore extends ReadStore {
  /** What MongoDB does for a page: which steps, how many keys and documents it looks at. */
  readonly explain: (table: TableId, query: Query) => TE.TaskEither<ViewFailure, Explained>
}

/** A read store on this site. */
export const storeOn = (site: Site, { readPreference, shardKeys, heard, end }: Manner): ExplainingStore => {
  const catalogue = catalogueOf(site)
  const lives = livesOf(site)
  const inLane = lanes()
  const { ask, close } = doorOf(site.where, heard)

  /** Reads what stood there a short while ago; where that is nothing, the table may have been dropped or made anew since. */
  const reading = async <A>(
    table: TableId,
    isNothing: (answer: A) => boolean,
    read: (entry: Entry) => Promise<A>,
  ): Promise<A> => {
    const recent = await catalogue.recent(table)
    const answer = await read(recent)
    if (!isNothing(answer)) return answer
    const now = await catalogue.mustHave(table)
    return now.collection === recent.collection ? answer : read(now)
  }
  const lookingIn = ({ collection }: Entry): Looking => ({ site, collection, readPreference })

  return {
    prepare: (table, indexes) =>
      ask(() =>
        inLane([laneOf(table)], () =>
          prepareTable(site, catalogue, {
            table: orThrow(checkTable(table)),
            indexes: indexes.map(({ fields }) => fields),
            shardKey: shardKeys[table.name] ?? 'hashed',
          }),
        ),
      ),
    write: (table, changes) =>
      ask(() => inLane([laneOf(table)], () => writeLists(site, catalogue, [{ table, changes }]))),
    writeInOrder: (lists) =>
      ask(() =>
        inLane(
          lists.map(({ table }) => laneOf(table)),
          () => writeLists(site, catalogue, lists),
        ),
      ),
    read: (table, keys) =>
      ask(() =>
        reading(
          table,
          (held) => held.length === 0,
          ({ collection }) => heldUnder(site, collection, keys),
        ),
      ),
    find: (table, query) =>
      ask(() =>
        reading(
          table,
          ({ found }) => found.length === 0,
          (entry) => pageOf(lookingIn(entry), entry, orThrow(planOf(table, query))),
        ),
      ),
    count: (table, where) =>
      ask(() =>
        reading(
          table,
          (count) => count === 0,
          (entry) => countOf(lookingIn(entry), entry, orThrow(demandsOf(table, where))),
        ),
      ),
    explain: (table, query) =>
      ask(async () => {
        const entry = await catalogue.mustHave(table)
        return explainPage(lookingIn(entry), entry, orThrow(planOf(table, query)))
      }),
    live: (model) => ask(() => lives.live(model)),
    switchLive: (live, expected) => ask(() => lives.switchLive(live, expected)),
    tables: ask(() => catalogue.list()),
    drop: (table) => ask(() => inLane([laneOf(table)], () => dropTable(site, catalogue, table))),
    close: async () => {
      if (await close()) await end()
    },
  }
}
