import type { Io } from './io.ts'
import type { ExitCode } from './stop.ts'

/** Values of a command's options, as commander gives them. */
export type Options = Readonly<Record<string, unknown>>

/** Options that say where the ledger is: names of settings, and the settings file. */
export const placeOptions = ['events', 'views', 'name', 'settings'] as const

/** What was typed of where the ledger is. The rest comes from environment and settings file. */
export interface TypedPlace extends Readonly<Partial<Record<(typeof placeOptions)[number], string>>> {
  /** the folder of an embedded ledger */
  readonly ledger?: string
}

/** What a command is given besides its own arguments. */
export interface Context {
  readonly io: Io
  readonly where: TypedPlace
  /** results as JSON */
  readonly json: boolean
}

/** What was typed after the name of a command. */
export interface Typed {
  readonly args: readonly (string | undefined)[]
  readonly options: Options
}

/** Runs a command; it throws `Stop` to end with a sentence. */
export type Run = (context: Context, typed: Typed) => Promise<ExitCode>
