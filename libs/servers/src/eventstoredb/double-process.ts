import { spawn, type ChildProcess } from 'node:child_process'
import { extname } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ServeOptions } from './serve.ts'

/** The double in a process of its own, outside of what is measured, and fit to be killed. */
export interface DoubleProcess {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** SIGKILL: nothing is flushed, nobody is told. Resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** starts again after a kill, on the same port; with a folder, with all that was acknowledged */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

const isSource = extname(import.meta.url) === '.ts'
const program = fileURLToPath(new URL(`./serve${extname(import.meta.url)}`, import.meta.url))
const loader = new URL('../../../../tools/ts.js', import.meta.url).href
const preload = isSource ? ['--conditions=@deskledger/source', '--import', loader] : []

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let errors = ''
    child.stderr?.on('data', (text: Buffer) => (errors += text.toString()))
    child.once('error', reject)
    child.once('exit', (code) => {
      reject(new Error(`The EventStoreDB double ended with code ${String(code)} before it listened. ${errors}`))
    })
    if (child.stdout !== null) createInterface(child.stdout).once('line', resolve)
  })

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else
      child.once('exit', () => {
        resolve()
      })
  })

const portIn = (url: string): number => Number(/:(\d+)/.exec(url.slice('esdb://'.length))?.[1])

/** Starts the double in a child process; it ends with the process that started it. */
export const startDoubleProcess = async (options: ServeOptions = {}): Promise<DoubleProcess> => {
  const launch = async (port: number) => {
    const args = [...preload, program, JSON.stringify({ ...options, port })]
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    return { child, url: await firstLine(child) }
  }
  const first = await launch(options.port ?? 0)
  const port = portIn(first.url)
  let { child } = first
  return {
    url: first.url,
    port,
    get pid() {
      return child.pid ?? 0
    },
    kill: async () => {
      child.kill('SIGKILL')
      await gone(child)
    },
    start: async () => {
      child = (await launch(port)).child
    },
    stop: async () => {
      child.stdin.end()
      await gone(child)
    },
  }
}
