import type { StoredEvent } from './events.ts'
import type { Message } from './practice.ts'
import type { Projection } from './projection.ts'
import type { Instant } from './words.ts'

/** What a flow remembers under a key, as of the event it is asked about, that event included. */
export type Known<Doc> = (key: string) => Doc | undefined

/**
 * Behaviour across practices: when something has happened, commands follow. What follows is a pure function of the event
 * and of the log up to it, so that asking twice is asking once.
 */
export interface Flow<Event, Doc extends object, Command extends Message> {
  /** the sentence it is, such as `incident-runs-service-level-clocks` */
  readonly name: string
  /** what it does, for people */
  readonly sentence: string
  /** what it must remember, folded from the same events in the same order; its keys of an event are all that `known` gives */
  readonly knows: Projection<Event, Doc>
  /** the event types it reacts to, among those it remembers */
  readonly on: readonly string[]
  readonly asks: (event: StoredEvent<Event>, known: Known<Doc>) => readonly Command[]
}

/** Any flow: what the runtime runs. */
export type AnyFlow = Flow<object, object, Message>

/** A flow among others of other types. */
export const erasedFlow = <Event, Doc extends object, Command extends Message>(
  flow: Flow<Event, Doc, Command>,
): AnyFlow => flow as unknown as AnyFlow

/** A command that waits for its instant: the document of a table that timers are read from. */
export interface Waiting {
  readonly wakeAt: Instant
  readonly ask: Message
}

/** Commands that are asked when their instant has come. The table has an index on `wakeAt`, and a document for each that waits. */
export interface Timers {
  /** the sentence it is, such as `clock-warns-and-breaches` */
  readonly name: string
  readonly sentence: string
  /** a read model, or a table of one, whose documents are `Waiting` */
  readonly table: string
}
