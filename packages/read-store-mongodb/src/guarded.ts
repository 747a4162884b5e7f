import { MongoBulkWriteError, type AnyBulkWriteOperation, type BulkWriteResult } from 'mongodb'
import { within } from './patience.ts'
import { rowsOf, type Site } from './site.ts'
import { guardOf, type Packed, type Stored } from './stored.ts'

/** Changes of one bulk: each is answered within the time allowed for one thing asked. */
const BULK = 1_000

const operation = (packed: Packed, upsert: boolean): AnyBulkWriteOperation<Stored> => ({
  replaceOne: { filter: guardOf(packed), replacement: packed.replacement, upsert },
})

const countOf = ({ matchedCount, upsertedCount }: Pick<BulkWriteResult, 'matchedCount' | 'upsertedCount'>): number =>
  matchedCount + upsertedCount

interface Sent {
  readonly written: number
  /** found something under their key, whether older or further */
  readonly collided: readonly Packed[]
}

/** What collided, if that is all that happened. @source MongoDB names the index of a key in the message of its error 11000 */
const collisionsIn = (error: unknown, changes: readonly Packed[]): Sent => {
  if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError() !== undefined) throw error
  const refusals = [error.writeErrors].flat()
  if (refusals.length === 0 || refusals.some(({ code, errmsg }) => code !== 11000 || !errmsg?.includes('index: _id_')))
    throw error
  return { written: countOf(error), collided: refusals.flatMap(({ index }) => changes[index] ?? []) }
}

/** Sends operations of one bulk, whatever their order. */
export type SendBulk = (operations: readonly AnyBulkWriteOperation<Stored>[]) => Promise<BulkWriteResult>

export const bulkTo = (site: Site, collection: string): SendBulk => {
  return (operations) => within(site.patience, rowsOf(site, collection).bulkWrite(operations, { ordered: false }))
}

const send = async (sendBulk: SendBulk, changes: readonly Packed[], upsert: boolean): Promise<Sent> => {
  if (changes.length === 0) return { written: 0, collided: [] }
  try {
    return { written: countOf(await sendBulk(changes.map((packed) => operation(packed, upsert)))), collided: [] }
  } catch (error) {
    return collisionsIn(error, changes)
  }
}

/**
 * Writes each change over what is older, and answers how many that were. A key that is there makes the upsert collide:
 * what stands may be further, or two writers may have brought the same new key at once and the loser be the newer. So
 * what collided goes again, only to replace; what then finds nothing older is behind.
 */
export const writeGuarded = async (sendBulk: SendBulk, changes: readonly Packed[]): Promise<number> => {
  let written = 0
  for (let at = 0; at < changes.length; at += BULK) {
    const first = await send(sendBulk, changes.slice(at, at + BULK), true)
    const second = await send(sendBulk, first.collided, false)
    written += first.written + second.written
  }
  return written
}
