import type { IndexDescription, MongoClient } from 'mongodb'
import type { TableId } from '@deskledger/read-store'
import { remade, type Catalogue, type Entry } from './catalogue.ts'
import { fillAll } from './filling.ts'
import { BY_KEY, fieldOf, indexNameOf } from './names.ts'
import { within } from './patience.ts'
import { shardingOf } from './sharding.ts'
import { databaseOf, rowsOf, type ShardKey, type Site } from './site.ts'
import { isMissing } from './troubles.ts'

type Paths = readonly string[]

const same = (a: Paths, b: Paths): boolean => a.length === b.length && a.every((path, at) => path === b[at])
const holds = (list: readonly Paths[], paths: Paths): boolean => list.some((one) => same(one, paths))
const without = (paths: Paths, known: Paths): Paths => paths.filter((path) => !known.includes(path))
const distinct = (indexes: readonly Paths[]): readonly Paths[] =>
  indexes.filter((paths, at) => paths.length > 0 && indexes.findIndex((other) => same(other, paths)) === at)

/** Tombstones lack the indexed fields: `gone` first keeps them in a part of the index that no list or count reads. */
const byKey: IndexDescription = { name: BY_KEY, key: { gone: 1, _id: 1 } }
const descriptionOf = (paths: Paths): IndexDescription => ({
  name: indexNameOf(paths),
  key: new Map<string, 1>([['gone', 1], ...paths.map((path) => [fieldOf(path), 1] as const), ['_id', 1]]),
})

/** What a table is to have. */
export interface Wanted {
  readonly table: TableId
  readonly indexes: readonly Paths[]
  readonly shardKey: ShardKey
}

const namesThere = async (site: Site, { collection }: Entry): Promise<readonly string[]> => {
  try {
    const there: readonly { readonly name?: string }[] = await within(
      site.patience,
      rowsOf(site, collection).listIndexes().toArray(),
    )
    return there.map(({ name = '' }) => name)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Indexes that stand there though nobody declares them: named, and left to a person. */
const noteUndeclared = (site: Site, { id, collection }: Entry, names: readonly string[]): void => {
  for (const name of names)
    site.note(
      `The index '${name}' of ${site.database}.${collection} (table '${id.name}', generation '${id.generation}') is declared by no read model any more. It costs room, and time with every write: drop it if no person needs it.`,
    )
}

/** Makes the indexes that are not there. Over many documents that takes longer than anything else that is asked. */
const index = async (site: Site, entry: Entry, wanted: Wanted): Promise<void> => {
  const descriptions = [byKey, ...shardingOf(site).indexes(wanted.shardKey), ...wanted.indexes.map(descriptionOf)]
  const there = await namesThere(site, entry)
  const missing = descriptions.filter(({ name = '' }) => !there.includes(name))
  const build = (client: MongoClient) => client.db(site.database).collection(entry.collection).createIndexes(missing)
  if (missing.length > 0)
    await (there.length === 0 ? within(site.patience, build(site.client())) : site.unhurried(build))
  noteUndeclared(site, entry, without(there, ['_id_', ...descriptions.map(({ name = '' }) => name)]))
}

/** The table's entry with these paths, which every writer that looks writes from here on. */
const withPaths =
  (paths: Paths) =>
  (before: Entry): Entry => {
    const added = without(paths, before.paths)
    if (before.dropped) return remade(before, paths)
    if (added.length === 0) return before
    return { ...before, paths: [...before.paths, ...added], late: [...before.late, ...added] }
  }

/** Adds what queries may use now. */
const withReady =
  ({ collection }: Entry, paths: Paths, indexes: readonly Paths[]) =>
  (before: Entry): Entry => {
    const filled = without(paths, before.filled)
    const added = indexes.filter((one) => !holds(before.indexes, one))
    return before.dropped || before.collection !== collection || filled.length + added.length === 0
      ? before
      : { ...before, filled: [...before.filled, ...filled], indexes: [...before.indexes, ...added] }
  }

/**
 * Makes what is not there yet: the table, values of newly indexed paths, indexes. Several may do so at once. Paths that
 * came late are looked at each time: a writer who had not heard of them may have been ended before it looked again.
 */
export const prepareTable = async (site: Site, catalogue: Catalogue, given: Wanted): Promise<void> => {
  const wanted = { ...given, indexes: distinct(given.indexes) }
  const paths = [...new Set(wanted.indexes.flat())]
  const entry = await catalogue.change(wanted.table, withPaths(paths))
  await fillAll(site, {
    collection: entry.collection,
    paths: [...new Set([...entry.late, ...without(paths, entry.filled)])],
  })
  await index(site, entry, wanted)
  await shardingOf(site).spread(entry.collection, wanted.shardKey)
  await catalogue.change(wanted.table, withReady(entry, paths, wanted.indexes))
}

/** Removes a table, if it is there. Its place in the catalogue stays, so that its collection's name is not given again. */
export const dropTable = async (site: Site, catalogue: Catalogue, table: TableId): Promise<void> => {
  const before = await catalogue.lookUp(table)
  if (before.dropped) return
  await catalogue.change(table, (entry) =>
    entry.incarnation === before.incarnation && !entry.dropped ? { ...entry, dropped: true } : entry,
  )
  await dropCollection(site, before.collection)
}

/** Removes a collection that no table has any more. */
export const dropCollection = async (site: Site, collection: string): Promise<void> => {
  try {
    await within(site.patience, databaseOf(site).dropCollection(collection))
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}
