import { createRequire } from 'node:module'
import type * as sqlite from 'node:sqlite'
import { codeOf, halt, wordsOf } from './trouble.ts'

const builtIn = process.getBuiltinModule('node:sqlite') as typeof sqlite | undefined
const { DatabaseSync } = builtIn ?? (createRequire(import.meta.url)('@photostructure/sqlite') as typeof sqlite)

export type Scratch = sqlite.DatabaseSync

/**
 * A database for what does not fit in memory. It has no name: it spills to SQLite's temporary folder, and is gone when it
 * is closed or the process ends, however it ends.
 */
export const openScratch = (): Scratch => {
  const scratch = new DatabaseSync('')
  scratch.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384')
  return scratch
}

/** Runs what may fill the temporary folder; a full one is told in words. */
export const withRoom = <Value>(work: () => Value): Value => {
  try {
    return work()
  } catch (error) {
    if (codeOf(error).includes('SQLITE') && /full|disk/i.test(wordsOf(error)))
      throw halt(
        'NoRoom',
        `The temporary folder is full (${wordsOf(error)}); nothing was imported. Free some room, or set TMPDIR to a larger disk.`,
      )
    throw error
  }
}
