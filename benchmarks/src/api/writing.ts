import { join } from 'node:path'
import { scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { askDirectly, CALLERS, drive, withApi, withRaw } from './driving.ts'
import type { Load } from './programs.ts'

const COMMANDS = 15_000
const ROUNDS = 3

interface Rates {
  readonly raw: number
  /** with read models that follow, as in the API */
  readonly library: number
  readonly libraryAlone: number
  readonly api: number
}

/** Each on a new ledger, or what was measured first would have the shorter log. */
const roundOf = async (size: Size, round: number): Promise<Rates> => {
  const commands = scaled(COMMANDS, size) + CALLERS
  const warmUp = Math.ceil(commands / 5) + CALLERS
  const load: Omit<Load, 'url' | 'token' | 'says'> = {
    connections: CALLERS,
    warmUp,
    requests: commands,
    raising: 10,
    from: 1,
    tickets: 0,
  }
  const placeOf = (what: string) => join(size.folder, `${what}-${round}`)
  const raw = await withRaw((served) => drive({ ...load, ...served, token: 'none', says: false }))
  const asking = { callers: CALLERS, warmUp, commands }
  const library = await askDirectly({ ...asking, folder: placeOf('asked'), follows: true })
  const libraryAlone = await askDirectly({ ...asking, folder: placeOf('asked-alone'), follows: false })
  const api = await withApi({ folder: size.folder, ledger: placeOf('served') }, ({ url, token }) =>
    drive({ ...load, url, token, says: true }),
  )
  return { raw: raw.rate, library: library.rate, libraryAlone: libraryAlone.rate, api: api.rate }
}

const run = async (size: Size): Promise<readonly Figure[]> => {
  const rounds: Rates[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await roundOf(size, round))
  const best = (rate: (one: Rates) => number): number => Math.max(...rounds.map(rate))
  const raw = { name: 'Fastify doing nothing, requests/s', value: best((one) => one.raw) }
  const library = { name: 'the library asked directly, commands/s', value: best((one) => one.library) }
  const [slower, faster] = raw.value < library.value ? [raw, library] : [library, raw]
  return [
    {
      name: `tickets raised, ${CALLERS} connections`,
      value: best((one) => one.api),
      unit: 'commands/s',
      baseline: slower,
      demand: { of: 'ratio', atLeast: 0.4 },
    },
    { ...faster, unit: '' },
    {
      name: 'the library asked directly, no read model following, commands/s',
      value: best((one) => one.libraryAlone),
      unit: '',
    },
  ]
}

export const apiWriting: Benchmark = {
  name: 'api-writing',
  part: 'api',
  what: 'Tickets raised over HTTP, each answered when it is on disk, while read models follow in the same process.',
  run,
}
