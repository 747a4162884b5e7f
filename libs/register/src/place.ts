import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { makeFolder } from '@deskledger/event-store-sqlite'

/** Why a folder cannot be opened as a ledger. */
export interface PlaceTrouble {
  readonly type: 'NoLedger' | 'NotAFolder' | 'OtherFiles' | 'NoAccess'
  /** a sentence: what, where, what to do */
  readonly message: string
}

/** The two files of an embedded ledger. */
export interface Place {
  readonly events: string
  readonly views: string
}

const trouble = (type: PlaceTrouble['type'], message: string) => E.left({ type, message })

const noLedger = (folder: string) =>
  trouble(
    'NoLedger',
    `There is no ledger in ${folder}. Make one with "deskledger demo" or "deskledger import", or name another folder with --ledger.`,
  )

const otherFiles = (folder: string, found: readonly string[]) => {
  const named = found.slice(0, 3).join(', ') + (found.length > 3 ? ', …' : '')
  return trouble(
    'OtherFiles',
    `${folder} is no ledger: it holds other files (${named}) and no events.db. Nothing was changed there. Name an empty or a new folder with --ledger.`,
  )
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const made = (folder: string, place: Place): E.Either<PlaceTrouble, Place> => {
  try {
    makeFolder(folder)
    return E.right(place)
  } catch (error) {
    return trouble(
      'NoAccess',
      `${folder} cannot be made (${reasonOf(error)}). Name a folder you may write to with --ledger.`,
    )
  }
}

const looked = (folder: string, place: Place, create: boolean): E.Either<PlaceTrouble, Place> => {
  if (!existsSync(folder)) return create ? made(folder, place) : noLedger(folder)
  if (!statSync(folder).isDirectory())
    return trouble('NotAFolder', `${folder} is a file, but a ledger is a folder. Name a folder with --ledger.`)
  if (existsSync(place.events)) return E.right(place)
  const found = readdirSync(folder).sort()
  if (found.length > 0) return otherFiles(folder, found)
  return create ? E.right(place) : noLedger(folder)
}

/** Where the files of a ledger are. With `create` a folder that is missing is made; one that holds other files is refused. */
export const placeOf = (folder: string, create: boolean): E.Either<PlaceTrouble, Place> => {
  const place = { events: join(folder, 'events.db'), views: join(folder, 'views.db') }
  try {
    return looked(folder, place, create)
  } catch (error) {
    return trouble('NoAccess', `${folder} cannot be looked into (${reasonOf(error)}). Check its permissions.`)
  }
}
