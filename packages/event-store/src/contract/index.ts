import type { EventStore } from '../port.ts'
import { concurrency } from './concurrency.ts'
import { keeping } from './keeping.ts'
import { oddities } from './oddities.ts'
import { reading } from './reading.ts'
import { repeats } from './repeats.ts'
import { subscribing } from './subscribing.ts'

/** A store without events, for one test. */
export interface OpenedStore {
  readonly store: EventStore
  /** the same ledger again, after `store` was closed; left out by a store that forgets */
  readonly reopen?: () => Promise<EventStore>
  /** closes whatever is open still, and clears away what was stored */
  readonly dispose: () => Promise<void>
}

export type WithStore = (test: (opened: OpenedStore) => Promise<unknown>) => Promise<void>

/**
 * What every event store must do, as a Jest suite. It assumes nothing but the port: positions have gaps, a read gives
 * fewer events than it may, a subscription gives batches without events.
 */
export const eventStoreContract = (name: string, open: () => Promise<OpenedStore>): void => {
  const withStore: WithStore = async (test) => {
    const opened = await open()
    try {
      await test(opened)
    } finally {
      await opened.dispose()
    }
  }
  describe(name, () => {
    describe('expected revisions', () => {
      concurrency(withStore)
    })
    describe('repeats', () => {
      repeats(withStore)
    })
    describe('reading', () => {
      reading(withStore)
    })
    describe('following', () => {
      subscribing(withStore)
    })
    describe('unusual names, data and sizes', () => {
      oddities(withStore)
    })
    describe('keeping', () => {
      keeping(withStore)
    })
  })
}
