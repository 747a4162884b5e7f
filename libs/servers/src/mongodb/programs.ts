import { execFile } from 'node:child_process'
import { Lacking } from './test-mongo-db.ts'

/** What a program printed, or why it did not end well. */
export type Ended = { readonly printed: string } | { readonly trouble: string }

interface Running {
  /** milliseconds */
  readonly patience?: number
  readonly folder?: string
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-3).join(' ')

/** Runs a program to its end. */
export const run = (
  program: string,
  programArguments: readonly string[],
  { patience = 5_000, folder = process.cwd() }: Running = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(program, programArguments, { timeout: patience, cwd: folder }, (error, stdout, stderr) => {
      if (error === null) resolve({ printed: stdout.trim() })
      else resolve({ trouble: 'code' in error && error.code === 'ENOENT' ? 'not found' : lastLines(stderr || stdout) })
    })
  })

/** Runs a program that must end well. */
export const mustRun = async (program: string, programArguments: readonly string[], folder: string): Promise<void> => {
  const ended = await run(program, programArguments, { patience: 300_000, folder })
  if ('trouble' in ended)
    throw new Lacking(`'${program} ${programArguments.slice(0, 4).join(' ')} ...' failed: ${ended.trouble}`)
}
