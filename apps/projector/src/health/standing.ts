import type { ReadModelStatus, WorkerState } from '@deskledger/runtime'
import type { Measurement } from './measuring.ts'

/** A failure that is expected to pass. */
export interface Trouble {
  readonly message: string
  /** of the first failure in a row; milliseconds since 1970, as all times here */
  readonly since: number
  /** of the last one */
  readonly at: number
  /** when it is tried again */
  readonly again: number
  readonly failures: number
}

/** All that is known of this process: what health is judged by. */
export interface Standing {
  readonly phase: 'opening' | 'working' | 'stopping'
  readonly worker: WorkerState
  readonly trouble: Trouble | undefined
  /** the last one that came to an end */
  readonly measured: Measurement | undefined
  /** why measuring failed since; undefined: it did not */
  readonly notMeasured: string | undefined
}

export const beginning: Standing = {
  phase: 'opening',
  worker: { holds: [], events: 0, position: undefined, lookedAt: undefined, trouble: undefined },
  trouble: undefined,
  measured: undefined,
  notMeasured: undefined,
}

/** One more failure. */
export const troubled = (
  before: Trouble | undefined,
  { message, at, wait }: { readonly message: string; readonly at: number; readonly wait: number },
): Trouble => ({
  message,
  since: before?.since ?? at,
  at,
  again: at + wait,
  failures: (before?.failures ?? 0) + 1,
})

/** How far the read models are that this process keeps. */
export const keptOf = ({ worker, measured }: Standing): readonly ReadModelStatus[] =>
  measured?.status.readModels.filter(({ name }) => worker.holds.includes(name)) ?? []

/**
 * Whether a trouble has passed without anything being written since: it was measured after the next attempt, the leases
 * were renewed, and nothing waits.
 */
export const hasPassed = (standing: Standing): boolean => {
  const { trouble, measured, worker } = standing
  if (trouble === undefined || measured === undefined) return false
  const renewed = worker.lookedAt !== undefined && worker.lookedAt > trouble.at
  return measured.began >= trouble.again && renewed && keptOf(standing).every(({ lag }) => lag === 0)
}
