import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { EventStore, EventTexts, StoreFailure } from '@deskledger/event-store'
import { uuidv5, type NewEvent, type Uuid } from '@deskledger/kernel'
import { appender } from './appending.ts'
import { createTables, openForWriting } from './schema.ts'
import { settleAndClose } from './sqlite.ts'
import { openSqliteEventStore, type SqliteOptions } from './store.ts'
import type { Ask } from './wire.ts'

const NAMESPACE = '6f1c2f9e-52a1-4c1b-9f7e-0d5c6a3b2e10' as Uuid
const metadata = { commandId: NAMESPACE, correlationId: NAMESPACE, causationId: NAMESPACE, schemaVersion: 1 }

export const event = (name: string, data: unknown = { name }): NewEvent => ({
  eventId: uuidv5(NAMESPACE, name),
  type: 'Noted',
  data,
  metadata,
})

export const textsOf = ({ eventId, type, data }: NewEvent): EventTexts => ({
  eventId,
  type,
  data: JSON.stringify(data),
  metadata: JSON.stringify(metadata),
})

export const ask = (stream: string, expected: number, events: readonly NewEvent[]): Ask => ({
  id: expected,
  stream,
  expected,
  events: events.map(textsOf),
  recordedAt: [],
  now: '',
})

/** Gives a test a folder of its own, cleared away afterwards. */
export const inFolder = async (test: (folder: string) => Promise<unknown>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-sqlite-'))
  try {
    await test(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A ledger of some streams whose events stand between each other, written without the thread. */
export const writeLedger = (file: string, streams: number, events: number): void => {
  const database = openForWriting(file, 1000)
  createTables(database)
  const commit = appender(database, { file, bound: 1000 })
  const asks = Array.from({ length: events }, (_, i) => {
    const revision = Math.floor(i / streams)
    const stream = `incident-${i % streams}`
    return ask(stream, revision - 1, [event(`${stream}/${revision}`, { text: `größe ${i}`, n: i })])
  })
  commit(asks)
  settleAndClose(database)
}

export const got = async <A>(task: TE.TaskEither<StoreFailure, A>): Promise<A> => {
  const result = await task()
  if (E.isLeft(result)) throw new Error(`${result.left.type}: ${result.left.message}`)
  return result.right
}

export const failureOf = async (task: TE.TaskEither<StoreFailure, unknown>): Promise<StoreFailure> => {
  const result = await task()
  if (E.isRight(result)) throw new Error(`no failure, but ${JSON.stringify(result.right)}`)
  return result.left
}

/** Opens a store for one test, and closes it afterwards. */
export const withStore = async (
  file: string,
  options: SqliteOptions,
  test: (store: EventStore) => Promise<unknown>,
): Promise<void> => {
  const store = await got(openSqliteEventStore(file, options))
  try {
    await test(store)
  } finally {
    await store.close()
  }
}
