import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ReadStore, ViewFailure } from '@deskledger/read-store'
import { workerLane } from './lane.ts'
import { storeOn } from './store.ts'
import { failureOf } from './troubles.ts'

export interface SqliteReadStoreOptions {
  /** look only; the file must be there. Default false */
  readonly readonly?: boolean
  /** milliseconds to wait for other writers, then ViewsBusy; default 5,000 */
  readonly busyTimeout?: number
  /** default true; the folder must be there in any case */
  readonly createIfMissing?: boolean
}

/**
 * A read store in one SQLite file. Searches run in this thread; changes run in a worker thread that starts with the
 * first one, so the caller goes on while they are written. A write is seen by what is asked after it has answered.
 * @errors  NotViews, ViewsTooNew, ViewsReadOnly, ViewsDamaged, ViewsBusy, ViewsUnavailable; later ViewsFull too
 */
export const openSqliteReadStore = (
  file: string,
  { readonly = false, busyTimeout = 5_000, createIfMissing = true }: SqliteReadStoreOptions = {},
): TE.TaskEither<ViewFailure, ReadStore> =>
  TE.fromIOEither(() =>
    E.tryCatch(
      () => storeOn({ file, readonly, busyTimeout, createIfMissing }, workerLane),
      (error) => failureOf(file, error),
    ),
  )
