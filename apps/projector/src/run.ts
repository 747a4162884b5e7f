import * as E from 'fp-ts/lib/Either.js'
import { decodeSettings, everySetting, printed, projectorSettings, storeRules } from '@deskledger/settings'
import { help } from './help.ts'
import { projector, type Ended } from './projector.ts'
import { typedIn, type Typed } from './typed.ts'
import { version } from './version.ts'

/** 0 stopped, 2 used wrongly, 3 something that only a person can mend. */
export type ExitCode = Ended | 2

/** What a program knows of the world. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** aborts when it is told to stop */
  readonly stopping: AbortSignal
}

const listed = (mistakes: readonly string[]): string =>
  mistakes.length === 1 ? mistakes.join('') : `${mistakes.length} settings are wrong:\n${mistakes.join('\n')}`

const settled = ({ file, flags, printSettings }: Typed, { env, out, err, stopping }: World): Promise<ExitCode> => {
  const settings = decodeSettings(projectorSettings, { env, flags, file }, { known: everySetting, rules: storeRules })
  if (E.isLeft(settings)) {
    err(`${listed(settings.left)}\n`)
    return Promise.resolve(2)
  }
  if (!printSettings) return projector(settings.right, stopping)
  out(`${printed(settings.right.shown)}\n`)
  return Promise.resolve(0)
}

/** Runs the projector until it is told to stop; answers the exit code. */
export const run = (args: readonly string[], world: World): Promise<ExitCode> => {
  const typed = typedIn(args)
  if (E.isLeft(typed)) {
    world.err(`${typed.left}\n`)
    return Promise.resolve(2)
  }
  if (!typed.right.help && !typed.right.version) return settled(typed.right, world)
  world.out(typed.right.help ? help() : `${version()}\n`)
  return Promise.resolve(0)
}
