import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openFolder } from '@deskledger/register'
import { scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { firstRows, importInto } from '../import-ledger.ts'
import { orThrow } from '../or-throw.ts'
import { serve } from './serving.ts'

const ROWS = 63_532
const STARTS = 5

const makeLedger = async (folder: string, size: Size): Promise<void> => {
  const { ledger } = orThrow(await openFolder(folder, { create: true }))
  await importInto(ledger, firstRows(size.folder, scaled(ROWS, size)))
  orThrow(await ledger.catchUp())
  await ledger.close()
}

const medianOf = async (folder: string, ledgerOf: (start: number) => string): Promise<number> => {
  const took: number[] = []
  for (let start = 0; start < STARTS; start++) {
    const api = await serve(folder, ledgerOf(start))
    took.push(api.readyAfter)
    await api.stop()
  }
  return took.toSorted((a, b) => a - b)[Math.floor(STARTS / 2)] ?? NaN
}

const run = async (size: Size): Promise<readonly Figure[]> => {
  const made = join(size.folder, 'made')
  mkdirSync(made)
  await makeLedger(made, size)
  const fresh = await medianOf(size.folder, (start) => join(size.folder, `fresh-${start}`))
  const filled = await medianOf(size.folder, () => made)
  const rows = scaled(ROWS, size).toLocaleString('en')
  return [
    { name: 'start to ready, new ledger, median', value: fresh, unit: 'ms', demand: { of: 'value', atMost: 2000 } },
    {
      name: `start to ready, ledger of ${rows} rows of the bundled log, median`,
      value: filled,
      unit: 'ms',
      demand: { of: 'value', atMost: 2000 },
    },
  ]
}

export const apiStarting: Benchmark = {
  name: 'api-starting',
  part: 'api',
  what: 'The API from the start of its process until it answers that it is ready.',
  run,
}
