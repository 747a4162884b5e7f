import type { AnyProjection } from '@deskledger/kernel'
import type { Change, ReadStore, TableId } from '@deskledger/read-store'
import { openMongoDbReadStore } from '@deskledger/read-store-mongodb'
import type { TestMongoDb } from '@deskledger/servers'
import { scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { model } from '../list-pages.ts'
import { orThrow } from '../or-throw.ts'
import { documentOf, incidentIdOf } from '../synthetic-tickets.ts'
import { openDriver, type RawCollection } from './raw-documents.ts'
import { openDocuments, PATIENCE } from './servers.ts'

const ROUNDS = 3
/** Documents of one list, as a batch of a projector has them. */
const LIST = 1000

const detailsOf = (): AnyProjection => model('incident-details')

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

/** Documents a second of the adapter, of the driver with the same guard, and of the driver without one. */
type Rates = Readonly<Record<'adapter' | 'guarded' | 'upsert', number>>
type Round = Readonly<Record<'inserted' | 'replaced', Rates>>

const best = (rounds: readonly Rates[]): Rates => ({
  adapter: Math.max(...rounds.map(({ adapter }) => adapter)),
  guarded: Math.max(...rounds.map(({ guarded }) => guarded)),
  upsert: Math.max(...rounds.map(({ upsert }) => upsert)),
})

const figuresOf = (what: string, { adapter, guarded, upsert }: Rates): readonly Figure[] => {
  const [unit, upserts] = ['documents/s', 'bare bulkWrite upserts of the same documents into the same indexes']
  const baseline = { name: `${upserts}, documents/s`, value: upsert }
  return [
    { name: `guarded bulk writes ${what}`, value: adapter, unit, baseline, demand: { of: 'ratio', atLeast: 0.7 } },
    {
      name: 'the same',
      value: adapter,
      unit,
      baseline: { name: `${upserts}, guarded too, documents/s`, value: guarded },
      demand: { of: 'ratio', atLeast: 0.7 },
    },
    { name: 'what the guard alone leaves on this server: bare, guarded', value: guarded, unit, baseline },
  ]
}

interface Servers {
  readonly server: TestMongoDb
  readonly driver: ReturnType<typeof openDriver>
}

/** All three write the same documents, new ones and then over them, each into a database of its own. */
const roundOf = async ({ server, driver }: Servers, documents: readonly object[]): Promise<Round> => {
  const { indexes } = detailsOf()
  const [ours, guarded, upserted] = [server.newDatabase(), server.newDatabase(), server.newDatabase()]
  const [first, second] = [changesOf(documents, 1), changesOf(documents, 2)]
  const store = orThrow(await openMongoDbReadStore(server.url, { database: ours, patience: PATIENCE })())
  orThrow(await store.prepare(table, indexes)())
  const rate = (seconds: number): number => documents.length / seconds
  const newByUs = await rateOf(store, first)
  const same = await driver.readAll(ours)
  const later = advanced(same, second)
  await driver.prepare(guarded, same)
  await driver.prepare(upserted, same)
  const round: Round = {
    inserted: {
      adapter: newByUs,
      guarded: rate(await driver.write(guarded, same, 'guarded')),
      upsert: rate(await driver.write(upserted, same, 'upsert')),
    },
    replaced: {
      upsert: rate(await driver.write(upserted, later, 'upsert')),
      guarded: rate(await driver.write(guarded, later, 'guarded')),
      adapter: await rateOf(store, second),
    },
  }
  await store.close()
  for (const database of [ours, guarded, upserted]) await driver.drop(database)
  return round
}

const run = async (size: Size): Promise<readonly Figure[]> => {
  const server = await openDocuments(size.note)
  const driver = openDriver(server.url)
  const documents = Array.from({ length: scaled(1500, size) }, (_, ticket) => documentOf(detailsOf(), ticket))
  await roundOf({ server, driver }, documents.slice(0, 200)) // warms up
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await roundOf({ server, driver }, documents))
  await driver.close()
  await server.stop()
  return [
    ...figuresOf('of new documents', best(rounds.map(({ inserted }) => inserted))),
    ...figuresOf('over older documents', best(rounds.map(({ replaced }) => replaced))),
  ]
}

export const writing: Benchmark = {
  name: 'servers-writing',
  part: 'servers',
  what: 'Documents of incident-details written to MongoDB in bulks of a thousand, as a projector writes them.',
  run,
}
