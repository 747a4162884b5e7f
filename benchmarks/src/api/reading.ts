import { join } from 'node:path'
import { scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { CALLERS, drive, fill, withApi, withRaw } from './driving.ts'
import type { Load } from './programs.ts'

const TICKETS = 5000
const REQUESTS = 60_000
const ROUNDS = 3

const run = async (size: Size): Promise<readonly Figure[]> => {
  const ledger = join(size.folder, 'ledger')
  const tickets = scaled(TICKETS, size)
  await fill(ledger, tickets)
  const requests = scaled(REQUESTS, size) + CALLERS
  const load: Omit<Load, 'url' | 'token' | 'says'> = {
    connections: CALLERS,
    warmUp: requests,
    requests,
    raising: 0,
    from: 0,
    tickets,
  }
  const best = { raw: 0, api: 0, median: Infinity }
  await withApi({ folder: size.folder, ledger }, (api) =>
    withRaw(async (raw) => {
      for (let round = 0; round < ROUNDS; round++) {
        best.raw = Math.max(best.raw, (await drive({ ...load, ...raw, token: api.token, says: false })).rate)
        const { rate, median } = await drive({ ...load, url: api.url, token: api.token, says: true })
        best.api = Math.max(best.api, rate)
        best.median = Math.min(best.median, median)
      }
    }),
  )
  return [
    {
      name: `single tickets read, ${CALLERS} connections`,
      value: best.api,
      unit: 'requests/s',
      baseline: { name: 'Fastify doing nothing, requests/s', value: best.raw },
      demand: { of: 'ratio', atLeast: 0.5 },
    },
    { name: 'a read, median', value: best.median, unit: 'ms' },
  ]
}

export const apiReading: Benchmark = {
  name: 'api-reading',
  part: 'api',
  what: 'Tickets of one ledger read over HTTP, one at a time, by an agent whose token is checked.',
  run,
}
