import type * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Instant, NewEvent, Position, StoredEvent } from '@deskledger/kernel'

/** What can go wrong with a store. Each carries a sentence for a person: what, where, what to do. */
export type StoreFailure =
  /** somebody else wrote first: load again, decide again */
  | {
      readonly type: 'WrongRevision'
      readonly stream: string
      readonly expected: number
      readonly actual: number
      readonly message: string
    }
  /** some of the ids given stand at these revisions already, some do not: an identity was used twice */
  | { readonly type: 'MixedRepeat'; readonly stream: string; readonly expected: number; readonly message: string }
  /** held by others for longer than the bound; nothing was written */
  | { readonly type: 'StoreBusy'; readonly message: string }
  /** no answer within the time allowed: it may have been written or not; repeat with the same ids and revision */
  | { readonly type: 'TimedOut'; readonly message: string }
  | { readonly type: 'StoreFull'; readonly message: string }
  | { readonly type: 'StoreReadOnly'; readonly message: string }
  /** no ledger of this program, or none that may be opened as was asked: wrong place, user, password, rights, certificate */
  | { readonly type: 'NotALedger'; readonly message: string }
  | { readonly type: 'LedgerTooNew'; readonly message: string }
  /** what is stored cannot be read back: name of the place in the message */
  | { readonly type: 'Damaged'; readonly message: string }
  /** an event or a name that no store takes: not JSON, too large, empty */
  | { readonly type: 'Unstorable'; readonly message: string }
  | { readonly type: 'Closed'; readonly message: string }
  | { readonly type: 'StoreUnavailable'; readonly message: string }

/** Where an append ended: the same for a repeat as at first. */
export interface Appended {
  /** revision of the last event of the request */
  readonly revision: number
  /** its position */
  readonly position: Position
  readonly recordedAt: Instant
  /** all of it stood there already; nothing was written */
  readonly repeated: boolean
}

/** Before the first event of a stream: the revision to expect of one that has none. */
export const NO_STREAM = -1

export interface AppendOptions {
  /** milliseconds, default 10,000 */
  readonly timeout?: number
  /** for copies of another ledger alone: when each event was recorded there; never before the last one of the stream */
  readonly recordedAt?: readonly Instant[]
}

export interface StreamQuery {
  readonly direction?: 'forwards' | 'backwards'
  /** first revision to read, inclusive; default: the first forwards, the last backwards */
  readonly from?: number
  /** events at most */
  readonly limit?: number
  /** only what was recorded at or before */
  readonly recordedUpTo?: Instant
}

/** An empty list or no list lets everything through. */
export interface Filter {
  readonly types?: readonly string[]
  /** beginnings of stream names */
  readonly streams?: readonly string[]
}

export interface LogQuery extends Filter {
  /** exclusive; START reads from the first event */
  readonly after: Position
  /** events at most, default 1,000 */
  readonly limit?: number
}

/** A stretch of the log. */
export interface Batch {
  readonly events: readonly StoredEvent[]
  /** everything up to here was looked at, filtered or not: where to go on */
  readonly position: Position
  /** nothing more stood in the log when this was read */
  readonly caughtUp: boolean
}

export interface Subscription extends Filter {
  /** exclusive */
  readonly after: Position
  /** events of a batch at most, default 1,000 */
  readonly limit?: number
  /** ends the subscription */
  readonly signal: AbortSignal
}

/** What one stream came to. */
export interface StreamHead {
  readonly stream: string
  readonly revision: number
  readonly hash: string
}

/** What a store found wrong with its own bookkeeping. */
export interface IntegrityFault {
  readonly stream: string
  readonly revision: number
  /** a sentence: what was expected, what is there */
  readonly what: string
}

export interface Integrity {
  readonly streams: number
  readonly events: number
  /** the first in log order; null: every hash and every link is as it was written */
  readonly fault: IntegrityFault | null
  /** events of other systems in the same store; left out */
  readonly foreign?: number
}

/** What an append is called with. */
export type AppendArguments = readonly [
  stream: string,
  expected: number,
  events: readonly NewEvent[],
  options?: AppendOptions,
]

/** What the rest of the system asks of any event store. Streams are append-only: there is no way to change or remove. */
export interface EventStore {
  /**
   * Appends all or nothing when the stream's last revision is the one expected (`NO_STREAM`: it has no events).
   * If the stream is further, and the events at `expected + 1 …` have exactly these ids, it is a repeat: nothing is
   * written and the first answer is given again.
   */
  readonly append: (...append: AppendArguments) => TE.TaskEither<StoreFailure, Appended>
  /** Events of one stream; empty when there are none. */
  readonly readStream: (stream: string, query?: StreamQuery) => TE.TaskEither<StoreFailure, readonly StoredEvent[]>
  /** Events of all streams in log order. */
  readonly readAll: (query: LogQuery) => TE.TaskEither<StoreFailure, Batch>
  /**
   * The log from a position on, for ever: first what is there, then what comes. Pull-based: the next batch is read when
   * the one before was consumed. Ends when `signal` aborts or the store closes; a failure is the last thing it gives.
   */
  readonly subscribe: (subscription: Subscription) => AsyncIterable<E.Either<StoreFailure, Batch>>
  /** The position of the last event; START when there is none. */
  readonly head: TE.TaskEither<StoreFailure, Position>
  /** Recomputes every hash from the stored texts, in log order. */
  readonly verify: TE.TaskEither<StoreFailure, Integrity>
  readonly close: () => Promise<void>
}
