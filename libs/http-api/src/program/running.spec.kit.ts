import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.ts'
import type { ExitCode } from './serving.ts'

/** The program in this process, with what it says. */
export interface Running {
  readonly ended: Promise<ExitCode>
  readonly out: () => string
  readonly err: () => string
  readonly stop: () => Promise<ExitCode>
}

export const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Running => {
  const stopping = new AbortController()
  const said = { out: '', err: '' }
  const ended = run('deskledger-api', args, {
    env,
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    stopping: stopping.signal,
  })
  const stop = () => {
    stopping.abort()
    return ended
  }
  return { ended, out: () => said.out, err: () => said.err, stop }
}

/** Folders that are gone after the specs of a file. */
export const folders = () => {
  const root = mkdtempSync(join(tmpdir(), 'api-program-'))
  let made = 0
  return {
    root,
    next: (): string => join(root, `ledger-${++made}`),
    remove: () => {
      rmSync(root, { recursive: true })
    },
  }
}

/** Waits until something is so; the test's own time limit ends what never is. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** The address, once it says so. */
export const addressOf = async ({ out, err }: Running): Promise<string> => {
  const found = () => /"url":"(http:[^"]+)"/.exec(out())?.[1]
  await until(() => found() !== undefined || err() !== '')
  const url = found()
  if (url === undefined) throw new Error(err())
  return url
}
