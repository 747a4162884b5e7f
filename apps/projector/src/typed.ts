import { parseArgs } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import { flagNameOf, projectorSettings } from '@deskledger/settings'

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

const names = Object.keys(projectorSettings)
const own = {
  help: { type: 'boolean' },
  version: { type: 'boolean' },
  'print-settings': { type: 'boolean' },
  settings: { type: 'string' },
} as const
const ofSettings: Readonly<Record<string, { readonly type: 'string' }>> = Object.fromEntries(
  names.map((name) => [flagNameOf(name), { type: 'string' }]),
)

const sentenceOf = (error: unknown): string => {
  const [said = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/)
  return `${said.replace(/\.$/, '')}. See what is possible with --help.`
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

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
