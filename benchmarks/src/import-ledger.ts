import { join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { openSqliteEventStore } from '@deskledger/event-store-sqlite'
import { bundledLog, importLog, mappingNamed } from '@deskledger/importing'
import { incidentPractice } from '@deskledger/practices/incident'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { openLedger } from '@deskledger/runtime'
import { orThrow } from './or-throw.ts'

/** A ledger of incidents on two SQLite files in a folder. */
export const openFiles = async (folder: string) => {
  const events = orThrow(await openSqliteEventStore(join(folder, 'events.db'))())
  const views = orThrow(await openSqliteReadStore(join(folder, 'views.db'))())
  return { events, views, ledger: openLedger({ events, views, register: [incidentPractice] }) }
}

export type Opened = Awaited<ReturnType<typeof openFiles>>

/** Imports the bundled log. */
export const importBundled = async ({ ledger }: Opened) =>
  orThrow(
    await importLog({
      input: bundledLog.path,
      mapping: orThrow(await mappingNamed('servicenow')),
      ask: (asks) =>
        pipe(
          () => ledger.askAll(asks),
          TE.mapLeft((trouble) => ({ type: trouble.type, message: JSON.stringify(trouble) })),
        ),
    }),
  )
