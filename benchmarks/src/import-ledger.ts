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

/** Imports a log of the same form as the bundled one. */
export const importInto = async ({ askAll }: Pick<Opened['ledger'], 'askAll'>, input: string) =>
  orThrow(
    await importLog({
      input,
      mapping: orThrow(await mappingNamed('servicenow')),
      ask: (asks) =>
        pipe(
          () => askAll(asks),
          TE.mapLeft((trouble) => ({ type: trouble.type, message: JSON.stringify(trouble) })),
        ),
    }),
  )

/** Imports the bundled log. */
export const importBundled = ({ ledger }: Opened) => importInto(ledger, bundledLog.path)
