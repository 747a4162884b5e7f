import type { EventStore } from '../port.ts'

/** A store without events, for one test. */
export interface OpenedStore {
  readonly store: EventStore
  /** the same ledger again, after `store` was closed; left out by a store that forgets */
  readonly reopen?: () => Promise<EventStore>
  /** bytes of data that one append may have, where that is less than 16 MiB; default: more than any test appends */
  readonly largestAppend?: number
  /** closes whatever is open still, and clears away what was stored */
  readonly dispose: () => Promise<void>
}

export type WithStore = (test: (opened: OpenedStore) => Promise<unknown>) => Promise<void>
