import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as t from 'io-ts'

/** What people are told of a setting. */
interface SettingWords {
  /** what it decides: the help of a program, the reference */
  readonly text: string
  /** what it may be, to follow "Allowed:" */
  readonly allowed: string
  /** a good value */
  readonly example: string
}

/** A variable that others have defined, and that is read where ours are not set. */
export interface OtherVariable {
  readonly variable: string
  /** the value as ours would give it; undefined: it says nothing of this setting */
  readonly as?: (text: string) => string | undefined
}

/** One setting: every source gives it as a text. */
export interface Setting<A> extends SettingWords {
  /** a failure is a reason to follow the text, as in `"ten" is no whole number` */
  readonly read: (text: string) => E.Either<string, A>
  /** what it is when nobody says; undefined: somebody has to */
  readonly fallback: (() => A) | undefined
  /** how the fallback is told where it differs from run to run */
  readonly fallbackWords?: string
  /** variables of others that give it too; the first that is set counts */
  readonly also?: readonly OtherVariable[]
  /** the text as it may be shown to people and written to logs */
  readonly shown: (text: string) => string
  /** parts of the text that are secret wherever they are written */
  readonly secrets?: (text: string) => readonly string[]
}

/** Settings by name; the names are those of the settings file. */
export type Declared = Readonly<Record<string, Setting<unknown>>>

/** What settings come to. */
export type Values<D extends Declared> = {
  readonly [Name in keyof D]: D[Name] extends Setting<infer A> ? A : never
}

/** A setting that somebody has to say. */
export const needed = <A>(codec: t.Decoder<string, A>, words: SettingWords): Setting<A> => ({
  ...words,
  read: (text) =>
    pipe(
      codec.decode(text),
      E.mapLeft(([first]) => first?.message ?? 'is not allowed'),
    ),
  fallback: undefined,
  shown: (text) => text,
})

/** The same setting, with a value for when nobody says. */
export const or = <A, B>(setting: Setting<A>, fallback: () => B, fallbackWords?: string): Setting<A | B> => ({
  ...setting,
  fallback,
  ...(fallbackWords === undefined ? {} : { fallbackWords }),
})

/** The same setting, which variables of others give as well. */
export const alsoBy = <A>(setting: Setting<A>, ...also: readonly OtherVariable[]): Setting<A> => ({ ...setting, also })

/** The same setting, shown in another way because it holds a secret. */
export const secret = <A>(setting: Setting<A>, shown: (text: string) => string): Setting<A> => ({ ...setting, shown })
