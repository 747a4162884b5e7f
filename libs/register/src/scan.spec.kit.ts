import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type * as sqlite from 'node:sqlite'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadStore } from '@deskledger/read-store'
import { assembled } from './desk-ledger.ts'
import { openFolder } from './open-ledger.ts'

const { DatabaseSync } =
  (process.getBuiltinModule('node:sqlite') as typeof sqlite | undefined) ??
  (createRequire(import.meta.url)('@photostructure/sqlite') as typeof sqlite)

type Rows = readonly Readonly<Record<string, string | number | null>>[]
const rowsOf = (file: string, sql: string): Rows => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database.prepare(sql).all() as Rows
  } finally {
    database.close()
  }
}

/** Per stream, from a plain scan: last revision, number of events, and a hash rolled over ids, types and data. */
export const streamsIn = (folder: string) => {
  const streams: Record<string, { last: number; count: number; hash: string }> = {}
  const scan = 'SELECT stream, revision, event_id, type, data FROM event ORDER BY stream, revision'
  for (const { stream, revision, ...said } of rowsOf(join(folder, 'events.db'), scan)) {
    const before = streams[String(stream)] ?? { last: -1, count: 0, hash: '' }
    const hash = createHash('sha256')
      .update(before.hash + JSON.stringify(said))
      .digest('hex')
    streams[String(stream)] = { last: Number(revision), count: before.count + 1, hash }
  }
  return streams
}

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

/** Every document that readers see, by table and key. */
const documentsIn = async (views: ReadStore): Promise<Record<string, Record<string, unknown>>> => {
  const tables: Record<string, Record<string, unknown>> = {}
  for (const table of right(await views.tables())) {
    if (table.name.startsWith('deskledger-')) continue
    const { found } = right(await views.find(table, { limit: 10_000 })())
    tables[table.name] = Object.fromEntries(found.map(({ key, document }) => [key, document]))
  }
  return tables
}

/** What stands in the folder, and what a projector that nobody kills makes of the same log. */
export const views = async (folder: string) => {
  const { views, close, events, scratch, ledger } = right(await openFolder(folder))
  const { views: fresh, dispose } = right(await scratch())
  right(await assembled(events, fresh).catchUp())
  const all = [await documentsIn(views), await documentsIn(fresh)] as const
  const other = right(await scratch())
  const { ok } = right(await ledger.verify(other.views))
  for (const end of [other.dispose, dispose, close]) await end()
  return { kept: all[0], fresh: all[1], ok }
}
