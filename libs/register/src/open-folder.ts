import * as E from 'fp-ts/lib/Either.js'
import type { EventStore, StoreFailure } from '@deskledger/event-store'
import { openSqliteEventStore } from '@deskledger/event-store-sqlite'
import type { ReadStore, ViewFailure } from '@deskledger/read-store'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import type { LedgerParts } from '@deskledger/runtime'
import { assembled, type DeskLedger } from './desk-ledger.ts'
import { placeOf, type Place, type PlaceTrouble } from './place.ts'
import { openScratch, type Scratch } from './scratch.ts'

export type { Scratch } from './scratch.ts'

/** Why a ledger in a folder could not be opened. Each carries a sentence: what, where, what to do. */
export type FolderTrouble = PlaceTrouble | StoreFailure | ViewFailure

export interface FolderOptions {
  /** true: a folder that is missing or empty becomes a ledger; false: there must be one. Default: false */
  readonly create?: boolean
  /** how read models are built */
  readonly projecting?: LedgerParts<never>['projecting']
}

/** The embedded ledger: a folder with the two SQLite files `events.db` and `views.db`. */
export interface OpenFolder {
  readonly folder: string
  readonly ledger: DeskLedger
  readonly events: EventStore
  readonly views: ReadStore
  /** the folder may not be written: read models are shown as they were left, and every command is refused */
  readonly readonly: boolean
  readonly scratch: () => Promise<E.Either<ViewFailure, Scratch>>
  readonly close: () => Promise<void>
}

interface Stores {
  readonly events: EventStore
  readonly views: ReadStore
}

const openStores = async (place: Place, readonly: boolean): Promise<E.Either<FolderTrouble, Stores>> => {
  const how = readonly ? { readonly } : { createIfMissing: true }
  const events = await openSqliteEventStore(place.events, how)()
  if (E.isLeft(events)) return events
  const views = await openSqliteReadStore(place.views, how)()
  if (E.isRight(views)) return E.right({ events: events.right, views: views.right })
  await events.right.close()
  return views
}

const mayNotWrite = ({ type }: FolderTrouble) => type === 'StoreReadOnly' || type === 'ViewsReadOnly'

/** For writing, or for reading alone where nothing else is allowed and reading is enough. */
const openAsAllowed = async (place: Place, readingIsEnough: boolean) => {
  const writing = await openStores(place, false)
  if (E.isRight(writing)) return E.right({ ...writing.right, readonly: false })
  if (!readingIsEnough || !mayNotWrite(writing.left)) return writing
  const reading = await openStores(place, true)
  return E.map((stores: Stores) => ({ ...stores, readonly: true }))(reading)
}

/** Opens the ledger in a folder. A folder that may only be read is opened for reading, unless one is to be made. */
export const openFolder = async (
  folder: string,
  { create = false, projecting }: FolderOptions = {},
): Promise<E.Either<FolderTrouble, OpenFolder>> => {
  const place = placeOf(folder, create)
  if (E.isLeft(place)) return place
  const opened = await openAsAllowed(place.right, !create)
  if (E.isLeft(opened)) return opened
  const { events, views, readonly } = opened.right
  const ledger = assembled(events, views, { projects: !readonly, ...(projecting ? { projecting } : {}) })
  return E.right({ folder, ledger, events, views, readonly, scratch: openScratch, close: ledger.close })
}
