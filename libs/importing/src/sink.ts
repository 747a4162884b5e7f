import type { Uuid } from '@deskledger/kernel'
import type { RecordImportedRow } from '@deskledger/practices/incident'
import type * as TE from 'fp-ts/lib/TaskEither.js'

/** A row to be stored, with the identity that makes asking twice asking once. */
export interface Ask {
  readonly command: RecordImportedRow
  readonly commandId: Uuid
}

/** What became of a row: the events that stand for it; `repeated`: they stood there before. */
export interface Answer {
  readonly repeated: boolean
  readonly events: readonly { readonly type: string; readonly data: unknown }[]
}

/**
 * Stores rows of one incident, in order, all or nothing; at most 200 a call. Calls for different incidents run side by
 * side, 64 at most; calls for one incident one after the other.
 * @errors  what the ledger said; the import ends, and what was stored before stays
 */
export type Sink = (
  asks: readonly Ask[],
) => TE.TaskEither<{ readonly type: string; readonly message: string }, readonly Answer[]>
