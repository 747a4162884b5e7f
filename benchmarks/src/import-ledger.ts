import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { openSqliteEventStore } from '@deskledger/event-store-sqlite'
import { bundledLog, importLog, mappingNamed } from '@deskledger/importing'
import { incidentPractice, type IncidentCommand } from '@deskledger/practices/incident'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { openLedger, type Answer, type Asked } from '@deskledger/runtime'
import { orThrow } from './or-throw.ts'

/** A ledger of incidents on two SQLite files in a folder. */
export const openFiles = async (folder: string) => {
  const events = orThrow(await openSqliteEventStore(join(folder, 'events.db'))())
  const views = orThrow(await openSqliteReadStore(join(folder, 'views.db'))())
  return { events, views, ledger: openLedger({ events, views, register: [incidentPractice] }) }
}

export type Opened = Awaited<ReturnType<typeof openFiles>>

/** A file with the first rows of the bundled log, and its head. */
export const firstRows = (folder: string, rows: number): string => {
  const file = join(folder, 'rows.csv')
  const lines = gunzipSync(readFileSync(bundledLog.path)).toString().split('\n')
  writeFileSync(file, lines.slice(0, rows + 1).join('\n'))
  return file
}

/** A ledger of incidents, whatever else it has. */
interface TakesIncidents {
  readonly askAll: (
    asked: readonly Asked<IncidentCommand>[],
  ) => Promise<E.Either<{ readonly type: string }, readonly Answer[]>>
}

/** Imports a log of the same form as the bundled one. */
export const importInto = async ({ askAll }: TakesIncidents, input: string) =>
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
