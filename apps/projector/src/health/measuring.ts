import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { register, type Stores } from '@deskledger/register'
import { openLedger, type RuntimeFailure, type Status } from '@deskledger/runtime'

/** How far read models were. */
export interface Measurement {
  /** milliseconds since 1970 */
  readonly began: number
  readonly status: Status
}

/** Milliseconds between two measurements, at least and at most. */
const BETWEEN = 1000
const LONGEST = 15_000
/** Measuring reads the log and counts documents: it takes at most a tenth of the time. */
const REST = 9

/** Measures again and again until the signal aborts. */
export const measuring = async (
  { events, views }: Stores,
  signal: AbortSignal,
  tell: (outcome: E.Either<RuntimeFailure, Measurement>) => void,
): Promise<void> => {
  const ledger = openLedger({ events, views, register, projects: false })
  while (!signal.aborted) {
    const began = Date.now()
    const status = await ledger.status()
    tell(E.map((one: Status): Measurement => ({ began, status: one }))(status))
    const rest = Math.min(LONGEST, Math.max(BETWEEN, (Date.now() - began) * REST))
    await pause(rest, undefined, { signal }).catch(() => undefined)
  }
}
