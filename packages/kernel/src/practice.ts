import type * as t from 'io-ts'
import type { Decider } from './decider.ts'
import type { AnyProjection } from './projection.ts'

/** A message says what it is by its type. */
export interface Message {
  readonly type: string
}

/** What an organisation's people and programs are to the ledger: the roles that permissions speak of. */
export type Role = 'agent' | 'manager' | 'requester' | 'importer' | 'system'

/**
 * One practice as the runtime, the command line and the API assemble it. A stream is named `name-key`.
 * Codecs are by message type: a message is decoded by the codec its `type` picks.
 */
export interface Practice<Command extends Message, State, Event extends Message, Refusal extends Message> {
  readonly name: string
  readonly decider: Decider<Command, State, Event, Refusal>
  readonly keyOf: (command: Command) => string
  readonly commands: Readonly<Record<Command['type'], t.Mixed>>
  readonly events: Readonly<Record<Event['type'], t.Mixed>>
  /** the version its events are written in now, by type; older ones go through `upcast` */
  readonly schemaVersions: Readonly<Record<Event['type'], number>>
  readonly upcast: (type: string, schemaVersion: number, data: unknown) => unknown
  readonly permissions: Readonly<Record<Command['type'], readonly Role[]>>
  readonly readModels: readonly AnyProjection[]
}

/** Any practice: what the runtime, the command line and the API assemble. */
export type AnyPractice = Practice<Message, unknown, Message, Message>
