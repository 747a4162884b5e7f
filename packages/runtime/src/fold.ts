import type { AnyProjection, Contribution, DerivedTable, Position, Row, StoredEvent } from '@deskledger/kernel'
import { difference, equalJson } from '@deskledger/kernel'
import type { Kept } from './working-set.ts'

/** What one event does to one build, before anything is kept: all of it or, if the projection throws, nothing. */
export interface Effect {
  readonly position: Position
  readonly documents: readonly { readonly key: string; readonly document: object | undefined }[]
  readonly rows: readonly { readonly table: number; readonly key: string; readonly row: object | undefined }[]
  readonly amounts: readonly {
    readonly rollup: number
    readonly amounts: readonly (readonly [Contribution, 1 | -1])[]
  }[]
}

const noRows: readonly Row[] = []

const rowChanges = (table: DerivedTable<object>, old: object | undefined, now: object | undefined) => {
  const before = old === undefined ? noRows : table.rowsOf(old)
  const after = now === undefined ? noRows : table.rowsOf(now)
  if (before === after) return []
  const changes: { key: string; row: object | undefined }[] = []
  const known = new Map(before.map(({ key, row }) => [key, row]))
  for (const { key, row } of after) {
    const was = known.get(key)
    known.delete(key)
    if (was !== undefined && equalJson(was, row)) continue
    changes.push({ key, row })
  }
  for (const key of known.keys()) changes.push({ key, row: undefined })
  return changes
}

const effectOn = (projection: AnyProjection, old: object | undefined, now: object | undefined) => ({
  rows: projection.tables.flatMap((derived, table) =>
    rowChanges(derived, old, now).map((change) => ({ table, ...change })),
  ),
  amounts: projection.rollups.flatMap(({ contributionsOf }, rollup) => {
    const amounts = difference(
      old === undefined ? [] : contributionsOf(old),
      now === undefined ? [] : contributionsOf(now),
    )
    return amounts.length === 0 ? [] : [{ rollup, amounts }]
  }),
})

/** Folds one event at a position, on documents as `get` gives them; those that are further already are left alone. */
export const fold = (
  projection: AnyProjection,
  event: StoredEvent<object>,
  at: { readonly position: Position; readonly get: (key: string) => Kept },
): Effect => {
  const documents: Effect['documents'][number][] = []
  const rows: Effect['rows'][number][] = []
  const amounts: { readonly rollup: number; readonly amounts: (readonly [Contribution, 1 | -1])[] }[] = []
  for (const key of projection.keysOf(event)) {
    const { position, document: old } = at.get(key)
    if (position >= at.position) continue
    const now = projection.apply(old, event, key)
    if (now === old) continue
    documents.push({ key, document: now })
    const effect = effectOn(projection, old, now)
    rows.push(...effect.rows)
    for (const { rollup, amounts: more } of effect.amounts) {
      const same = amounts.find((one) => one.rollup === rollup)
      if (same) same.amounts.push(...more)
      else amounts.push({ rollup, amounts: [...more] })
    }
  }
  return { position: at.position, documents, rows, amounts }
}
