import { CommanderError } from 'commander'
import { program, type Chosen } from './program.ts'
import { painter, write, type Io } from './io.ts'
import { misuse, ReaderGone, Stop, type ExitCode } from './stop.ts'

const chosenBy = async (typed: readonly string[], io: Io): Promise<Chosen | undefined> => {
  let chosen: Chosen | undefined
  const root = await program(io, typed, (one) => {
    chosen = one
  })
  await root.parseAsync([...typed], { from: 'user' })
  return chosen
}

/** A command that does not know how to end itself is left where it stands. */
const unlessInterrupted = (io: Io, { endsItself, load, context, typed }: Chosen): Promise<ExitCode> => {
  const running = load().then(({ run }) => run(context, typed))
  if (endsItself) return running
  const interrupted = new Promise<ExitCode>((resolve) => {
    io.interrupted.addEventListener('abort', () => {
      resolve(130)
    })
  })
  return Promise.race([running, interrupted])
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What commander says of a line it cannot read, in our words; undefined: it was no mistake. */
const stopOf = (error: unknown): Stop | undefined => {
  if (error instanceof Stop) return error
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return undefined
    const said = capital(error.message.replace(/^error: /, '').replace(/\n/g, ' '))
    return misuse(`${said.endsWith('.') || said.endsWith(')') ? said : `${said}.`} See what is possible with --help.`)
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new Stop(3, {
    type: 'Unexpected',
    message: `Something went wrong inside deskledger. Please report this: ${message}`,
  })
}

const ended = async (error: unknown, json: boolean, io: Io): Promise<ExitCode> => {
  if (error instanceof ReaderGone) return 0
  if (error instanceof CommanderError && error.code === 'commander.help') return 2
  const stop = stopOf(error)
  if (stop === undefined) return 0
  const { type, message, more, code } = stop
  const text = json ? JSON.stringify({ error: { type, message, ...more } }) : painter(io, io.stderr)('red', message)
  await write(io.stderr, `${text}\n`).catch(() => undefined)
  return code
}

/** Runs what was typed after `deskledger` and answers the exit code. */
export const run = async (typed: readonly string[], io: Io): Promise<ExitCode> => {
  try {
    const chosen = await chosenBy(typed, io)
    return chosen === undefined ? 0 : await unlessInterrupted(io, chosen)
  } catch (error) {
    return ended(error, typed.includes('--json'), io)
  }
}
