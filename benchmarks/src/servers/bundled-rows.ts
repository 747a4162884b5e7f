import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { openEventStoreDbEventStore } from '@deskledger/event-store-eventstoredb'
import { bundledLog } from '@deskledger/importing'
import { incidentPractice } from '@deskledger/practices/incident'
import { openMemoryReadStore } from '@deskledger/read-store'
import { openLedger } from '@deskledger/runtime'
import { importInto } from '../import-ledger.ts'
import { orThrow } from '../or-throw.ts'
import { PATIENCE, type Log } from './servers.ts'

/** A file with the first rows of the bundled log, and its head. */
const firstRows = (folder: string, rows: number): string => {
  const file = join(folder, 'rows.csv')
  const lines = gunzipSync(readFileSync(bundledLog.path)).toString().split('\n')
  writeFileSync(file, lines.slice(0, rows + 1).join('\n'))
  return file
}

/** Imports the first rows of the bundled log into a ledger on a server, which is opened for what is measured. */
export const openImported = async ({ url, ledger }: Log, folder: string, rows: number) => {
  const events = orThrow(await openEventStoreDbEventStore(url, { ledger, patience: PATIENCE })())
  const importing = openLedger({ events, views: openMemoryReadStore(), register: [incidentPractice] })
  await importInto(importing, firstRows(folder, rows))
  return events
}
