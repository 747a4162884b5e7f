import { openEventStoreDbEventStore } from '@deskledger/event-store-eventstoredb'
import { START } from '@deskledger/kernel'
import { orThrow } from '../or-throw.ts'
import { eventsOf } from '../synthetic-tickets.ts'
import { speaking } from '../child.ts'
import { filler } from './programs.ts'
import { PATIENCE } from './servers.ts'

/** Tickets whose appends are under way together. */
const TOGETHER = 64

const { given, say, letGo } = speaking(filler)
const store = orThrow(await openEventStoreDbEventStore(given.url, { ledger: given.ledger, patience: PATIENCE })())

let ticket = 0
let events = 0
let last = START
const fill = async () => {
  while (events < given.events) {
    const raised = eventsOf(ticket++)
    const wanted = raised.slice(0, given.events - events)
    events += wanted.length
    const stream = wanted[0]?.stream ?? ''
    const { position } = orThrow(await store.append(stream, -1, wanted)())
    if (position > last) last = position
  }
}
await Promise.all(Array.from({ length: TOGETHER }, fill))
await store.close()
say({ events, position: last })
await letGo()
