import { join } from 'node:path'
import { peakMemory, type Benchmark, type Figure, type Size } from './figure.ts'
import { importBundled, openFiles } from './import-ledger.ts'
import { orThrow } from './or-throw.ts'
import { rawScan } from './raw.ts'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { openLedger } from '@deskledger/runtime'
import { incidentPractice } from '@deskledger/practices/incident'

const run = async ({ quick, folder }: Size): Promise<readonly Figure[]> => {
  const opened = await openFiles(folder)
  await importBundled(opened)
  let scan = 0
  let best = 0
  let events = 0
  for (let round = 0; round < (quick ? 2 : 4); round++) {
    scan = Math.max(scan, rawScan(join(folder, 'events.db')))
    // Into an empty file each time: what a rebuild does beside the live build.
    const views = orThrow(await openSqliteReadStore(join(folder, `views-${round}.db`))())
    const ledger = openLedger({
      events: opened.events,
      views,
      register: [incidentPractice],
      projecting: { onBatch: (progress) => (events += progress.events) },
    })
    events = 0
    const started = performance.now()
    orThrow(await ledger.catchUp())
    best = Math.max(best, events / ((performance.now() - started) / 1000))
    await views.close()
  }
  await opened.ledger.close()
  return [
    {
      name: 'rebuild of all read models together',
      value: best,
      unit: 'events/s',
      baseline: { name: 'rows scanned and parsed/s', value: scan },
      demand: { of: 'ratio', atLeast: 0.1 },
    },
    {
      name: 'the same, as a rate',
      value: best,
      unit: 'events/s',
      demand: { of: 'value', atLeast: 50_000 },
      aim: { of: 'value', atLeast: 100_000 },
    },
    { name: 'events folded', value: events, unit: '' },
    { name: 'peak memory', value: peakMemory(), unit: 'MiB', demand: { of: 'value', atMost: 300 } },
  ]
}

export const rebuilding: Benchmark = {
  name: 'rebuilding',
  what: 'All read models of incidents folded afresh from the imported log.',
  run,
}
