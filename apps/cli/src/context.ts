import type { Io } from './io.ts'
import type { ExitCode } from './stop.ts'

/** Values of a command's options, as commander gives them. */
export type Options = Readonly<Record<string, unknown>>

/** What a command is given besides its own arguments. */
export interface Context {
  readonly io: Io
  /** the folder of the ledger; undefined: none was named */
  readonly ledger: string | undefined
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
