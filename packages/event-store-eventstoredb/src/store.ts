import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { failed, type EventStore, type StoreFailure } from '@deskledger/event-store'
import { instantOf, type Instant } from '@deskledger/kernel'
import { openAppending } from './appending.ts'
import { following } from './following.ts'
import { closedText } from './health.ts'
import { openingOf, type Opened } from './opening.ts'
import { readHead } from './reading-head.ts'
import { openLogReading } from './reading-log.ts'
import { standingIn, type Standing } from './reading-streams.ts'
import { LARGEST_APPEND } from './sizes.ts'
import { verifier } from './verifying.ts'

export interface EventStoreDbOptions {
  /** one of several ledgers on a server; lower-case letters and digits; default: the one without a name */
  readonly ledger?: string
  /** the time of recording; default: the time of day */
  readonly clock?: () => Instant
  /** bytes of one append, as servers from 25.0 on measure them; default: 1 MiB, less a margin */
  readonly largestAppend?: number
  /** milliseconds that an append or a read may take; default 10,000 */
  readonly patience?: number
  /** is told, once each, when the server is lost and when it is back; default: nobody */
  readonly onTrouble?: (sentence: string) => void
}

const PATIENCE = 10_000

const now = (): Instant => instantOf(Date.now())

const eventsOf = E.map((standing: readonly Standing[]) => standing.map(({ event }) => event))

const storeOn = (opened: Opened, options: EventStoreDbOptions): EventStore => {
  const { server, close } = opened
  const { where } = server
  const wakers = new Set<() => void>()
  const underWay = new Set<Promise<unknown>>()
  const log = openLogReading(server)
  const { append } = openAppending(server, {
    clock: options.clock ?? now,
    largest: options.largestAppend ?? LARGEST_APPEND,
  })
  const verify = verifier(server)
  const followers = {
    add: (wake: () => void) => {
      wakers.add(wake)
      return () => wakers.delete(wake)
    },
  }
  const unlessClosed =
    <A>(task: TE.TaskEither<StoreFailure, A>): TE.TaskEither<StoreFailure, A> =>
    () => {
      if (server.closed()) return Promise.resolve(failed('Closed', closedText(where)))
      const running = task()
      underWay.add(running)
      return running.finally(() => underWay.delete(running))
    }

  const readAll: EventStore['readAll'] = (query) => unlessClosed(() => log.read(query))

  return {
    append: (...asked) => unlessClosed(() => append(...asked)),
    readStream: (stream, query = {}) => unlessClosed(async () => eventsOf(await standingIn(server, stream, query))),
    readAll,
    subscribe: following({ server, log: { ...log, read: (query) => readAll(query)() }, followers }),
    head: unlessClosed(() => readHead(server)),
    verify: unlessClosed(verify),
    close: async () => {
      if (server.closed()) return
      opened.markClosed()
      for (const wake of wakers) wake()
      await Promise.allSettled(underWay)
      log.close()
      await close()
    },
  }
}

/**
 * Opens a ledger on an EventStoreDB or a KurrentDB. Any number of processes may have it open, and append.
 * @errors  StoreUnavailable; NotALedger (connection string, user, rights or certificate: a person must mend it); LedgerTooNew, Unstorable (the name of the ledger)
 */
export const openEventStoreDbEventStore =
  (connectionString: string, options: EventStoreDbOptions = {}): TE.TaskEither<StoreFailure, EventStore> =>
  async () => {
    const opened = await openingOf(connectionString, {
      ledger: options.ledger ?? '',
      patience: options.patience ?? PATIENCE,
      onTrouble: options.onTrouble ?? (() => undefined),
    })
    return E.isLeft(opened) ? opened : E.right(storeOn(opened.right, options))
  }
