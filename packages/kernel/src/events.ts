import type { Instant, Uuid } from './words.ts'

/** A place in the order over all streams. Opaque; sorts as bytes in log order. Only the adapter that made it reads inside. */
export type Position = string

/** Before the first event of any log. */
export const START: Position = ''

/** Why an event is there: which command caused it, and what that command belongs to. */
export interface Metadata {
  readonly commandId: Uuid
  readonly correlationId: Uuid
  readonly causationId: Uuid
  readonly schemaVersion: number
}

/** An event to be stored. `data` is JSON: no `undefined`, no Date, no class. */
export interface NewEvent<Data = unknown> {
  readonly eventId: Uuid
  readonly type: string
  readonly data: Data
  readonly metadata: Metadata
}

/** An event as it stands in the ledger. */
export interface StoredEvent<Data = unknown> extends NewEvent<Data> {
  readonly stream: string
  /** from 0, without gaps */
  readonly revision: number
  readonly position: Position
  /** when the ledger took it; never goes back within a stream, and across streams as far as writers' clocks agree */
  readonly recordedAt: Instant
  /** SHA-256, hexadecimal: see `hashOf` */
  readonly hash: string
}
