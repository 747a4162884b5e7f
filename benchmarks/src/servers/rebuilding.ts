import type { EventStore } from '@deskledger/event-store'
import { incidentPractice } from '@deskledger/practices/incident'
import { openMemoryReadStore, type ReadStore } from '@deskledger/read-store'
import { openMongoDbReadStore } from '@deskledger/read-store-mongodb'
import { openLedger } from '@deskledger/runtime'
import { scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { orThrow } from '../or-throw.ts'
import { openImported } from './bundled-rows.ts'
import { openBare } from './raw-events.ts'
import { openDriver, type RawCollection } from './raw-documents.ts'
import { openDocuments, openLog, PATIENCE } from './servers.ts'

const secondsOf = async (task: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await task()
  return (performance.now() - started) / 1000
}

/** Builds every read model of the log in an empty read store; answers how many seconds that took. */
const build = (events: EventStore, views: ReadStore): Promise<number> => {
  const ledger = openLedger({ events, views, register: [incidentPractice] })
  return secondsOf(async () => orThrow(await ledger.catchUp()))
}

const eventsIn = async (events: EventStore): Promise<number> => orThrow(await events.verify()).events

/** The best of each so far: seconds. */
const least = (seconds: readonly number[]): number => Math.min(...seconds)

const inMemory = async (size: Size): Promise<readonly Figure[]> => {
  const log = await openLog(size.note)
  const events = await openImported(log, size.folder, scaled(15_000, size))
  const bare = openBare(log.url)
  const took: { readonly bare: number[]; readonly built: number[] } = { bare: [], built: [] }
  for (let round = 0; round < 4; round++) {
    took.bare.push(await secondsOf(bare.readAll))
    took.built.push(await build(events, openMemoryReadStore()))
  }
  const count = await eventsIn(events)
  await bare.close()
  await events.close()
  await log.stop()
  return [
    {
      name: 'rebuild of all read models in memory',
      value: count / least(took.built),
      unit: 'events/s',
      baseline: { name: 'bare for await over $all of the same events, events/s', value: count / least(took.bare) },
      demand: { of: 'ratio', atLeast: 0.5 },
    },
    { name: 'events of the log', value: count, unit: '' },
  ]
}

export const rebuildingInMemory: Benchmark = {
  name: 'servers-rebuilding-in-memory',
  part: 'servers',
  what: 'All read models of incidents built from the log on EventStoreDB, in memory.',
  run: inMemory,
}

type Took = Readonly<Record<'read' | 'written' | 'built', number[]>>

const figuresOf = (events: number, same: readonly RawCollection[], took: Took): readonly Figure[] => {
  const documents = same.reduce((sum, collection) => sum + collection.documents.length, 0)
  const [read, written] = [least(took.read), least(took.written)]
  const slower =
    written > read
      ? `bare guarded bulkWrite of the same ${documents} documents into the same indexes, each once`
      : 'bare for await over $all of the same events'
  return [
    {
      name: 'rebuild of all read models in MongoDB',
      value: events / least(took.built),
      unit: 'events/s',
      baseline: { name: `the slower raw limit, ${slower}, events/s`, value: events / Math.max(read, written) },
      demand: { of: 'ratio', atLeast: 0.7 },
    },
    { name: 'bare guarded bulkWrite', value: documents / written, unit: 'documents/s' },
    { name: 'bare for await over $all', value: events / read, unit: 'events/s' },
    { name: 'events of the log', value: events, unit: '' },
  ]
}

const onDocuments = async (size: Size): Promise<readonly Figure[]> => {
  const log = await openLog(size.note)
  const documents = await openDocuments(size.note)
  const events = await openImported(log, size.folder, scaled(4000, size))
  const bare = openBare(log.url)
  const driver = openDriver(documents.url)
  const took: Took = { read: [], written: [], built: [] }
  let same: readonly RawCollection[] = []
  for (let round = 0; round < 2; round++) {
    const [ours, theirs] = [documents.newDatabase(), documents.newDatabase()]
    const views = orThrow(await openMongoDbReadStore(documents.url, { database: ours, patience: PATIENCE })())
    took.built.push(await build(events, views))
    same = await driver.readAll(ours)
    await driver.prepare(theirs, same)
    took.written.push(await driver.write(theirs, same, 'guarded'))
    took.read.push(await secondsOf(bare.readAll))
    await views.close()
    await driver.drop(ours)
    await driver.drop(theirs)
  }
  const count = await eventsIn(events)
  await Promise.all([bare.close(), driver.close(), events.close()])
  await Promise.all([documents.stop(), log.stop()])
  return figuresOf(count, same, took)
}

export const rebuildingInMongoDb: Benchmark = {
  name: 'servers-rebuilding',
  part: 'servers',
  what: 'All read models of incidents built from the log on EventStoreDB, in MongoDB.',
  run: onDocuments,
}
