import type { Entry } from './entries.ts'

/** A place in `$all` as clients write it: both halves count. */
export interface Position {
  readonly commit: number
  readonly prepare: number
}

export const LOG_START: Position = { commit: 0, prepare: 0 }
export const placeOf = ({ position }: Entry): Position => ({ commit: position, prepare: position })

/** Negative where `a` is before `b`: the halves are compared as a pair. */
export const compare = (a: Position, b: Position): number => a.commit - b.commit || a.prepare - b.prepare

/** The index of the first entry at a place of the log or behind it. */
export const indexAt = (entries: readonly Entry[], commit: number): number => {
  let from = 0
  let to = entries.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((entries[middle]?.position ?? Infinity) < commit) from = middle + 1
    else to = middle
  }
  return from
}

/** Whether a place lies within a record: a calculated position, which no server can read from. */
export const isInside = (entries: readonly Entry[], { commit }: Position): boolean => {
  const before = entries[indexAt(entries, commit) - 1]
  return before !== undefined && before.end > commit
}
