import * as E from 'fp-ts/lib/Either.js'
import { fileVariableOf, flagNameOf, isOurs, nearest, variableOf } from './names.ts'
import type { Given } from './origins.ts'
import type { Declared, OtherVariable } from './setting.ts'
import { contentOf, nothing, readSettingsFile, type Found } from './settings-file.ts'

/** Where settings are looked for. */
export interface Sources {
  readonly env: Readonly<Record<string, string | undefined>>
  /** what was typed, by the name of the setting */
  readonly flags?: Readonly<Record<string, string | undefined>>
  /** the settings file, where its path was typed */
  readonly file?: string | undefined
}

/** Names the settings file. */
export const FILE_VARIABLE = 'DESKLEDGER_SETTINGS'

/** A variable that is empty counts as not set: so compose files and scripts pass on what they do not know. */
const set = (text: string | undefined): text is string => text !== undefined && text !== ''

const fromFile = ({ env, file }: Sources, known: readonly string[]): Found => {
  if (file !== undefined) return readSettingsFile(file, '--settings', known)
  const named = env[FILE_VARIABLE]
  return set(named) ? readSettingsFile(named, FILE_VARIABLE, known) : nothing
}

const fromVariable = (env: Sources['env'], name: string): Given | undefined => {
  const variable = variableOf(name)
  const text = env[variable]
  return set(text) ? { text, origin: { from: 'environment', variable } } : undefined
}

const fromOthers = (env: Sources['env'], also: readonly OtherVariable[]): Given | undefined => {
  for (const { variable, as = (text: string) => text } of also) {
    const given = env[variable]
    const text = set(given) ? as(given) : undefined
    if (text !== undefined) return { text, origin: { from: 'environment', variable } }
  }
  return undefined
}

const fromSecret = (env: Sources['env'], name: string): E.Either<string, Given> | undefined => {
  const variable = fileVariableOf(name)
  const path = env[variable]
  if (!set(path)) return undefined
  const text = contentOf(path)
  if (E.isLeft(text))
    return E.left(
      `The file ${path}, named by the environment variable ${variable}, cannot be read (${text.left}). Check its path and permissions.`,
    )
  if (text.right === '')
    return E.left(
      `The file ${path}, named by the environment variable ${variable}, is empty. Write the value of ${name} into it.`,
    )
  return E.right({ text: text.right, origin: { from: 'secret', variable, path } })
}

const fromEnvironment = ({ env }: Sources, declared: Declared): Found => {
  const given: Record<string, Given> = {}
  const mistakes: string[] = []
  for (const [name, { also = [] }] of Object.entries(declared)) {
    const plain = fromVariable(env, name) ?? fromOthers(env, also)
    if (plain !== undefined) given[name] = plain
    const secret = fromSecret(env, name)
    if (secret === undefined) continue
    if (E.isLeft(secret)) mistakes.push(secret.left)
    else given[name] = secret.right
  }
  return { given, mistakes }
}

const fromFlags = ({ flags = {} }: Sources): Found => ({
  given: Object.fromEntries(
    Object.entries(flags).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, { text, origin: { from: 'flag', flag: `--${flagNameOf(name)}` } }] as const],
    ),
  ),
  mistakes: [],
})

/**
 * What all sources give, the later ones winning: file, environment, files named by the environment, what was typed.
 * `known` are the settings of any program: a file is shared by all of them.
 */
export const gathered = (sources: Sources, declared: Declared, known: readonly string[]): Found => {
  const all = [fromFile(sources, known), fromEnvironment(sources, declared), fromFlags(sources)]
  return {
    given: Object.assign({}, ...all.map(({ given }) => given)) as Found['given'],
    mistakes: all.flatMap(({ mistakes }) => mistakes),
  }
}

/** Read by tests and benchmarks, not by settings. */
const ofDevelopment = /^DESKLEDGER_(TEST|BENCH)_/

/** Variables that look like one of ours, and are none: sentences. They are no mistakes, because platforms set such too. */
export const strayVariables = ({ env }: Sources, known: readonly string[]): readonly string[] => {
  const ours = [FILE_VARIABLE, ...known.flatMap((name) => [variableOf(name), fileVariableOf(name)])]
  return Object.keys(env)
    .filter((variable) => isOurs(variable) && !ofDevelopment.test(variable))
    .filter((variable) => set(env[variable]) && !ours.includes(variable))
    .flatMap((variable) => {
      const meant = nearest(variable, ours)
      return meant === undefined ? [] : [`Nothing reads the environment variable ${variable}. Did you mean ${meant}?`]
    })
}
