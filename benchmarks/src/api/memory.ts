import { join } from 'node:path'
import { scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { CALLERS, drive, fill, withApi } from './driving.ts'

const REQUESTS = 200_000
const STRETCHES = 20
const TICKETS = 1000
const MIB = 2 ** 20

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

const run = async (size: Size): Promise<readonly Figure[]> => {
  const ledger = join(size.folder, 'ledger')
  await fill(ledger, TICKETS)
  const requests = Math.max(CALLERS, scaled(REQUESTS / STRETCHES, size))
  const resident: number[] = []
  await withApi({ folder: size.folder, ledger }, async ({ url, token, gauge }) => {
    for (let stretch = 0; stretch < STRETCHES; stretch++) {
      await drive({
        url,
        token,
        connections: CALLERS,
        warmUp: 0,
        requests,
        raising: 1,
        from: TICKETS + 1 + stretch * requests,
        tickets: TICKETS,
        says: true,
      })
      resident.push((await gauge('process_resident_memory_bytes')) / MIB)
    }
  })
  const quarter = STRETCHES / 4
  const early = mean(resident.slice(quarter, 2 * quarter))
  const late = mean(resident.slice(-quarter))
  const asked = (requests * STRETCHES).toLocaleString('en')
  return [
    {
      name: `resident memory, mean of the last quarter of ${asked} requests`,
      value: late,
      unit: 'MiB',
      baseline: { name: 'mean of the second quarter, MiB', value: early },
      demand: { of: 'ratio', atMost: 1.1 },
    },
    { name: 'resident memory, most at the end of a stretch', value: Math.max(...resident), unit: 'MiB' },
  ]
}

export const apiMemory: Benchmark = {
  name: 'api-memory',
  part: 'api',
  what: 'The memory of the API while tickets are read, and one request in ten raises one.',
  run,
}
