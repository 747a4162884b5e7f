import * as E from 'fp-ts/lib/Either.js'
import type { Change, Held, ReadStore, TableId, ViewFailure } from '@deskledger/read-store'
import { START, type Position } from '@deskledger/kernel'

/** What is known of one key: the position it took last, and its document. */
export interface Kept {
  readonly position: Position
  readonly document: object | undefined
}

const never: Kept = { position: START, document: undefined }

/**
 * The documents of one table that a projector works on: read by key, changed in memory, written once a batch.
 * Holds at most `most` unchanged documents between batches; what is being folded or written is always held.
 */
export const workingSet = (store: ReadStore, table: TableId, most: number) => {
  let kept = new Map<string, Kept>()
  let changed = new Map<string, Kept>()
  /** taken, and not yet known to be written: the store does not have them */
  let flying: ReadonlyMap<string, Kept>[] = []
  /** asked for since last taken: writes may be settled while a batch is being folded */
  const pinned = new Set<string>()

  return {
    table,
    /** Reads what is not held yet; answers the furthest position read. */
    need: async (keys: Iterable<string>): Promise<E.Either<ViewFailure, Position>> => {
      const missing: string[] = []
      for (const key of keys) {
        pinned.add(key)
        if (!kept.has(key)) missing.push(key)
      }
      if (missing.length === 0) return E.right(START)
      const read: E.Either<ViewFailure, readonly Held[]> = await store.read(table, missing)()
      if (E.isLeft(read)) return read
      for (const key of missing) kept.set(key, never)
      let furthest = START
      for (const { key, position, document } of read.right) {
        kept.set(key, { position, document })
        if (position > furthest) furthest = position
      }
      return E.right(furthest)
    },
    get: (key: string): Kept => kept.get(key) ?? never,
    set: (key: string, now: Kept): void => {
      kept.set(key, now)
      changed.set(key, now)
    },
    /** What changed since last asked, as writes. */
    take: (): readonly Change[] => {
      const changes: Change[] = []
      for (const [key, { position, document }] of changed) changes.push({ key, position, document })
      flying.push(changed)
      changed = new Map()
      pinned.clear()
      return changes
    },
    /** The writes taken first are made: what is held over the bound, and is in the store, is forgotten. */
    settled: (): void => {
      flying = flying.slice(1)
      let over = kept.size - most
      for (const key of kept.keys()) {
        if (over <= 0) break
        if (pinned.has(key) || changed.has(key) || flying.some((taken) => taken.has(key))) continue
        kept.delete(key)
        over--
      }
    },
    /** Forgets everything; nothing may be waiting to be taken or written. */
    refresh: (): void => {
      kept = new Map()
    },
  }
}

export type WorkingSet = ReturnType<typeof workingSet>
