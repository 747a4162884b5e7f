import * as E from 'fp-ts/lib/Either.js'
import type { EventStore, StoreFailure } from '@deskledger/event-store'
import { openSqliteEventStore } from '@deskledger/event-store-sqlite'
import type { ReadStore, ViewFailure } from '@deskledger/read-store'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'

/** Where a ledger is, in two texts. */
export interface StoresPlace {
  /** `esdb://…` of EventStoreDB or KurrentDB, or the path of an SQLite file */
  readonly events: string
  /** `mongodb://…`, or the path of an SQLite file */
  readonly views: string
  /** the ledger's name, where several share a server */
  readonly name?: string | undefined
}

export interface StoresOptions {
  /** files that are not there are made. Default: false */
  readonly create?: boolean
  readonly readonly?: boolean
  /** told of connections lost and found again, a sentence each */
  readonly onTrouble?: (sentence: string) => void
  /** told when the log is open, and read models are about to be */
  readonly onLog?: () => void
}

export interface Stores {
  readonly events: EventStore
  readonly views: ReadStore
}

const eventsOnServer = /^esdb(\+discover)?:\/\//
const viewsOnServer = /^mongodb(\+srv)?:\/\//

/** Whether two texts name files alone. */
export const onFiles = ({ events, views }: StoresPlace): boolean =>
  !eventsOnServer.test(events) && !viewsOnServer.test(views)

/** A connection string as it may be shown: without user and password, and without its options. */
export const shownPlace = (text: string): string =>
  // A password may hold what ought to be percent-encoded: everything up to the last @ is left out.
  text.replace(/^([a-z+]+:\/\/)(?:.*@)?([^?]*).*$/s, (_, scheme: string, rest: string) => `${scheme}${rest}`)

const filesOptions = ({ create = false, readonly = false }: StoresOptions) =>
  readonly ? { readonly } : { createIfMissing: create }

/** Opens the log alone. The drivers are read only when somebody names a server. */
export const openEvents = async (
  { events, name }: Pick<StoresPlace, 'events' | 'name'>,
  options: StoresOptions,
): Promise<E.Either<StoreFailure, EventStore>> => {
  if (!eventsOnServer.test(events)) return openSqliteEventStore(events, filesOptions(options))()
  const { openEventStoreDbEventStore } = await import('@deskledger/event-store-eventstoredb')
  return openEventStoreDbEventStore(events, {
    ...(name === undefined ? {} : { ledger: name }),
    ...(options.onTrouble ? { onTrouble: options.onTrouble } : {}),
  })()
}

const openViews = async (
  { views, name }: StoresPlace,
  options: StoresOptions,
): Promise<E.Either<ViewFailure, ReadStore>> => {
  if (!viewsOnServer.test(views)) return openSqliteReadStore(views, filesOptions(options))()
  const { openMongoDbReadStore } = await import('@deskledger/read-store-mongodb')
  return openMongoDbReadStore(views, {
    ...(name === undefined ? {} : { ledger: name }),
    ...(options.onTrouble ? { onTrouble: options.onTrouble } : {}),
  })()
}

/** Opens both stores, or neither. */
export const openStores = async (
  place: StoresPlace,
  options: StoresOptions = {},
): Promise<E.Either<StoreFailure | ViewFailure, Stores>> => {
  const events = await openEvents(place, options)
  if (E.isLeft(events)) return events
  options.onLog?.()
  const views = await openViews(place, options)
  if (E.isRight(views)) return E.right({ events: events.right, views: views.right })
  await events.right.close()
  return views
}
