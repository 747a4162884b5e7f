import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { called } from '../../testing/captured.ts'
import { normal, type Ids } from './normal.ts'
import { onSources, root } from './root.ts'
import { typedOf, type Typed } from './typed.ts'

/** What a command wrote and how it ended. */
interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

const collected = (stream: Readable): (() => string) => {
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  return () => Buffer.concat(pieces).toString()
}

const started = async (command: string, args: readonly string[], input = ''): Promise<Ended> => {
  const child = spawn(command, [...args], { env: { ...process.env, NO_COLOR: '1' } })
  const [out, err] = [collected(child.stdout), collected(child.stderr)]
  child.stdin.on('error', () => undefined) // `head` does not read on
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code: code ?? 1, out: out(), err: err() }
}

/** What is built of an example is run from its source. */
const exampleOf = (line: string): string | undefined =>
  /^node (examples\/)dist\/([\w-]+)\.js$/.exec(line)?.slice(1).join('')

/** An import makes much that it soon drops: with 128 MB for it instead of 16, a fifth of its work is saved. */
const roomForNew = '--max-semi-space-size=128'

/** The import of the whole log is measured work: it is left to a process that nobody instruments. */
const ended = (line: string, words: readonly string[]): Promise<Ended> => {
  const example = exampleOf(line)
  if (example !== undefined) return started(process.execPath, [...onSources, join(root, `${example}.ts`)])
  if (words[0] !== 'deskledger') return started('sh', ['-c', line])
  if (words[1] === 'demo')
    return started(process.execPath, [roomForNew, ...onSources, join(root, 'apps/cli/src/main.ts'), 'demo'])
  return called(words.slice(1), { env: { NO_COLOR: '1' } })
}

/** Where the output of our own commands goes; a shell has seen to that of others. */
const routed = async (out: string, { words, into, pipe }: Typed): Promise<string> => {
  if (words[0] !== 'deskledger') return out
  if (into !== undefined) writeFileSync(into, out)
  if (pipe !== undefined) return (await started('sh', ['-c', pipe], out)).out
  return into === undefined ? out : ''
}

/** Types lines into an empty folder, one after the other. */
export interface Shell {
  /** what the line gives, in the form that pages show */
  readonly type: (line: string) => Promise<string>
  readonly close: () => void
}

/** Opens a shell in a new folder, which becomes the current one until it is closed. */
export const openShell = (): Shell => {
  const before = process.cwd()
  const folder = mkdtempSync(join(tmpdir(), 'deskledger-pages-'))
  process.chdir(folder)
  const ids: Ids = new Map()
  let last = 0
  const type = async (line: string): Promise<string> => {
    if (line === 'echo $?') return String(last)
    const typed = typedOf(line)
    const { code, out, err } = await ended(line, typed.words)
    last = code
    return normal(`${await routed(out, typed)}${err}`, line.includes('deskledger-demo') ? undefined : ids)
  }
  const close = () => {
    process.chdir(before)
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  return { type, close }
}
