import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Lacking } from './test-mongo-db.ts'

/** Runs the program that it is given, and ends it when its own standard input closes; anything said there kills it. */
const GUARD = `
import { spawn } from 'node:child_process'
const [program, ...given] = process.argv.slice(1)
const child = spawn(program, given, { stdio: ['ignore', 'ignore', 'inherit'] })
child.on('error', (error) => { process.stderr.write(error.message); process.exit(1) })
child.on('exit', (code) => process.exit(code ?? 1))
process.stdin.on('data', () => child.kill('SIGKILL'))
process.stdin.on('end', () => child.kill('SIGTERM'))
`

/** A server that knows nothing of its parent, under a guard that does. */
export interface Guarded {
  /** rejects when the program ends before it is told to */
  readonly failed: Promise<never>
  readonly stop: () => Promise<void>
  readonly kill: () => Promise<void>
}

/** Starts a program that ends with this process, whatever ends that. */
export const spawnGuarded = (program: string, given: readonly string[]): Guarded => {
  const guard = spawn(process.execPath, ['--input-type=module', '-e', GUARD, program, ...given], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const said: string[] = []
  guard.stderr.on('data', (bytes: Buffer) => said.push(bytes.toString()))
  guard.stdin.on('error', () => undefined) // it may have ended already
  const exit = once(guard, 'exit')
  const failed = exit.then(() => Promise.reject(new Lacking(`${program} ended: ${said.join('').slice(-500)}`)))
  failed.catch(() => undefined) // told only to who waits for the start
  return {
    failed,
    stop: async () => {
      guard.stdin.end()
      await exit
    },
    kill: async () => {
      guard.stdin.write('kill\n')
      await exit
    },
  }
}
