import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { Acknowledged, Appending } from './appending.spec.child.ts'
import { builtIn } from './built.spec.kit.ts'
import type { Raised, Raising } from './raising.spec.child.ts'

/** A folder for one spec file, and the projector built in it. */
export const workshop = () => {
  const folder = mkdtempSync(join(tmpdir(), 'projector-'))
  const dist = builtIn(folder, '@deskledger/projector', ['@deskledger/servers'])
  let ledgers = 0
  return {
    folder,
    program: (name: string) => join(dist, `${name}.js`),
    /** files of a ledger that is not there yet */
    newPlace: (): Place => {
      const ledger = join(folder, `ledger-${++ledgers}`)
      return { events: join(ledger, 'events.db'), views: join(ledger, 'views.db') }
    },
    close: () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

export type Workshop = ReturnType<typeof workshop>

/** Where a ledger is. */
export interface Place {
  readonly events: string
  readonly views: string
}

/** Milliseconds after which nothing is waited for any more. */
const IN_VAIN = 100_000

/** Waits until something is so, or a process has ended; answers whether it is so. */
export const untilOr = async (
  holds: () => boolean | Promise<boolean>,
  ended: Promise<unknown> | undefined,
): Promise<boolean> => {
  const limit = performance.now() + IN_VAIN
  const end = { is: false }
  const failed = ended?.then(() => {
    end.is = true
  })
  while (!(await holds())) {
    if (end.is) return false
    if (performance.now() > limit) throw new Error(`Waited in vain for: ${holds.toString()}`)
    await Promise.race([pause(20), ...(failed === undefined ? [] : [failed.then(() => pause(20))])])
  }
  return true
}

export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  await untilOr(holds, undefined)
}

/** A line of the log. */
interface Line {
  readonly level: string
  readonly message: string
  readonly health?: string
}

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

const endOf = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal })
    })
  })

interface Status {
  readonly ready: boolean
  readonly reasons: readonly string[]
  readonly holds: readonly string[]
  readonly head: string
  readonly measuredAt: string | null
  readonly trouble: { readonly message: string } | null
  readonly readModels: readonly {
    readonly name: string
    readonly lag: number
    readonly position: string
    readonly documents: number
    readonly parked: number
  }[]
}

/** Starts a projector. Settings are given by the environment, as containers are. */
export const startProjector = (shop: Workshop, place: Place, settings: Readonly<Record<string, string>> = {}) => {
  const env = {
    PATH: process.env['PATH'],
    DESKLEDGER_EVENTS: place.events,
    DESKLEDGER_VIEWS: place.views,
    DESKLEDGER_HEALTH_PORT: '0',
    DESKLEDGER_LEASE_SECONDS: '2',
    ...settings,
  }
  const child = spawn(process.execPath, [shop.program('main')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: Line[] = []
  let errors = ''
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line) as Line))
  const ended = endOf(child)
  const said = (part: string): boolean => lines.some(({ message }) => message.includes(part))
  const urlOf = (path: string): string => `${lines.find(({ health }) => health !== undefined)?.health ?? ''}${path}`
  const get = async (path: string) => {
    if (!(await untilOr(() => said('begins'), ended)))
      throw new Error(`It has ended: ${JSON.stringify(lines)} ${errors}`)
    const response = await fetch(urlOf(path))
    return { code: response.status, body: (await response.json()) as Status }
  }
  return {
    lines,
    said,
    errors: () => errors,
    ended,
    get,
    status: async () => (await get('/status')).body,
    kill: (signal: NodeJS.Signals = 'SIGKILL') => {
      child.kill(signal)
      return ended
    },
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

export type Projector = ReturnType<typeof startProjector>

/** A workshop for the specs of a file; none of its projectors outlives its test. */
export const workshopForSpecs = () => {
  const shop = workshop()
  const alive: Projector[] = []
  afterEach(async () => {
    await Promise.all(alive.splice(0).map((one) => one.kill()))
  })
  afterAll(shop.close)
  const start = (place: Place, settings?: Readonly<Record<string, string>>): Projector => {
    const one = startProjector(shop, place, settings)
    alive.push(one)
    return one
  }
  return { shop, start }
}

/** How far all read models are: true when every one has looked at the whole log, as measured from now on. */
export const caughtUp = async (one: Projector): Promise<boolean> => {
  const since = new Date().toISOString()
  let status = await one.status()
  while ((status.measuredAt ?? '') < since) {
    await pause(50)
    status = await one.status()
  }
  return status.readModels.length > 0 && status.readModels.every(({ lag }) => lag === 0)
}

/** Starts a process that says a line of JSON for each thing it did, until it is told to stop. */
const startTelling = <Line>(shop: Workshop, program: string, asked: readonly string[]) => {
  const child = spawn(process.execPath, [shop.program(program), ...asked], { stdio: ['pipe', 'pipe', 'pipe'] })
  const lines: Line[] = []
  let errors = ''
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line) as Line))
  const ended = endOf(child).then(({ code }) => {
    if (code !== 0) throw new Error(errors)
    return lines
  })
  return {
    lines,
    /** all that it said, when it has ended by itself */
    ended,
    stop: () => {
      child.stdin.end()
      return ended
    },
  }
}

/** Starts a process that appends, and notes what it was told is stored. */
export const startAppending = (
  shop: Workshop,
  place: Place,
  { from = 0, upTo, between = 0 }: { readonly from?: number; readonly upTo: number; readonly between?: number },
) => {
  const asked: Appending = [place.events, place.views, String(from), String(upTo), String(between)]
  const { lines, ended, stop } = startTelling<Acknowledged>(shop, 'appending.spec.child', asked)
  return { acknowledged: lines, ended, stop }
}

/** Starts a process that raises incidents under an agreement of seconds, and notes what became of them. */
export const startRaising = (shop: Workshop, place: Place, between: number) => {
  const asked: Raising = [place.events, place.views, String(between)]
  return startTelling<Raised>(shop, 'raising.spec.child', asked)
}
