import type { StoredEvent } from './events.ts'
import type { Message } from './practice.ts'
import type { Projection } from './projection.ts'
import type { Instant } from './words.ts'

/** What a flow remembers under a key of the event it is asked about. */
export type Known<Doc> = (key: string) => Doc | undefined

/** Which document is asked for, and what the others that the event concerns say. */
export interface Recalled<Doc> {
  readonly key: string
  /** documents of the event's own keys alone; those named before this one in `keysOf` with the event folded in */
  readonly known: Known<Doc>
}

/** What a flow must remember: a projection whose documents may look at others. */
export interface Memory<Event, Doc extends object> extends Omit<Projection<Event, Doc>, 'apply'> {
  /** `undefined` in: nothing yet; `undefined` out: nothing any more */
  readonly remember: (doc: Doc | undefined, event: StoredEvent<Event>, at: Recalled<Doc>) => Doc | undefined
  /** keys of documents that others look at: they are stored after all others, so that none is ever seen too new */
  readonly shared: readonly string[]
}

/** Any memory: what the runtime folds besides read models. */
export type AnyMemory = Memory<object, object>

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
  readonly knows: Memory<Event, Doc>
  /** the event types it reacts to, among those it remembers */
  readonly on: readonly string[]
  /** what follows; `known` is as of the event, that event included, `before` without it */
  readonly asks: (event: StoredEvent<Event>, known: Known<Doc>, before: Known<Doc>) => readonly Command[]
}

/** Any flow: what the runtime runs. */
export type AnyFlow = Flow<object, object, Message>

/** A flow among others of other types. */
export const erasedFlow = <Event, Doc extends object, Command extends Message>(
  flow: Flow<Event, Doc, Command>,
): AnyFlow => flow as unknown as AnyFlow

/** Something that waits for its instant: the document of a table that timers are read from. */
export interface Waiting {
  readonly wakeAt: Instant
}

/** Commands that are asked when their instant has come. The table has an index on `wakeAt`, and a document for each that waits. */
export interface Timers<Row extends Waiting, Command extends Message> {
  /** the sentence it is, such as `clock-warns-and-breaches` */
  readonly name: string
  readonly sentence: string
  /** a read model, or a table of one, whose documents are `Row` */
  readonly table: string
  /** milliseconds after `wakeAt` at which it is due; left out: at `wakeAt` */
  readonly after?: number
  /** the command, a pure function of the document and the instant it is due at, however late that is found out */
  readonly asks: (row: Row, dueAt: Instant) => Command
}

/** Any timers: what the runtime runs. */
export type AnyTimers = Timers<Waiting, Message>

/** Timers among others of other types. */
export const erasedTimers = <Row extends Waiting, Command extends Message>(timers: Timers<Row, Command>): AnyTimers =>
  timers as unknown as AnyTimers
