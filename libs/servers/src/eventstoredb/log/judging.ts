/** What a write expects of its stream. */
export type Expected = 'any' | 'no-stream' | 'stream-exists' | number

/** What there is of a stream at the moment of a write. */
export interface Standing {
  /** the last revision; -1 without events */
  readonly last: number
  readonly tombstoned: boolean
  readonly softDeleted: boolean
  readonly hasMetadata: boolean
  /** the id at a revision that was stored, hidden or not */
  readonly idAt: (revision: number) => string | undefined
  /** the revision of an id among the recent ones that are remembered */
  readonly remembered: (id: string) => number | undefined
}

export type Verdict =
  | { readonly outcome: 'store' }
  | { readonly outcome: 'repeat'; readonly last: number }
  | { readonly outcome: 'wrong-version'; readonly actual: number }
  | { readonly outcome: 'deleted' }

const STORE: Verdict = { outcome: 'store' }
const DELETED: Verdict = { outcome: 'deleted' }

/** ANY and STREAM_EXISTS know repeats by memory alone. */
const byMemory = (ids: readonly string[], { last, remembered }: Standing): Verdict => {
  const places = ids.map(remembered)
  const end = places.at(-1)
  if (places[0] === undefined) return STORE
  if (end === undefined || places.includes(undefined)) return { outcome: 'wrong-version', actual: last }
  return { outcome: 'repeat', last: end }
}

/** An exact revision that was passed knows repeats by what stands behind it. */
const byPlace = (expected: number, ids: readonly string[], standing: Standing): Verdict => {
  const wrong: Verdict = { outcome: 'wrong-version', actual: standing.last }
  const standsAt = (id: string, i: number) => standing.idAt(expected + 1 + i) === id
  if (ids.length === 0) return wrong
  if (ids.every(standsAt)) return { outcome: 'repeat', last: expected + ids.length }
  const isNew = ids[0] !== undefined && !standsAt(ids[0], 0)
  return isNew && expected === -1 && standing.softDeleted ? STORE : wrong
}

const ofExisting = (ids: readonly string[], standing: Standing): Verdict => {
  const { last, softDeleted, hasMetadata } = standing
  if (softDeleted) return DELETED
  return last >= 0 || hasMetadata ? byMemory(ids, standing) : { outcome: 'wrong-version', actual: last }
}

/** At the last revision no id is looked at. */
const byRevision = (exact: number, ids: readonly string[], standing: Standing): Verdict => {
  if (exact === standing.last) return STORE
  return exact > standing.last ? { outcome: 'wrong-version', actual: standing.last } : byPlace(exact, ids, standing)
}

/** Whether a write is stored, stands there already, or clashes. */
export const judge = (expected: Expected, ids: readonly string[], standing: Standing): Verdict => {
  if (standing.tombstoned) return DELETED
  if (expected === 'any') return byMemory(ids, standing)
  if (expected === 'stream-exists') return ofExisting(ids, standing)
  return byRevision(expected === 'no-stream' ? -1 : expected, ids, standing)
}
