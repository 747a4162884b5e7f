import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { follow, openBell, storable, type EventStore, type StoreFailure } from '@deskledger/event-store'
import type { Instant } from '@deskledger/kernel'
import { closed, failureOf, readOnly } from './failures.ts'
import { openListening } from './listening.ts'
import { openLedgerFile, type Opening } from './opening.ts'
import { openReading } from './reading.ts'
import { connect, type Database } from './sqlite.ts'
import { verifyLog } from './verifying.ts'
import { startWriter, type Writer } from './writing.ts'

export interface SqliteOptions {
  /** reads only, also where nothing can be written; default false */
  readonly readonly?: boolean
  /** milliseconds to wait while other processes hold the file; default 5,000 */
  readonly busyTimeout?: number
  /** default true */
  readonly createIfMissing?: boolean
  /** the time of recording; default: the time of day */
  readonly clock?: () => Instant
}

const TIMEOUT = 10_000

const storeOn = (reader: Database, opening: Opening, clock?: () => Instant): EventStore => {
  const { file } = opening
  const bell = openBell()
  const listening = openListening(reader, bell)
  const reading = openReading(reader)
  const verifications = new Set<Promise<unknown>>()
  let writer: Writer | undefined

  const read =
    <A>(act: () => E.Either<StoreFailure, A>): TE.TaskEither<StoreFailure, A> =>
    () => {
      if (bell.closed()) return Promise.resolve(E.left(closed(file)))
      try {
        return Promise.resolve(act())
      } catch (error) {
        return Promise.resolve(E.left(failureOf(error, file)))
      }
    }
  const readAll: EventStore['readAll'] = (query) => read(() => reading.readAll(query))
  /** a subscriber who is behind leaves the thread to others between batches */
  const readInTurn: EventStore['readAll'] = (query) => async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return readAll(query)()
  }
  const verify = async (): Promise<Awaited<ReturnType<EventStore['verify']>>> => {
    let database: Database | undefined
    try {
      database = connect(file, true)
      database.exec(`PRAGMA busy_timeout = ${opening.bound}; BEGIN`)
      const integrity = await verifyLog(database, bell.closed)
      return bell.closed() ? E.left(closed(file)) : E.right(integrity)
    } catch (error) {
      return E.left(failureOf(error, file))
    } finally {
      database?.close()
    }
  }

  return {
    append:
      (...[stream, expected, events, { recordedAt, timeout = TIMEOUT } = {}]) =>
      async () => {
        if (bell.closed()) return E.left(closed(file))
        if (opening.readonly) return E.left({ type: 'StoreReadOnly', message: readOnly(file) })
        const texts = storable({ stream, expected, events, recordedAt })
        if (E.isLeft(texts)) return texts
        writer ??= startWriter(opening, bell.ring)
        const now = clock === undefined ? '' : clock()
        return writer.ask({ stream, expected, events: texts.right, recordedAt: recordedAt ?? [], now }, timeout)
      },
    readStream: (stream, query) => read(() => reading.readStream(stream, query)),
    readAll,
    subscribe: (subscription) => listening.whileIterating(follow(readInTurn, bell, subscription)),
    head: read(() => E.right(reading.head())),
    verify: async () => {
      if (bell.closed()) return E.left(closed(file))
      const verification = verify()
      verifications.add(verification)
      const result = await verification
      verifications.delete(verification)
      return result
    },
    close: async () => {
      if (bell.closed()) return
      bell.close()
      listening.close()
      await writer?.close()
      await Promise.all(verifications)
      reader.close()
    },
  }
}

/**
 * Opens the event store in one SQLite file, made where it is missing. Any number of processes may have it open.
 * @errors  NotALedger, LedgerTooNew, StoreReadOnly, StoreBusy, StoreFull, Damaged, StoreUnavailable
 */
export const openSqliteEventStore =
  (file: string, options: SqliteOptions = {}): TE.TaskEither<StoreFailure, EventStore> =>
  async () => {
    const { readonly = false, createIfMissing = true, busyTimeout = 5000, clock } = options
    const opening = { file, readonly, createIfMissing, bound: busyTimeout }
    const opened = await openLedgerFile(opening)
    return E.isLeft(opened) ? opened : E.right(storeOn(opened.right, opening, clock))
  }
