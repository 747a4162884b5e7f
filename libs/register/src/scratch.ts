import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadStore, ViewFailure } from '@deskledger/read-store'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'

/** An empty read store for a fold that nobody keeps; `dispose` closes and removes it. */
export interface Scratch {
  readonly views: ReadStore
  readonly dispose: () => Promise<void>
}

const unavailable = (error: unknown): ViewFailure => ({
  type: 'ViewsUnavailable',
  message: `No temporary folder could be made in ${tmpdir()} (${error instanceof Error ? error.message : String(error)}). Free some space there, or set TMPDIR to another folder.`,
})

/** Opens a temporary read store, on disk, so that memory stays small whatever the size of the ledger. */
export const openScratch = async (): Promise<E.Either<ViewFailure, Scratch>> => {
  const made = E.tryCatch(() => mkdtempSync(join(tmpdir(), 'deskledger-')), unavailable)
  if (E.isLeft(made)) return made
  const folder = made.right
  const remove = () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  const opened = await openSqliteReadStore(join(folder, 'views.db'), { createIfMissing: true })()
  if (E.isLeft(opened)) {
    remove()
    return opened
  }
  const dispose = async () => {
    await opened.right.close()
    remove()
  }
  return E.right({ views: opened.right, dispose })
}
