import { MongoClient, type AnyBulkWriteOperation, type Collection, type IndexDescription } from 'mongodb'

/** A document as it stands on the server, whoever wrote it. */
export interface RawDocument {
  readonly _id: string
  readonly position: string
}

/** One collection with all it holds, to be written again. */
export interface RawCollection {
  readonly name: string
  /** all but that of the key, which every collection has */
  readonly indexes: readonly IndexDescription[]
  readonly documents: readonly RawDocument[]
}

/** How a document is written: over what is older, or over whatever stands there. */
export type How = 'guarded' | 'upsert'

const BULK = 1000

const operation =
  (how: How) =>
  ({ _id, ...rest }: RawDocument): AnyBulkWriteOperation<RawDocument> => ({
    replaceOne: {
      filter: how === 'upsert' ? { _id } : { _id, position: { $lt: rest.position } },
      replacement: rest,
      upsert: true,
    },
  })

const readCollection = async (collection: Collection<RawDocument>): Promise<RawCollection> => {
  const there = await collection.listIndexes().toArray()
  const indexes = there.flatMap(({ name, key }: IndexDescription): IndexDescription[] =>
    name === undefined || name === '_id_' ? [] : [{ name, key }],
  )
  const documents = await collection.find({ position: { $type: 'string' } }).toArray()
  return { name: collection.collectionName, indexes, documents }
}

/** The driver alone, with the same promises asked of each write: a majority, journalled. */
export const openDriver = (url: string) => {
  const client = new MongoClient(url, { writeConcern: { w: 'majority', journal: true } })
  return {
    client,
    /** Every collection of a database that has documents with positions. */
    readAll: async (database: string): Promise<readonly RawCollection[]> => {
      const found: RawCollection[] = []
      const names = await client.db(database).listCollections({}, { nameOnly: true }).toArray()
      for (const { name } of names) found.push(await readCollection(client.db(database).collection<RawDocument>(name)))
      return found.filter(({ documents }) => documents.length > 0)
    },
    /** Makes the collections, without documents. */
    prepare: async (database: string, collections: readonly RawCollection[]): Promise<void> => {
      for (const { name, indexes } of collections) {
        const made = await client.db(database).createCollection(name)
        if (indexes.length > 0) await made.createIndexes([...indexes])
      }
    },
    /** Writes every document once, in bulks of a thousand, one after the other; answers how many seconds that took. */
    write: async (database: string, collections: readonly RawCollection[], how: How): Promise<number> => {
      const started = performance.now()
      for (const { name, documents } of collections) {
        const collection = client.db(database).collection<RawDocument>(name)
        const operations = documents.map(operation(how))
        for (let at = 0; at < operations.length; at += BULK)
          await collection.bulkWrite(operations.slice(at, at + BULK), { ordered: false })
      }
      return (performance.now() - started) / 1000
    },
    drop: async (database: string): Promise<void> => {
      await client.db(database).dropDatabase()
    },
    close: () => client.close(),
  }
}
