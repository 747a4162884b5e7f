import type { Run } from '../context.ts'

/** An option: commander's flags, and what it is for. */
export interface OptionEntry {
  readonly flags: string
  readonly text: string
  /** may be given several times */
  readonly repeated?: boolean
  /** what it says when left out, for the help */
  readonly fallback?: string
  readonly choices?: readonly string[]
}

interface ArgumentEntry {
  /** `<id>` is needed, `[id]` is not */
  readonly name: string
  readonly text: string
  readonly choices?: readonly string[]
}

/** A command as the help, the reference and the completion know it. `load` brings the code in when it is run. */
export interface CommandEntry {
  readonly name: string
  readonly summary: string
  readonly arguments?: readonly ArgumentEntry[]
  readonly options?: readonly OptionEntry[]
  /** what to type after `deskledger`, and what comes of it */
  readonly examples: readonly (readonly [typed: string, does: string])[]
  /** the members of its JSON, for the help: they stay; others may follow */
  readonly json?: string
  /** `ask` alone has its own meaning of --json */
  readonly ownJson?: boolean
  /** `history` alone takes --events without a place as well: so it asks for stored events */
  readonly ownEvents?: boolean
  /** `copy` alone names its ledgers with options of its own */
  readonly ownPlace?: boolean
  /** ends by itself, cleanly, when interrupted */
  readonly endsItself?: boolean
  readonly load: () => Promise<{ readonly run: Run }>
}
