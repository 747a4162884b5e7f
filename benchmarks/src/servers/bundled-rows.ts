import { openEventStoreDbEventStore } from '@deskledger/event-store-eventstoredb'
import { incidentPractice } from '@deskledger/practices/incident'
import { openMemoryReadStore } from '@deskledger/read-store'
import { openLedger } from '@deskledger/runtime'
import { firstRows, importInto } from '../import-ledger.ts'
import { orThrow } from '../or-throw.ts'
import { PATIENCE, type Log } from './servers.ts'

/** Imports the first rows of the bundled log into a ledger on a server, which is opened for what is measured. */
export const openImported = async ({ url, ledger }: Log, folder: string, rows: number) => {
  const events = orThrow(await openEventStoreDbEventStore(url, { ledger, patience: PATIENCE })())
  const importing = openLedger({ events, views: openMemoryReadStore(), register: [incidentPractice] })
  await importInto(importing, firstRows(folder, rows))
  return events
}
