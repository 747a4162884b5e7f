import * as E from 'fp-ts/lib/Either.js'
import { storedEventOf, type StoreFailure } from '@deskledger/event-store'
import type { StoredEvent, StoredTexts } from '@deskledger/kernel'
import { positionOf } from './positions.ts'

/** Columns of `event e` under the names that texts have in code. */
export const COLUMNS =
  'e.position, e.stream, e.revision, e.event_id AS eventId, e.type, e.data, e.metadata, e.recorded_at AS recordedAt, e.hash'

export interface Row extends StoredTexts {
  readonly position: number
  readonly hash: string
}

/** About how many bytes a page of events may come to, so that memory stays bounded however large events are. */
export const MOST_BYTES = 8 * 1024 * 1024

export const sizeOf = ({ data, metadata }: Row): number => data.length + metadata.length + 500

/** The event a row stands for, unless its JSON can no longer be read. */
export const eventOf = (row: Row): E.Either<StoreFailure, StoredEvent> => {
  try {
    return E.right(storedEventOf({ ...row, position: positionOf(row.position) }))
  } catch {
    return E.left({
      type: 'Damaged',
      message: `Stream ${row.stream}, revision ${row.revision} (position ${row.position}): what is stored is no JSON any more. Run verify to see what else was changed, and restore a backup.`,
    })
  }
}
