import type { Program } from '../child.ts'

/** Where a server of a benchmark is. */
export interface Served {
  readonly url: string
}

/** Fastify with the settings of the API and handlers that do nothing. */
export const rawServer: Program<object, Served> = { file: new URL('./raw-server.child.ts', import.meta.url) }

/** What is asked over HTTP: tickets that are there, or new ones, from a number on. */
export interface Load extends Served {
  readonly token: string
  readonly connections: number
  /** requests before those that count */
  readonly warmUp: number
  readonly requests: number
  /** requests a second, of all connections; left out: as many as are answered */
  readonly pace?: number
  /** of ten requests so many raise a ticket, and the others read one */
  readonly raising: 0 | 1 | 10
  /** the number of the first ticket that is raised */
  readonly from: number
  /** how many tickets there are to read, from number 1 on */
  readonly tickets: number
  /** whether answers are those of the API; an answer of the raw server says nothing */
  readonly says: boolean
}

/** What came of it, where every request was answered as it should be. */
export interface Loaded {
  /** answers a second */
  readonly rate: number
  /** milliseconds */
  readonly median: number
  readonly p99: number
}

/** Drives a server from a process of its own. */
export const loader: Program<Load, Loaded> = { file: new URL('./loader.child.ts', import.meta.url) }

export interface Asking {
  readonly folder: string
  readonly callers: number
  readonly warmUp: number
  readonly commands: number
  /** whether read models, flows and timers follow the log meanwhile, as they do in the API */
  readonly follows: boolean
}

export interface AskedInAll {
  /** commands a second */
  readonly rate: number
}

/** Asks the library itself, on the same ledger as the API has. */
export const asker: Program<Asking, AskedInAll> = { file: new URL('./asker.child.ts', import.meta.url) }
