import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Index, Position } from '@deskledger/kernel'

/** What can go wrong with a read store. Each carries a sentence for a person: what, where, what to do. */
export type ViewFailure =
  | { readonly type: 'ViewsBusy'; readonly message: string }
  | { readonly type: 'ViewsFull'; readonly message: string }
  | { readonly type: 'ViewsReadOnly'; readonly message: string }
  | { readonly type: 'NotViews'; readonly message: string }
  | { readonly type: 'ViewsTooNew'; readonly message: string }
  | { readonly type: 'ViewsDamaged'; readonly message: string }
  /** a query or cursor that does not fit the table: unknown field, cursor of another query */
  | { readonly type: 'BadQuery'; readonly message: string }
  /** a document larger than this store takes: the message names its table and key; nothing of any list was written */
  | { readonly type: 'DocumentTooLarge'; readonly message: string }
  | { readonly type: 'ViewsClosed'; readonly message: string }
  | { readonly type: 'ViewsUnavailable'; readonly message: string }

/** A scalar that can be indexed and compared. Order: null, numbers, texts (by UTF-8 bytes); false is 0 and true is 1. */
export type Scalar = null | boolean | number | string

/** One table of one generation of a read model. */
export interface TableId {
  readonly name: string
  /** generations of a table stand side by side; names as `v1`, `v1-2` */
  readonly generation: string
}

/** What to write for one key. At most one change per key in a list. */
export interface Change {
  readonly key: string
  readonly position: Position
  /** `undefined`: the document is gone; a tombstone keeps its position */
  readonly document: object | undefined
}

/** What to write to one table. */
export interface ChangeList {
  readonly table: TableId
  readonly changes: readonly Change[]
}

/** What stands under one key; a tombstone has no document. */
export interface Held {
  readonly key: string
  readonly position: Position
  readonly document: object | undefined
}

/** A live document. */
export interface Found {
  readonly key: string
  readonly position: Position
  readonly document: object
}

/** A demand on one field. `path` is the name of a field, or names joined by dots. */
export type Condition =
  | { readonly path: string; readonly is: Scalar }
  | { readonly path: string; readonly in: readonly Scalar[] }
  | { readonly path: string; readonly prefix: string }
  /** a range; each bound may be left out; a field that is null or missing is in no range */
  | {
      readonly path: string
      readonly from?: Scalar
      readonly after?: Scalar
      readonly upTo?: Scalar
      readonly before?: Scalar
    }

export interface Sort {
  readonly path: string
  readonly descending?: boolean
}

export interface Query {
  /** all must hold */
  readonly where?: readonly Condition[]
  /** the key is always the last criterion, ascending, or descending when the last sort descends */
  readonly sort?: readonly Sort[]
  /** documents at most, 1 to 10,000; default 100 */
  readonly limit?: number
  /** `next` of the page before, with the same where and sort */
  readonly after?: string
}

export interface Page {
  readonly found: readonly Found[]
  /** cursor of the next page; null: this was the last */
  readonly next: string | null
}

/** The generation that a read model's readers see. */
export interface Live {
  readonly model: string
  readonly generation: string
}

/** Documents with positions. Knows no practice and no event. */
export interface ReadStore {
  /** Makes a table and its indexes where they are not there yet. Adding an index to a table that has documents fills it. */
  readonly prepare: (table: TableId, indexes: readonly Index[]) => TE.TaskEither<ViewFailure, void>
  /**
   * Writes each change whose position is greater than that of what stands under its key (tombstones included).
   * Others are left out silently: somebody was further. Not atomic over keys. Answers how many were written.
   */
  readonly write: (table: TableId, changes: readonly Change[]) => TE.TaskEither<ViewFailure, number>
  /**
   * Writes lists one after the other, each as `write` does: nothing of a list is written before all of the one before
   * it is. Stores that can write all of them or none. Answers how many documents were written.
   */
  readonly writeInOrder: (lists: readonly ChangeList[]) => TE.TaskEither<ViewFailure, number>
  /** What stands under these keys, tombstones included; in any order, keys never written are left out. */
  readonly read: (table: TableId, keys: readonly string[]) => TE.TaskEither<ViewFailure, readonly Held[]>
  /** A page of live documents. */
  readonly find: (table: TableId, query: Query) => TE.TaskEither<ViewFailure, Page>
  /** How many live documents fit. */
  readonly count: (table: TableId, where?: readonly Condition[]) => TE.TaskEither<ViewFailure, number>
  /** The generation of a read model that readers see; undefined before the first. */
  readonly live: (model: string) => TE.TaskEither<ViewFailure, string | undefined>
  /** Moves the name, atomically, if it still stands where it was expected; answers whether it did. */
  readonly switchLive: (live: Live, expected: string | undefined) => TE.TaskEither<ViewFailure, boolean>
  /** Every table there is. */
  readonly tables: TE.TaskEither<ViewFailure, readonly TableId[]>
  /** Removes a table. Removing one that is not there is no error. */
  readonly drop: (table: TableId) => TE.TaskEither<ViewFailure, void>
  readonly close: () => Promise<void>
}
