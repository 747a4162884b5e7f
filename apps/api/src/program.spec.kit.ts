import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const preload = import.meta.resolve('../../../tools/ts.js')
const node = ['--conditions=@deskledger/source', '--import', preload, join(import.meta.dirname, 'main.ts')]

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
  readonly kill: (signal: NodeJS.Signals) => Promise<Ended>
}

const found = (pattern: RegExp, text: string): string | undefined => pattern.exec(text)?.[1]

/** Starts the API on a place, and waits until it is ready. */
export const startProgram = async (place: readonly string[]): Promise<Program> => {
  const own = ['--dev-tokens', '--port', '0', '--requests-per-minute', '1000000']
  const child = spawn(process.execPath, [...node, ...own, ...place], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal })
    })
  })
  const end = { is: false }
  void ended.then(() => (end.is = true))
  const said = async (read: () => string | undefined): Promise<string> => {
    for (;;) {
      const text = read()
      if (text !== undefined) return text
      if (end.is) throw new Error(`The API has ended: ${out}${err}`)
      await pause(10)
    }
  }
  const url = await said(() => found(/"url":"(http:[^"]+)"/, out))
  const token = await said(() => found(/Bearer ([\w-]+\.[\w-]+\.[\w-]+)' -H/, err))
  const ready = async () => (await fetch(`${url}/health/ready`)).ok
  while (!(await ready())) await pause(10)
  return {
    url,
    token,
    ended,
    kill: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}
