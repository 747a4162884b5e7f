import { resolve } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { EventStore, StoreFailure } from '@deskledger/event-store'
import type { ReadStore, ViewFailure } from '@deskledger/read-store'
import type { LedgerParts } from '@deskledger/runtime'
import { assembled, type DeskLedger } from './desk-ledger.ts'
import { placeOf, type Place, type PlaceTrouble } from './place.ts'
import { openScratch, type Scratch } from './scratch.ts'
import { onFiles, openStores, shownPlace, type Stores, type StoresOptions, type StoresPlace } from './stores.ts'

export type { Scratch } from './scratch.ts'

/** Why a ledger could not be opened. Each carries a sentence: what, where, what to do. */
export type OpenTrouble = PlaceTrouble | StoreFailure | ViewFailure

export interface OpenOptions {
  /** true: a folder that is missing or empty becomes a ledger; false: there must be one. Default: false */
  readonly create?: boolean
  /** how read models are built */
  readonly projecting?: LedgerParts<never>['projecting']
  /** false: other processes project; this one waits for them. Default: true */
  readonly projects?: boolean
  /** days after which a resolved incident is closed by itself, default 5; 0: never */
  readonly closeAfterDays?: number | undefined
  /** the time that timers go by; default: the machine's */
  readonly now?: LedgerParts<never>['now']
  /** told of commands that flows and timers asked for and a rule refused */
  readonly onRefused?: LedgerParts<never>['onRefused']
  /** looks on while the ledger works, such as what makes traces */
  readonly observer?: LedgerParts<never>['observer']
  /** told of connections lost and found again, a sentence each */
  readonly onTrouble?: (sentence: string) => void
  /** told, of two places, when the log is open, and read models are about to be */
  readonly onLog?: () => void
}

export interface OpenLedger {
  /** where it is, as people name it: the folder, or both stores without their passwords */
  readonly place: string
  readonly ledger: DeskLedger
  readonly events: EventStore
  readonly views: ReadStore
  /** the folder may not be written: read models are shown as they were left, and every command is refused */
  readonly readonly: boolean
  readonly scratch: () => Promise<E.Either<ViewFailure, Scratch>>
  readonly close: () => Promise<void>
}

const mayNotWrite = ({ type }: OpenTrouble) => type === 'StoreReadOnly' || type === 'ViewsReadOnly'

/** For writing, or for reading alone where nothing else is allowed and reading is enough. */
const openAsAllowed = async (place: Place, readingIsEnough: boolean) => {
  const writing = await openStores(place, { create: true })
  if (E.isRight(writing)) return E.right({ ...writing.right, readonly: false })
  if (!readingIsEnough || !mayNotWrite(writing.left)) return writing
  const reading = await openStores(place, { readonly: true })
  return E.map((stores: Stores) => ({ ...stores, readonly: true }))(reading)
}

interface Opened extends Stores {
  readonly place: string
  readonly readonly: boolean
}

const opened = (
  { place, events, views, readonly }: Opened,
  { projecting, projects = true, closeAfterDays, now, onRefused, observer }: OpenOptions,
): OpenLedger => {
  const ledger = assembled(events, views, {
    projects: projects && !readonly,
    closeAfterDays,
    now,
    onRefused,
    observer,
    ...(projecting ? { projecting } : {}),
  })
  return { place, ledger, events, views, readonly, scratch: openScratch, close: ledger.close }
}

/** Opens the ledger in a folder. A folder that may only be read is opened for reading, unless one is to be made. */
export const openFolder = async (
  folder: string,
  options: OpenOptions = {},
): Promise<E.Either<OpenTrouble, OpenLedger>> => {
  const { create = false } = options
  const place = placeOf(folder, create)
  if (E.isLeft(place)) return place
  const stores = await openAsAllowed(place.right, !create)
  return E.map((found: Omit<Opened, 'place'>) => opened({ ...found, place: folder }, options))(stores)
}

/** Opens the ledger whose log and read models are at two places; at least one of them is a server. */
export const openAt = async (
  place: StoresPlace,
  options: OpenOptions = {},
): Promise<E.Either<OpenTrouble, OpenLedger>> => {
  const { onTrouble, onLog } = options
  const how: StoresOptions = {
    create: onFiles(place) ? options.create === true : true,
    ...(onTrouble ? { onTrouble } : {}),
    ...(onLog ? { onLog } : {}),
  }
  const stores = await openStores(resolved(place), how)
  const name = place.name === undefined ? '' : `ledger ${place.name} `
  const shown = `${name}on ${shownPlace(place.events)} and ${shownPlace(place.views)}`
  return E.map((found: Stores) => opened({ ...found, readonly: false, place: shown }, options))(stores)
}

const pathOf = (text: string): string => (/^[a-z+]+:\/\//.test(text) ? text : resolve(text))
const resolved = ({ events, views, name }: StoresPlace): StoresPlace => ({
  events: pathOf(events),
  views: pathOf(views),
  name,
})
