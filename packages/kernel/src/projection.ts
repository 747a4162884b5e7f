import type { StoredEvent } from './events.ts'

/**
 * Fields in the order an index holds them; the key always comes last. A query that names an index's leading fields by
 * equality and sorts or ranges over the next is answered without looking at other documents.
 */
export interface Index {
  readonly name: string
  readonly fields: readonly string[]
}

/** A row that a document gives rise to in a table of its own. */
export interface Row {
  readonly key: string
  readonly row: object
}

/** Rows that are a pure function of one document: rows that are new or differ are written, rows no longer given are removed. */
export interface DerivedTable<Doc> {
  readonly name: string
  readonly indexes: readonly Index[]
  readonly rowsOf: (doc: Doc) => readonly Row[]
}

/** A pure fold of events into documents, and what those documents give rise to. */
export interface Projection<Event, Doc extends object> {
  readonly name: string
  /** another number, another generation: it is built beside the old one, see `rebuild` */
  readonly version: number
  /** the event types it takes; it is never shown another */
  readonly on: readonly string[]
  readonly keysOf: (event: StoredEvent<Event>) => readonly string[]
  /** `undefined` in: none yet; `undefined` out: none any more */
  readonly apply: (doc: Doc | undefined, event: StoredEvent<Event>, key: string) => Doc | undefined
  readonly indexes: readonly Index[]
  readonly tables: readonly DerivedTable<Doc>[]
  readonly rollups: readonly Rollup<Doc>[]
}

/** What one document adds to one cell. */
export interface Contribution {
  readonly cell: string
  /** what the cell is about; every contribution to a cell gives the same labels, and they are its fields in queries */
  readonly labels: Readonly<Record<string, string | number>>
  readonly count: number
  readonly sum: number
  /** a value for the cell's quantile sketch */
  readonly sample: number | null
}

/**
 * Numbers over many documents. When a document changes, its old contributions are taken back and its new ones added,
 * so cells are exact after corrections and reopenings.
 */
export interface Rollup<Doc> {
  readonly name: string
  readonly indexes: readonly Index[]
  readonly contributionsOf: (doc: Doc) => readonly Contribution[]
}

/** Any projection: what the runtime runs, which knows no event and no document. */
export type AnyProjection = Projection<object, object>

/** A projection among others of other types. */
export const erased = <Event, Doc extends object>(projection: Projection<Event, Doc>): AnyProjection =>
  projection as unknown as AnyProjection
