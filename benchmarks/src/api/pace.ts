import { join } from 'node:path'
import { scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { drive, withApi } from './driving.ts'

const PACE = 200
const SECONDS = 60
/** as autocannon has them, left alone */
const CONNECTIONS = 10

const run = async (size: Size): Promise<readonly Figure[]> => {
  const seconds = scaled(SECONDS, size)
  const { median, p99 } = await withApi(
    { folder: size.folder, ledger: join(size.folder, 'ledger') },
    ({ url, token }) =>
      drive({
        url,
        token,
        connections: CONNECTIONS,
        warmUp: PACE * 5,
        requests: PACE * seconds,
        pace: PACE,
        raising: 10,
        from: 1,
        tickets: 0,
        says: true,
      }),
  )
  return [
    { name: `a command at ${PACE} a second, p99`, value: p99, unit: 'ms', demand: { of: 'value', atMost: 25 } },
    { name: 'the same, median', value: median, unit: 'ms' },
  ]
}

export const apiPace: Benchmark = {
  name: 'api-pace',
  part: 'api',
  what: `Tickets raised over HTTP at ${PACE} a second: ${CONNECTIONS} connections ask their share at the beginning of each second.`,
  run,
}
