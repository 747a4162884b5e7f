import { MongoServerError, type Document, type FindOptions, type ReadPreferenceMode } from 'mongodb'
import { within } from './patience.ts'
import { rowsOf, type Site } from './site.ts'
import type { Stored } from './stored.ts'

/** One thing to look for. */
export interface Search {
  readonly filter: Document
  readonly sort: [string, 1 | -1][]
  /** the index to follow */
  readonly index: string | undefined
  /** undefined: all */
  readonly most: number | undefined
}

export interface Looking {
  readonly site: Site
  readonly collection: string
  readonly readPreference: ReadPreferenceMode
  /** told of each search before it is made */
  readonly onSearch?: (search: Search) => void
}

/** Documents of one answer, where all are wanted. */
const BATCH = 500

/** What MongoDB is told besides the filter. */
export const optionsOf = ({ site, readPreference }: Looking, { sort, index, most }: Search): FindOptions => ({
  projection: { by: 0, gone: 0 },
  readPreference,
  ...(sort.length === 0 ? {} : { sort, allowDiskUse: true }),
  ...(index === undefined ? {} : { hint: index }),
  ...(most === undefined ? { batchSize: BATCH } : { limit: most, batchSize: most, maxTimeMS: site.patience }),
})

const isBadHint = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === 2 && error.message.includes('hint')

async function* read(looking: Looking, search: Search): AsyncGenerator<readonly Stored[]> {
  const { site, collection } = looking
  const cursor = rowsOf(site, collection).find(search.filter, optionsOf(looking, search))
  try {
    while (await within(site.patience, cursor.hasNext())) yield cursor.readBufferedDocuments()
  } finally {
    await within(site.patience, cursor.close()).catch(() => undefined) // what matters was read, or failed before
  }
}

/** What is found, batch by batch. */
export async function* batches(looking: Looking, search: Search): AsyncGenerator<readonly Stored[]> {
  looking.onSearch?.(search)
  try {
    yield* read(looking, search)
  } catch (error) {
    if (!isBadHint(error)) throw error
    const { site, collection } = looking
    site.note(
      `The index '${search.index ?? ''}' of ${site.database}.${collection} is not there any more: lists are slower until the read model is prepared again, which makes it.`,
    )
    yield* read(looking, { ...search, index: undefined })
  }
}

/** All that is found. */
export const collected = async <A>(source: AsyncIterable<readonly A[]>): Promise<readonly A[]> => {
  const all: A[] = []
  for await (const batch of source) all.push(...batch)
  return all
}
