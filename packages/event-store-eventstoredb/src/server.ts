import type { AppendLine } from './append-line.ts'
import type { LedgerClient } from './client.ts'
import type { Health } from './health.ts'
import type { Names } from './names.ts'

/** One ledger on one server, as all parts of an opened store see it. */
export interface Server {
  readonly client: LedgerClient
  readonly line: AppendLine
  readonly names: Names
  /** host and port, for sentences */
  readonly where: string
  /** milliseconds to wait for an answer */
  readonly patience: number
  readonly health: Health
  /** whether the store was closed */
  readonly closed: () => boolean
}
