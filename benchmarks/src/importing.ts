import { peakMemory, type Benchmark, type Figure, type Size } from './figure.ts'
import { importBundled, openFiles } from './import-ledger.ts'
import { orThrow } from './or-throw.ts'

const run = async ({ folder }: Size): Promise<readonly Figure[]> => {
  const opened = await openFiles(folder)
  const started = performance.now()
  const { rows } = await importBundled(opened)
  const stored = performance.now()
  orThrow(await opened.ledger.catchUp())
  const done = performance.now()
  await opened.ledger.close()
  return [
    {
      name: `import of the bundled log, ${rows} rows, durable, with all read models`,
      value: (done - started) / 1000,
      unit: 's',
      demand: { of: 'value', atMost: 10 },
    },
    { name: 'of which reading, deciding and storing', value: (stored - started) / 1000, unit: 's' },
    { name: 'of which read models', value: (done - stored) / 1000, unit: 's' },
    { name: 'peak memory', value: peakMemory(), unit: 'MiB', demand: { of: 'value', atMost: 300 } },
  ]
}

export const importing: Benchmark = { name: 'importing', what: 'A real log, from its CSV file to figures.', run }
