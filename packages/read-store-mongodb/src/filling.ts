import type { AnyBulkWriteOperation, Filter } from 'mongodb'
import { fieldOf } from './names.ts'
import { within } from './patience.ts'
import { rowsOf, type Site } from './site.ts'
import { documentOf, valueReader, type Stored } from './stored.ts'

const BATCH = 500

type Valued = Readonly<Record<string, unknown>>

const valuesOf = (paths: readonly string[]): ((stored: Stored) => Valued) => {
  const readers = paths.map((path) => [fieldOf(path), valueReader(path)] as const)
  return (stored) => {
    const document = documentOf(stored) ?? {}
    return Object.fromEntries(readers.map(([field, read]) => [field, read(document)] as const))
  }
}

/** A document that was written meanwhile is at another position, and has its values from its writer. */
const operationOf =
  (values: (stored: Stored) => Valued) =>
  (stored: Stored): AnyBulkWriteOperation<Stored> => ({
    updateOne: {
      filter: { _id: stored._id, position: stored.position, gone: false },
      update: { $set: values(stored) },
    },
  })

/** Documents that lack the value of some path. */
const lacking = (paths: readonly string[]): Filter<Stored> => ({
  gone: false,
  $or: paths.map((path) => ({ [fieldOf(path)]: { $exists: false } })),
})

/** What is to be filled where. */
export interface Filling {
  readonly collection: string
  readonly paths: readonly string[]
}

const filler = (site: Site, { collection, paths }: Filling) => {
  const rows = rowsOf(site, collection)
  const operation = operationOf(valuesOf(paths))
  /** Fills the first of those that lack a value and are among these keys; answers them. */
  return async (keys: Filter<Stored>): Promise<readonly Stored[]> => {
    const cursor = rows.find({ $and: [lacking(paths), keys] }).sort({ _id: 1 })
    const batch = await within(site.patience, cursor.limit(BATCH).toArray())
    if (batch.length > 0) await within(site.patience, rows.bulkWrite(batch.map(operation), { ordered: false }))
    return batch
  }
}

/**
 * Gives every document that lacks them its values of these paths. Writing goes on meanwhile: whoever has heard of the
 * paths writes them, and whoever has not looks again after writing, see `fillKeys`.
 */
export const fillAll = async (site: Site, filling: Filling): Promise<void> => {
  if (filling.paths.length === 0) return
  const fillFrom = filler(site, filling)
  let last: string | undefined
  do {
    const batch: readonly Stored[] = await fillFrom(last === undefined ? {} : { _id: { $gt: last } })
    last = batch.at(-1)?._id
  } while (last !== undefined)
}

/** The same for documents that were written by one who had not heard of the paths. */
export const fillKeys = async (site: Site, filling: Filling, keys: readonly string[]): Promise<void> => {
  if (filling.paths.length === 0) return
  const fillAmong = filler(site, filling)
  for (let at = 0; at < keys.length; at += BATCH) await fillAmong({ _id: { $in: keys.slice(at, at + BATCH) } })
}
