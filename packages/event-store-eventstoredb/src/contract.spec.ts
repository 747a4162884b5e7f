import type { EventStore } from '@deskledger/event-store'
import { eventStoreContract } from '@deskledger/event-store/contract'
import { eventStoreDb } from '@deskledger/servers'
import { openEventStoreDbEventStore } from './index.ts'
import { got } from './ledger.spec.kit.ts'

/** What the adapter takes where nothing is said: the 1 MiB that servers take, less a margin. */
const LARGEST = 1024 * 1024 - 1024

/** A server of its own for each test where there is a double; else a ledger of its own. */
const contractWith = (name: string, ledgerOf: () => string) => {
  eventStoreContract(name, async () => {
    const server = await eventStoreDb()
    const ledger = ledgerOf()
    const stores: EventStore[] = []
    const open = async (): Promise<EventStore> => {
      const store = await got(openEventStoreDbEventStore(server.url, { ledger, largestAppend: LARGEST }))
      stores.push(store)
      return store
    }
    return {
      store: await open(),
      reopen: open,
      largestAppend: LARGEST,
      dispose: async () => {
        await Promise.all(stores.map((store) => store.close()))
        await server.stop()
      },
    }
  })
}

let ledgers = 0
contractWith('the event store on EventStoreDB', () => `t${Date.now().toString(36)}${ledgers++}`)
