import * as E from 'fp-ts/lib/Either.js'
import type { ChangeList, ViewFailure } from '@deskledger/read-store'
import { noSuchTable } from '@deskledger/read-store'
import type { Catalogue, Entry } from './catalogue.ts'
import { fillKeys } from './filling.ts'
import { bulkTo, writeGuarded } from './guarded.ts'
import { dropCollection } from './preparing.ts'
import type { Site } from './site.ts'
import { packAll, type Packed } from './stored.ts'
import { Trouble } from './troubles.ts'

/** A list that can be written as it is. */
interface Ready {
  readonly entry: Entry
  readonly packed: readonly Packed[]
}

const orThrow = <A>(answer: E.Either<ViewFailure, A>): A => {
  if (E.isLeft(answer)) throw new Trouble(answer.left)
  return answer.right
}

/**
 * What others did to the table while it was written. Dropped: MongoDB has made its collection again for this write, so it
 * is dropped again. More indexed paths: the documents just written lack them.
 */
const settle = async (site: Site, catalogue: Catalogue, { entry, packed }: Ready): Promise<void> => {
  const now = await catalogue.lookUp(entry.id)
  if (now.dropped || now.incarnation !== entry.incarnation) {
    await dropCollection(site, entry.collection)
    throw new Trouble(noSuchTable(entry.id))
  }
  const paths = now.paths.filter((path) => !entry.paths.includes(path))
  const live = packed.filter(({ replacement }) => !replacement.gone)
  await fillKeys(
    site,
    { collection: entry.collection, paths },
    live.map(({ key }) => key),
  )
}

/** Writes lists one after the other; each is looked through before anything of it is written. */
export const writeLists = async (site: Site, catalogue: Catalogue, lists: readonly ChangeList[]): Promise<number> => {
  const ready: Ready[] = []
  for (const { table, changes } of lists) {
    const entry = await catalogue.recent(table)
    ready.push({ entry, packed: orThrow(packAll(table, entry.paths, changes)) })
  }
  let written = 0
  for (const one of ready) {
    written += await writeGuarded(bulkTo(site, one.entry.collection), one.packed)
    await settle(site, catalogue, one)
  }
  return written
}
