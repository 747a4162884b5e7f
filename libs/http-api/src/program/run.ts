import * as E from 'fp-ts/lib/Either.js'
import { apiSettings, decodeSettings, everySetting, printed } from '@deskledger/settings'
import { VERSION } from '../version.ts'
import { help } from './help.ts'
import { apiRules, placeRules } from './rules.ts'
import { serving, type ExitCode, type World } from './serving.ts'
import { typedIn, type Typed } from './typed.ts'

const listed = (mistakes: readonly string[]): string =>
  mistakes.length === 1 ? mistakes.join('') : `${mistakes.length} settings are wrong:\n${mistakes.join('\n')}`

const settled = ({ file, flags, printSettings }: Typed, world: World): Promise<ExitCode> => {
  const { env, out, err } = world
  // Settings are looked at also where nobody could be let in with them.
  const rules = printSettings ? placeRules : apiRules
  const settings = decodeSettings(apiSettings, { env, flags, file }, { known: everySetting, rules })
  if (E.isLeft(settings)) {
    err(`${listed(settings.left)}\n`)
    return Promise.resolve(2)
  }
  if (!printSettings) return serving(settings.right, world)
  out(`${printed(settings.right.shown)}\n`)
  return Promise.resolve(0)
}

/** Runs the API until it is told to stop; answers the exit code. `name` is what it was called by. */
export const run = (name: string, args: readonly string[], world: World): Promise<ExitCode> => {
  const typed = typedIn(args)
  if (E.isLeft(typed)) {
    world.err(`${typed.left}\n`)
    return Promise.resolve(2)
  }
  if (!typed.right.help && !typed.right.version) return settled(typed.right, world)
  world.out(typed.right.help ? help(name) : `${VERSION}\n`)
  return Promise.resolve(0)
}
