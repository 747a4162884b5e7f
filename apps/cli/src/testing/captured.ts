import { Readable, Writable } from 'node:stream'
import type { Io } from '../io.ts'
import { run } from '../run.ts'
import type { ExitCode } from '../stop.ts'

/** What one call of the command line came to. */
export interface Called {
  readonly code: ExitCode
  readonly out: string
  readonly err: string
  /** standard output as JSON */
  readonly json: () => unknown
}

/** What a call is given beside what is typed. */
export interface Surroundings {
  readonly stdin?: string
  readonly terminal?: boolean
  readonly env?: Readonly<Record<string, string>>
  readonly interrupted?: AbortSignal
  /** called with each piece written to standard error */
  readonly onErr?: (text: string) => void
}

const collecting = (terminal: boolean, pieces: string[], tell: (text: string) => void = () => undefined) =>
  Object.assign(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        pieces.push(chunk.toString('utf8'))
        tell(chunk.toString('utf8'))
        done()
      },
    }),
    { isTTY: terminal, columns: 100 },
  )

/** Runs the command line in this process, with streams of its own, at noon of 1 June 2025. */
export const called = async (typed: readonly string[], around: Surroundings = {}): Promise<Called> => {
  const { stdin = '', terminal = false, env = {}, interrupted = new AbortController().signal, onErr } = around
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: collecting(terminal, out),
    stderr: collecting(terminal, err, onErr),
    env,
    now: () => 1_748_779_200_000,
    user: () => 'ann',
    interrupted,
  }
  const code = await run(typed, io)
  return { code, out: out.join(''), err: err.join(''), json: () => JSON.parse(out.join('')) as unknown }
}
