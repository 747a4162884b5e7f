import type { Held } from '@deskledger/read-store'
import { within } from './patience.ts'
import { rowsOf, type Site } from './site.ts'
import { heldOf } from './stored.ts'

/** Keys of one question. */
const GROUP = 1_000

/** What stands under these keys, as a majority of the servers has it. */
export const heldUnder = async (site: Site, collection: string, keys: readonly string[]): Promise<readonly Held[]> => {
  const wanted = [...new Set(keys)]
  const held: Held[] = []
  for (let at = 0; at < wanted.length; at += GROUP) {
    const cursor = rowsOf(site, collection).find(
      { _id: { $in: wanted.slice(at, at + GROUP) } },
      { projection: { by: 0 }, batchSize: GROUP, maxTimeMS: site.patience },
    )
    held.push(...(await within(site.patience, cursor.toArray())).map(heldOf))
  }
  return held
}
