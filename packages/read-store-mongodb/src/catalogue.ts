import type { Collection } from 'mongodb'
import { noSuchTable, type TableId } from '@deskledger/read-store'
import { CATALOGUE, collectionOf } from './names.ts'
import { within } from './patience.ts'
import { databaseOf, type Site } from './site.ts'
import { isDuplicateKey, Trouble } from './troubles.ts'

/** What is known of one table of one generation. */
export interface Entry {
  readonly id: TableId
  /** one more with each change */
  readonly revision: number
  /** how often it was made; one more after a drop */
  readonly incarnation: number
  readonly dropped: boolean
  readonly collection: string
  /** paths whose values are written with every document */
  readonly paths: readonly string[]
  /** those among them that came after the first documents may have: a writer who had not heard of it may have left some out */
  readonly late: readonly string[]
  /** paths that all documents have, so that queries may use them */
  readonly filled: readonly string[]
  /** indexes that stand and that queries may use */
  readonly indexes: readonly (readonly string[])[]
}

interface TableRecord extends Omit<Entry, 'id' | 'collection'> {
  readonly _id: string
  readonly kind: 'table'
  readonly name: string
  readonly generation: string
  readonly collection: string
}

const addressOf = ({ name, generation }: TableId): string => `table ${JSON.stringify([name, generation])}`

const first = (id: TableId): Entry => ({
  id,
  revision: 0,
  incarnation: 0,
  dropped: true,
  collection: '',
  paths: [],
  late: [],
  filled: [],
  indexes: [],
})

/** A table made anew: nothing is in it. */
export const remade = (entry: Entry, paths: readonly string[]): Entry => ({
  ...first(entry.id),
  revision: entry.revision,
  incarnation: entry.incarnation + 1,
  dropped: false,
  collection: collectionOf(entry.id, entry.incarnation + 1),
  paths,
  filled: paths,
})

const recordOf = ({ id, ...rest }: Entry): TableRecord => ({
  _id: addressOf(id),
  kind: 'table',
  name: id.name,
  generation: id.generation,
  ...rest,
})
const entryOf = ({ name, generation, revision, incarnation, dropped, collection, ...lists }: TableRecord): Entry => ({
  id: { name, generation },
  revision,
  incarnation,
  dropped,
  collection,
  paths: lists.paths,
  late: lists.late,
  filled: lists.filled,
  indexes: lists.indexes,
})

/** Milliseconds after which a table is looked up again, so that indexes that others made are used. */
const FRESH = 10_000

/** The tables of a read store, as they stand in MongoDB. */
export const catalogueOf = (site: Site) => {
  const records = (): Collection<TableRecord> => databaseOf(site).collection(CATALOGUE)
  const known = new Map<string, { readonly entry: Entry; readonly at: number }>()

  const remember = (entry: Entry): Entry => {
    known.set(addressOf(entry.id), { entry, at: performance.now() })
    return entry
  }
  const lookUp = async (id: TableId): Promise<Entry> => {
    const record = await within(site.patience, records().findOne({ _id: addressOf(id) }))
    return remember(record === null ? first(id) : entryOf(record))
  }
  const standing = (entry: Entry): Entry => {
    if (entry.dropped) throw new Trouble(noSuchTable(entry.id))
    return entry
  }

  /** Whether it was this call that changed it: somebody else may have been faster. */
  const replace = async (before: Entry, after: Entry): Promise<boolean> => {
    const record = recordOf({ ...after, revision: before.revision + 1 })
    try {
      const { matchedCount, upsertedCount } = await within(
        site.patience,
        records().replaceOne({ _id: record._id, revision: before.revision }, record, { upsert: before.revision === 0 }),
      )
      return matchedCount + upsertedCount > 0
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }

  return {
    /** As it stands now; a table never made, and one that was dropped, are there as `dropped`. */
    lookUp,
    /** As it stands now. Throws where there is none. */
    mustHave: async (id: TableId): Promise<Entry> => standing(await lookUp(id)),
    /** As it stood a short while ago. Throws where there was none. */
    recent: async (id: TableId): Promise<Entry> => {
      const before = known.get(addressOf(id))
      return before !== undefined && !before.entry.dropped && performance.now() - before.at < FRESH
        ? before.entry
        : standing(await lookUp(id))
    },
    /** Changes an entry, from what it is at that moment. */
    change: async (id: TableId, changed: (entry: Entry) => Entry): Promise<Entry> => {
      for (;;) {
        const before = await lookUp(id)
        const after = changed(before)
        if (after === before) return before
        if (await replace(before, after)) return remember({ ...after, revision: before.revision + 1 })
      }
    },
    list: async (): Promise<readonly TableId[]> => {
      const cursor = records().find({ kind: 'table', dropped: false }).sort({ _id: 1 })
      const all = await within(site.patience, cursor.toArray())
      return all.map(({ name, generation }) => ({ name, generation }))
    },
  }
}

export type Catalogue = ReturnType<typeof catalogueOf>
