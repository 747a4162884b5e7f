import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Lacking } from './test-mongo-db.ts'

/** A program that serves until its standard input closes. */
export interface Serving {
  /** the first line it printed */
  readonly line: string
  readonly stop: () => Promise<void>
  readonly kill: () => Promise<void>
}

export interface Command {
  readonly program: string
  readonly arguments: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

const GRACE = 10_000

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

const endedBy = async (child: ChildProcess, end: () => void): Promise<void> => {
  if (ended(child)) return
  const exit = once(child, 'exit')
  end()
  const late = setTimeout(() => child.kill('SIGKILL'), GRACE)
  await exit
  clearTimeout(late)
}

/** Starts a server that prints one line when it is ready; it ends with this process, whatever ends that. */
export const serve = async ({ program, arguments: given, environment = {} }: Command): Promise<Serving> => {
  const child = spawn(program, given, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...environment } })
  const said: string[] = []
  child.stderr.on('data', (bytes: Buffer) => {
    said.push(bytes.toString())
    said.splice(0, said.length - 20)
  })
  child.stdin.on('error', () => undefined) // it may have ended already
  const lines = createInterface({ input: child.stdout })
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    child.once('error', (error) => {
      reject(new Lacking(error.message))
    })
    child.once('exit', () => {
      reject(new Lacking(`${program} ended before it served: ${said.join('').trim().slice(-500)}`))
    })
  })
  return {
    line,
    stop: () => endedBy(child, () => child.stdin.end()),
    kill: () => endedBy(child, () => child.kill('SIGKILL')),
  }
}
