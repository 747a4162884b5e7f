import type { Program } from '../child.ts'

/** The server of a log, outside of what is measured. */
export interface LogServer {
  readonly kind: 'url' | 'docker' | 'double'
  readonly version: string
  readonly url: string
}

/** Serves a log: by URL, in Docker, or the double in that process. */
export const logServer: Program<object, LogServer> = {
  file: new URL('./log-server.child.ts', import.meta.url),
  // The double holds its log in memory, and a million events must fit.
  flags: ['--max-old-space-size=12288'],
}

/** A ledger on a server. */
export interface LedgerPlace {
  readonly url: string
  readonly ledger: string
}

export interface Filling extends LedgerPlace {
  readonly events: number
}

export interface Filled {
  readonly events: number
  /** of the last */
  readonly position: string
}

/** Fills a ledger with the events of tickets. */
export const filler: Program<Filling, Filled> = { file: new URL('./filler.child.ts', import.meta.url) }

export interface SteadyAppends extends LedgerPlace {
  readonly events: number
  /** appends a second */
  readonly rate: number
}

/** Appends that were answered. */
export interface Answered {
  /** where each event stands, and the nanoseconds of the machine's steady clock when the answer came */
  readonly appends: readonly (readonly [position: string, answeredAt: string])[]
  /** to which the events belong */
  readonly tickets: number
  /** appends a second, as it came out */
  readonly rate: number
}

/** Appends events at a steady rate, whatever answers take. */
export const appender: Program<SteadyAppends, Answered> = { file: new URL('./appender.child.ts', import.meta.url) }
