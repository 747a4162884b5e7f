import { incidentPractice } from '@deskledger/practices/incident'
import { peakMemory, type Benchmark, type Figure, type Size } from './figure.ts'
import { importBundled, openFiles } from './import-ledger.ts'
import { better, figuresOf, none } from './rebuilds.ts'

const run = async ({ quick, folder }: Size): Promise<readonly Figure[]> => {
  const opened = await openFiles(folder)
  await importBundled(opened)
  const log = { folder, events: opened.events, register: [incidentPractice] }
  let best = none
  for (let round = 0; round < (quick ? 2 : 4); round++) best = await better(best, log, round)
  await opened.ledger.close()
  return [
    ...figuresOf(best, { rebuild: 'rebuild of all read models together', scan: 'rows scanned and parsed/s' }),
    { name: 'peak memory', value: peakMemory(), unit: 'MiB', demand: { of: 'value', atMost: 300 } },
  ]
}

export const rebuilding: Benchmark = {
  name: 'rebuilding',
  what: 'All read models of incidents folded afresh from the imported log.',
  run,
}
