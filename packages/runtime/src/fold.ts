import type {
  AnyMemory,
  AnyProjection,
  Contribution,
  DerivedTable,
  Known,
  Position,
  Recalled,
  Row,
  StoredEvent,
} from '@deskledger/kernel'
import { difference, equalJson } from '@deskledger/kernel'
import type { Kept } from './working-set.ts'

/** What is folded: a read model, or what a flow remembers. */
export type Folding = AnyProjection | AnyMemory

/** An amount for a cell, and the event's place in the log. */
export interface Amount {
  readonly position: Position
  readonly contribution: Contribution
  readonly times: 1 | -1
}

/** A document before and after. */
export interface Versions {
  readonly old: object | undefined
  readonly now: object | undefined
}

/** What an event does to one document. */
export interface Moved extends Versions {
  readonly key: string
}

/** What a document's change leads to: rows to write or remove, amounts to add or take back. */
export interface Derived {
  readonly rows: readonly { readonly table: number; readonly key: string; readonly row: object | undefined }[]
  readonly amounts: readonly { readonly rollup: number; readonly amount: Amount }[]
}

type Mutable<List> = List extends readonly (infer One)[] ? One[] : never
interface Draft {
  readonly rows: Mutable<Derived['rows']>
  readonly amounts: Mutable<Derived['amounts']>
}

const noRows: readonly Row[] = []

const rowsIn = (table: DerivedTable<object>, document: object | undefined): readonly Row[] =>
  document === undefined ? noRows : table.rowsOf(document)

const changeRows = (draft: Draft, [index, table]: readonly [number, DerivedTable<object>], { old, now }: Versions) => {
  const before = rowsIn(table, old)
  const after = rowsIn(table, now)
  if (before === after) return
  const gone = new Map<string, object>()
  for (const { key, row } of before) gone.set(key, row)
  for (const { key, row } of after) {
    const was = gone.get(key)
    gone.delete(key)
    if (was === undefined || !equalJson(was, row)) draft.rows.push({ table: index, key, row })
  }
  for (const key of gone.keys()) draft.rows.push({ table: index, key, row: undefined })
}

const none: readonly Contribution[] = []

/** What a document's change at a position leads to. */
export const derive = (projection: Folding, versions: Versions, position: Position): Derived => {
  const { old, now } = versions
  const draft: Draft = { rows: [], amounts: [] }
  for (const table of projection.tables.entries()) changeRows(draft, table, versions)
  for (const [rollup, { contributionsOf }] of projection.rollups.entries()) {
    const changes = difference(
      old === undefined ? none : contributionsOf(old),
      now === undefined ? none : contributionsOf(now),
    )
    for (const [contribution, times] of changes)
      draft.amounts.push({ rollup, amount: { position, contribution, times } })
  }
  return draft
}

/** Documents as of an event, with it and without it. */
export interface Seen {
  readonly known: Known<object>
  readonly before: Known<object>
}

/** Documents as an event has left them so far. */
export const knownAfter =
  (moved: readonly Moved[], get: (key: string) => Kept): Known<object> =>
  (key) => {
    const one = moved.find((candidate) => candidate.key === key)
    return one === undefined ? get(key).document : one.now
  }

interface Step {
  readonly old: object | undefined
  readonly event: StoredEvent<object>
}

const after = (projection: Folding, { old, event }: Step, at: Recalled<object>): object | undefined =>
  'apply' in projection ? projection.apply(old, event, at.key) : projection.remember(old, event, at)

/** Folds one event at a position, on documents as `get` gives them; those that are further already are left alone. */
export const fold = (
  projection: Folding,
  event: StoredEvent<object>,
  at: { readonly position: Position; readonly get: (key: string) => Kept },
): readonly Moved[] => {
  const moved: Moved[] = []
  const known = knownAfter(moved, at.get)
  for (const key of projection.keysOf(event)) {
    const { position, document: old } = at.get(key)
    if (position >= at.position) continue
    const now = after(projection, { old, event }, { key, known })
    if (now !== old) moved.push({ key, old, now })
  }
  return moved
}
