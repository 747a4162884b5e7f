import { parseArgs } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import { apiSettings, flagNameOf } from '@deskledger/settings'

/** What was typed after the name of the program. */
export interface Typed {
  readonly help: boolean
  readonly version: boolean
  readonly printSettings: boolean
  /** the settings file */
  readonly file: string | undefined
  /** settings by name */
  readonly flags: Readonly<Record<string, string | undefined>>
}

/** Typed alone they mean yes. */
const switches = ['devTokens']
const names = Object.keys(apiSettings)
const own = {
  help: { type: 'boolean' },
  version: { type: 'boolean' },
  'print-settings': { type: 'boolean' },
  settings: { type: 'string' },
} as const
const ofSettings: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>> = Object.fromEntries(
  names.map((name) => [flagNameOf(name), { type: switches.includes(name) ? 'boolean' : 'string' }]),
)

const sentenceOf = (error: unknown): string => {
  const [said = ''] = String((error as Partial<Error>).message ?? error).split(/\.\s|\n/)
  return `${said.replace(/\.$/, '')}. See what is possible with --help.`
}

const textOf = (value: unknown): string | undefined => {
  if (value === true) return 'yes'
  return typeof value === 'string' ? value : undefined
}

/** Reads what was typed. A failure is a sentence. */
export const typedIn = (args: readonly string[]): E.Either<string, Typed> =>
  E.tryCatch(() => {
    const { values } = parseArgs({ args: [...args], options: { ...ofSettings, ...own } })
    const given: Readonly<Record<string, unknown>> = values
    return {
      help: given['help'] === true,
      version: given['version'] === true,
      printSettings: given['print-settings'] === true,
      file: textOf(given['settings']),
      flags: Object.fromEntries(names.map((name) => [name, textOf(given[flagNameOf(name)])])),
    }
  }, sentenceOf)
