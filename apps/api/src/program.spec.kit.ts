import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const preload = import.meta.resolve('../../../tools/ts.js')
/** How Node runs the program from its sources. */
const onSources = ['--conditions=@deskledger/source', '--import', preload, join(import.meta.dirname, 'main.ts')]

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** The API in a process of its own. */
export interface Program {
  readonly url: string
  /** of an agent */
  readonly token: string
  readonly ended: Promise<Ended>
  /** Resolves when it has said that it keeps all of these. */
  readonly keeps: (names: readonly string[]) => Promise<void>
  /** Resolves when all read models stand at the end of the log, as measured from now on. */
  readonly caughtUp: () => Promise<void>
  readonly kill: (signal: NodeJS.Signals) => Promise<Ended>
}

/** Whether the metrics of a program were measured since then, and say that no read model is behind. */
const isCaughtUp = (metrics: string, since: number): boolean => {
  const measuredAt = Number(/^deskledger_measured_timestamp_seconds (\S+)$/m.exec(metrics)?.[1] ?? 0)
  const lags = [...metrics.matchAll(/^deskledger_read_model_lag_events\{.*\} (\d+)$/gm)]
  return measuredAt * 1000 > since && lags.length > 0 && lags.every(([, lag]) => lag === '0')
}

/** What a worker said last that it keeps. */
const keptBy = (log: string): ReadonlySet<string> => {
  const lines = log
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { readonly holds?: readonly string[] })
  return new Set(lines.findLast(({ holds }) => holds !== undefined)?.holds ?? [])
}

/** Milliseconds after which nothing is waited for any more. */
const IN_VAIN = 60_000

const found = (pattern: RegExp, text: string): string | undefined => pattern.exec(text)?.[1]

const alive = new Set<ChildProcess>()
afterAll(() => {
  for (const child of alive) child.kill('SIGKILL')
})

const spawned = (place: readonly string[]) => {
  const own = ['--dev-tokens', '--port', '0', '--requests-per-minute', '1000000']
  const child = spawn(process.execPath, [...onSources, ...own, ...place], { stdio: ['ignore', 'pipe', 'pipe'] })
  alive.add(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (data: Buffer) => (said.out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (said.err += data.toString()))
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      alive.delete(child)
      resolve({ code, signal })
    })
  })
  return { child, said, ended }
}

/** Starts the API on a place, and waits until it is ready. */
export const startProgram = async (place: readonly string[]): Promise<Program> => {
  const { child, said, ended } = spawned(place)
  const until = async <A>(look: () => A | undefined | Promise<A | undefined>): Promise<A> => {
    for (const began = performance.now(); ;) {
      const seen = await look()
      if (seen !== undefined) return seen
      if (!alive.has(child)) throw new Error(`The API has ended: ${said.out}${said.err}`)
      if (performance.now() - began > IN_VAIN) throw new Error(`The API was waited for in vain: ${said.out}${said.err}`)
      await pause(10)
    }
  }
  const url = await until(() => found(/"url":"(http:[^"]+)"/, said.out))
  const token = await until(() => found(/Bearer ([\w-]+\.[\w-]+\.[\w-]+)' -H/, said.err))
  await until(async () => (await fetch(`${url}/health/ready`)).ok || undefined)
  return {
    url,
    token,
    ended,
    keeps: async (names) => {
      await until(() => names.every((name) => keptBy(said.out).has(name)) || undefined)
    },
    caughtUp: async () => {
      const since = Date.now()
      await until(async () => isCaughtUp(await (await fetch(`${url}/metrics`)).text(), since) || undefined)
    },
    kill: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}
