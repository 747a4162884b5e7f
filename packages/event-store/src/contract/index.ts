import { concurrency } from './concurrency.ts'
import { keeping } from './keeping.ts'
import { oddities } from './oddities.ts'
import type { OpenedStore, WithStore } from './opened-store.ts'
import { reading } from './reading.ts'
import { repeats } from './repeats.ts'
import { subscribing } from './subscribing.ts'

export type { OpenedStore } from './opened-store.ts'

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
