import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { eventStoreContract } from '@deskledger/event-store/contract'
import { openSqliteEventStore } from './index.ts'

const opened = async (file: string): Promise<EventStore> => {
  const result = await openSqliteEventStore(file)()
  if (E.isLeft(result)) throw new Error(result.left.message)
  return result.right
}

eventStoreContract('the event store on SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-'))
  const file = join(folder, 'events.db')
  const stores = [await opened(file)]
  return {
    store: stores[0] as EventStore,
    reopen: async () => {
      const store = await opened(file)
      stores.push(store)
      return store
    },
    dispose: async () => {
      await Promise.all(stores.map((store) => store.close()))
      rmSync(folder, { recursive: true })
    },
  }
})
