import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { run } from '../../run.ts'
import { normal } from './normal.ts'
import { onSources, root } from './root.ts'
import { typedOf } from './typed.ts'

/** What a command wrote and how it ended. */
interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const NOW = Date.parse('2025-03-10T12:00:00.000Z')

const captured = () => {
  let text = ''
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      text += chunk.toString()
      done()
    },
  })
  return { stream, text: () => text }
}

/** In this process, on sources: nothing has to be built, and nothing is started anew for each line. */
const inProcess = async (typed: readonly string[]): Promise<Ended> => {
  const stdout = captured()
  const stderr = captured()
  const code = await run(typed, {
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: { NO_COLOR: '1' },
    now: () => NOW,
    user: () => 'ann',
    interrupted: new AbortController().signal,
  })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

const started = async (command: string, args: readonly string[], input = ''): Promise<Ended> => {
  const child = spawn(command, [...args], { env: { ...process.env, NO_COLOR: '1' } })
  const [stdout, stderr] = [captured(), captured()]
  child.stdout.pipe(stdout.stream)
  child.stderr.pipe(stderr.stream)
  child.stdin.on('error', () => undefined) // `head` does not read on
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code: code ?? 1, stdout: stdout.text(), stderr: stderr.text() }
}

/** What is built of an example is run from its source. */
const exampleOf = (line: string): string | undefined =>
  /^node (examples\/)dist\/([\w-]+)\.js$/.exec(line)?.slice(1).join('')

/** The import of the whole log is measured work: it is left to a process that nobody instruments. */
const ended = (line: string, words: readonly string[]): Promise<Ended> => {
  const example = exampleOf(line)
  if (example !== undefined) return started(process.execPath, [...onSources, join(root, `${example}.ts`)])
  if (words[0] !== 'deskledger') return started('sh', ['-c', line])
  if (words[1] === 'demo') return started(process.execPath, [...onSources, join(root, 'apps/cli/src/main.ts'), 'demo'])
  return inProcess(words.slice(1))
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
  let last = 0
  const type = async (line: string): Promise<string> => {
    if (line === 'echo $?') return String(last)
    const { words, into, pipe } = typedOf(line)
    const { code, stdout, stderr } = await ended(line, words)
    last = code
    if (into !== undefined && words[0] === 'deskledger') writeFileSync(into, stdout)
    const piped =
      pipe === undefined || words[0] !== 'deskledger' ? stdout : (await started('sh', ['-c', pipe], stdout)).stdout
    const shown = into === undefined ? piped : ''
    return normal(`${shown}${stderr}`, line.includes('deskledger-demo'))
  }
  const close = () => {
    process.chdir(before)
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  return { type, close }
}
