import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { transformSync } from '@swc/core'
import { builtIn } from './built.spec.kit.ts'
import { streamsIn, views } from './scan.spec.kit.ts'
import type { Job } from './sigkill.spec.child.ts'

/** Commands asked; 35 for each five incidents. */
const COMMANDS = 490
/** Lives of each of two processes that end by SIGKILL: on ledgers of their own, and on one. */
const KILLS = 26
const KILLS_OF_TWO = 16
/** Commands that are asked again after a death, though they were answered. */
const AGAIN = 5

const root = mkdtempSync(join(tmpdir(), 'deskledger-sigkill-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
})
const folderOf = (name: string) => join(root, name)

const transform = (source: string): string =>
  transformSync(source, { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }).code
const child = join(builtIn(root, transform), 'sigkill.spec.child.js')

const below = (n: number) => Math.floor(Math.random() * n)

interface Ended {
  readonly killed: boolean
  /** the last command that was answered; -1: none */
  readonly last: number
}

interface Role {
  readonly folder: string
  readonly job: Job
  /** milliseconds from a line that the process prints to its death; undefined: it is not this line that kills it */
  readonly death: (line: string) => number | undefined
  /** when to ask it to end */
  readonly stop?: Promise<void>
}

/** Runs a process until it ends or is killed. */
const live = ({ folder, job, death, stop }: Role): Promise<Ended> => {
  const one = spawn(process.execPath, [child, folder, ...job], { stdio: ['pipe', 'pipe', 'pipe'] })
  let errors = ''
  let last = -1
  one.stderr.on('data', (data: Buffer) => (errors += data.toString()))
  createInterface(one.stdout).on('line', (line) => {
    if (line !== 'ready') last = Number(line)
    const wait = death(line)
    if (wait !== undefined) setTimeout(() => one.kill('SIGKILL'), wait)
  })
  void stop?.then(() => one.stdin.end())
  return new Promise((resolve, reject) => {
    one.on('close', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') resolve({ killed: signal === 'SIGKILL', last })
      else reject(new Error(errors))
    })
  })
}

const never = () => undefined
/** Somewhere within the next commands, or while the ledger is opened and read models catch up. */
const soon = () => {
  let left = below(30)
  return () => (left-- === 0 ? Math.random() * 10 : undefined)
}

/** Asks all commands, through as many deaths. */
const asking = async (folder: string, deaths: number): Promise<number> => {
  let [from, kills] = [0, 0]
  for (;;) {
    const job: Job = [String(from), String(COMMANDS)]
    const { killed, last } = await live({ folder, job, death: kills < deaths ? soon() : never })
    if (!killed) return kills
    kills++
    from = Math.max(0, Math.max(from, last + 1) - below(AGAIN))
  }
}

/** Projects, through as many deaths, until it is told to stop. */
const projecting = async (folder: string, deaths: number, stop: Promise<void>): Promise<number> => {
  for (let kills = 0; ; kills++) {
    const death = (line: string) => (line === 'ready' && kills < deaths ? Math.random() * 150 : undefined)
    const { killed } = await live({ folder, job: ['project'], death, stop })
    if (!killed) return kills
  }
}

/** What a run that nobody kills comes to. */
const reference = asking(folderOf('reference'), 0).then(() => streamsIn(folderOf('reference')))

const judge = async (folder: string) => {
  expect(Object.keys(await reference)).toHaveLength(COMMANDS / 7)
  expect(streamsIn(folder)).toEqual(await reference)
  const { kept, fresh, ok } = await views(folder)
  expect(Object.keys(kept['incident-details'] ?? {})).toHaveLength(COMMANDS / 7)
  expect(kept).toEqual(fresh)
  expect(ok).toBe(true)
}

describe('a process that is killed at any moment, again and again', () => {
  it('leaves the streams and the documents of one that was not', async () => {
    const folders = [folderOf('one'), folderOf('two')]
    const kills = await Promise.all(folders.map((folder) => asking(folder, KILLS)))
    expect(kills).toEqual([KILLS, KILLS])
    for (const folder of folders) await judge(folder)
  }, 240_000)
})

describe('two processes on one ledger, both killed again and again', () => {
  it('leave the streams and the documents of one that was not', async () => {
    const folder = folderOf('both')
    let stop: () => void = never
    const asked = new Promise<void>((resolve) => (stop = resolve))
    const projected = projecting(folder, KILLS_OF_TWO, asked)
    expect(await asking(folder, KILLS_OF_TWO).finally(stop)).toBe(KILLS_OF_TWO)
    expect(await projected).toBeGreaterThan(KILLS_OF_TWO / 3)
    await judge(folder)
  }, 240_000)
})
