import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { makeFolder, openSqliteEventStore } from '@deskledger/event-store-sqlite'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { openLedger, type LedgerParts, type Registered } from '@deskledger/runtime'

/** The folder's files could not be opened: the message says which, why, and what to do. */
export class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable'
}

const orThrow = <A>(outcome: E.Either<{ readonly message: string }, A>): A => {
  if (E.isLeft(outcome)) throw new LedgerUnavailable(outcome.left.message)
  return outcome.right
}

const makeOrSay = (folder: string): void => {
  try {
    makeFolder(folder)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new LedgerUnavailable(`The folder ${folder} cannot be made (${why}). Name a folder that you may write to.`)
  }
}

/**
 * Opens the ledger in a folder, and makes it where there is none: `events.db`, the log, and `views.db`, the read models.
 * @errors  throws `LedgerUnavailable`; nothing else of a ledger throws
 */
export const openEmbedded = async <const P extends Registered>(
  folder: string,
  register: readonly P[],
  options: Omit<LedgerParts<P>, 'events' | 'views' | 'register'> = {},
) => {
  makeOrSay(folder)
  const events = orThrow(await openSqliteEventStore(join(folder, 'events.db'), { createIfMissing: true })())
  const views = await openSqliteReadStore(join(folder, 'views.db'), { createIfMissing: true })()
  if (E.isLeft(views)) await events.close()
  return openLedger({ ...options, events, views: orThrow(views), register })
}
