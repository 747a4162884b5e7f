import type { AnyProjection } from '@deskledger/kernel'
import { incidentPractice } from '@deskledger/practices/incident'
import type { Change, ReadStore, TableId } from '@deskledger/read-store'
import { openMongoDbReadStore } from '@deskledger/read-store-mongodb'
import { scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { orThrow } from '../or-throw.ts'
import { documentOf, incidentIdOf } from '../synthetic-tickets.ts'
import { openDriver, type RawCollection } from './raw-documents.ts'
import { openDocuments, PATIENCE } from './servers.ts'

const ROUNDS = 2
/** Documents of one list, as a batch of a projector has them. */
const LIST = 1000

const detailsOf = (): AnyProjection => {
  const found = incidentPractice.readModels.find(({ name }) => name === 'incident-details')
  if (found === undefined) throw new Error('There is no read model incident-details.')
  return found
}

const table: TableId = { name: 'incident-details', generation: 'v1' }

const changesOf = (documents: readonly object[], turn: number): readonly Change[] =>
  documents.map((document, ticket) => ({
    key: incidentIdOf(ticket),
    position: String(turn * documents.length + ticket).padStart(16, '0'),
    document,
  }))

/** Documents a second, written as a projector does: list after list. */
const rateOf = async (store: ReadStore, changes: readonly Change[]): Promise<number> => {
  const started = performance.now()
  for (let at = 0; at < changes.length; at += LIST)
    orThrow(await store.writeInOrder([{ table, changes: changes.slice(at, at + LIST) }])())
  return changes.length / ((performance.now() - started) / 1000)
}

const advanced = (collections: readonly RawCollection[], changes: readonly Change[]): readonly RawCollection[] => {
  const positions = new Map(changes.map(({ key, position }) => [key, position]))
  return collections.map((one) => ({
    ...one,
    documents: one.documents.map((document) => ({
      ...document,
      position: positions.get(document._id) ?? document.position,
    })),
  }))
}

type Best = Record<'inserted' | 'replaced', { adapter: number; bare: number }>

const figureOf = (name: string, { adapter, bare }: Best['inserted']): Figure => ({
  name,
  value: adapter,
  unit: 'documents/s',
  baseline: { name: 'bare bulkWrite upserts of the same documents into the same indexes, documents/s', value: bare },
  demand: { of: 'ratio', atLeast: 0.7 },
})

const run = async (size: Size): Promise<readonly Figure[]> => {
  const server = await openDocuments(size.note)
  const driver = openDriver(server.url)
  const projection = detailsOf()
  const documents = Array.from({ length: scaled(2000, size) }, (_, ticket) => documentOf(projection, ticket))
  const [first, second] = [changesOf(documents, 1), changesOf(documents, 2)]
  const best: Best = { inserted: { adapter: 0, bare: 0 }, replaced: { adapter: 0, bare: 0 } }
  for (let round = 0; round < ROUNDS; round++) {
    const [ours, theirs] = [server.newDatabase(), server.newDatabase()]
    const store = orThrow(await openMongoDbReadStore(server.url, { database: ours, patience: PATIENCE })())
    orThrow(await store.prepare(table, projection.indexes)())
    best.inserted.adapter = Math.max(best.inserted.adapter, await rateOf(store, first))
    const same = await driver.readAll(ours)
    await driver.prepare(theirs, same)
    best.inserted.bare = Math.max(best.inserted.bare, documents.length / (await driver.write(theirs, same, 'upsert')))
    best.replaced.adapter = Math.max(best.replaced.adapter, await rateOf(store, second))
    const later = advanced(same, second)
    best.replaced.bare = Math.max(best.replaced.bare, documents.length / (await driver.write(theirs, later, 'upsert')))
    await store.close()
    await driver.drop(ours)
    await driver.drop(theirs)
  }
  await driver.close()
  await server.stop()
  return [
    figureOf('guarded bulk writes of new documents', best.inserted),
    figureOf('guarded bulk writes over older documents', best.replaced),
  ]
}

export const writing: Benchmark = {
  name: 'servers-writing',
  part: 'servers',
  what: 'Documents of incident-details written to MongoDB in bulks of a thousand, as a projector writes them.',
  run,
}
