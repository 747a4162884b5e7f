import * as E from 'fp-ts/lib/Either.js'
import { fileVariableOf, flagNameOf, variableOf } from './names.ts'
import { hider } from './masking.ts'
import { wordsForOrigin, type Given, type Origin } from './origins.ts'
import type { Declared, Setting, Values } from './setting.ts'
import { gathered, strayVariables, type Sources } from './sources.ts'

/** A setting as people may see it. */
export interface ShownSetting {
  readonly name: string
  /** secrets hidden; undefined: it has none */
  readonly value: string | undefined
  readonly source: string
}

export interface Settings<D extends Declared> {
  readonly values: Values<D>
  readonly origins: { readonly [Name in keyof D]: Origin }
  readonly shown: readonly ShownSetting[]
  /** sentences about what is probably not meant */
  readonly warnings: readonly string[]
  /** takes the secrets of these settings out of a text that others wrote */
  readonly hide: (text: string) => string
}

export interface DecodeOptions<D extends Declared> {
  /** settings of every program: keys that a shared settings file may have */
  readonly known?: Declared
  /** what must hold between settings, all of which are good by themselves; answers sentences */
  readonly rules?: (values: Values<D>, origins: Settings<D>['origins']) => readonly string[]
}

interface Read {
  readonly name: string
  readonly value: unknown
  readonly origin: Origin
  readonly shown: string | undefined
}

const AS_DEFAULT: Origin = { from: 'default' }

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const notSet = (name: string, { text, example }: Setting<unknown>): string =>
  `The setting ${name} is missing: ${text}. Give it with --${flagNameOf(name)}, ${variableOf(name)}, ${fileVariableOf(name)} or the settings file, such as ${example}.`

const notGood = (name: string, { shown, allowed, example }: Setting<unknown>, given: Given & { reason: string }) =>
  `${capital(wordsForOrigin(given.origin))} sets ${name}: "${shown(given.text)}" ${given.reason}. Allowed: ${allowed}, such as ${example}.`

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

const readOne = (name: string, setting: Setting<unknown>, given: Given | undefined): E.Either<string, Read> => {
  const { fallback, shown } = setting
  if (given === undefined) {
    if (fallback === undefined) return E.left(notSet(name, setting))
    const value = fallback()
    return E.right({ name, value, origin: AS_DEFAULT, shown: textOf(value) })
  }
  const { text, origin } = given
  const outcome = setting.read(text)
  if (E.isLeft(outcome)) return E.left(notGood(name, setting, { ...given, reason: outcome.left }))
  return E.right({ name, value: outcome.right, origin, shown: shown(text) })
}

const byName = <A>(all: readonly Read[], pick: (one: Read) => A): Readonly<Record<string, A>> =>
  Object.fromEntries(all.map((one) => [one.name, pick(one)]))

const secretsOf = (declared: Declared, given: Readonly<Record<string, Given>>): readonly string[] =>
  Object.entries(given).flatMap(([name, { text }]) => (declared[name]?.shown(text) === text ? [] : [text]))

const partsOf = (declared: Declared, given: Readonly<Record<string, Given>>): readonly string[] =>
  Object.entries(given).flatMap(([name, { text }]) => declared[name]?.secrets?.(text) ?? [])

/** Decodes settings once. A failure is a list of sentences: every mistake there is. */
export const decodeSettings = <D extends Declared>(
  declared: D,
  sources: Sources,
  { known = declared, rules }: DecodeOptions<D> = {},
): E.Either<readonly string[], Settings<D>> => {
  const names = Object.keys(declared)
  const everyName = [...new Set([...names, ...Object.keys(known)])]
  const { given, mistakes } = gathered(sources, declared, everyName)
  const all = Object.entries(declared).map(([name, setting]) => readOne(name, setting, given[name]))
  const wrong = [...mistakes, ...all.flatMap((one) => (E.isLeft(one) ? [one.left] : []))]
  const good = all.flatMap((one) => (E.isRight(one) ? [one.right] : []))
  if (wrong.length > 0) return E.left(wrong)
  const values = byName(good, ({ value }) => value) as Values<D>
  const origins = byName(good, ({ origin }) => origin) as Settings<D>['origins']
  const broken = rules?.(values, origins) ?? []
  if (broken.length > 0) return E.left(broken)
  return E.right({
    values,
    origins,
    shown: good.map(({ name, shown, origin }) => ({ name, value: shown, source: wordsForOrigin(origin) })),
    warnings: strayVariables(sources, everyName),
    hide: hider(secretsOf(declared, given), partsOf(declared, given)),
  })
}
