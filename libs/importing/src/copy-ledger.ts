import type { EventStore, StoreFailure } from '@deskledger/event-store'
import { GENESIS, hashOf, type StoredEvent } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { Halt, halt, troubleOf, type ImportTrouble } from './trouble.ts'
import { wholeLog } from './whole-log.ts'

type Log = Pick<EventStore, 'append' | 'readAll'>

export interface CopyProgress {
  readonly phase: 'comparing' | 'copying' | 'verifying'
  /** in this phase */
  readonly events: number
}

export interface CopyOptions {
  readonly from: Log
  readonly to: Log
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: CopyProgress) => void
}

/** What a copy came to. */
export interface CopyResult {
  /** events of the log that was copied */
  readonly events: number
  readonly streams: number
  /** events that were there already, from a copy before */
  readonly repeatedEvents: number
  /** events whose identity and hash were found the same in both logs, at the end */
  readonly verifiedEvents: number
  readonly seconds: number
}

const MOST_AT_ONCE = 100

const failing =
  (which: string) =>
  (failure: StoreFailure): Halt =>
    new Halt(troubleOf('NotStored', `${which}: ${failure.message}`, { failure }))

const placeOf = ({ stream, revision }: StoredEvent): string => `${stream} revision ${revision}`

const otherLog = (there: StoredEvent, number: number): Halt =>
  halt(
    'OtherLog',
    `The ledger to copy to holds something else: its event ${number} (${placeOf(there)}) is not event ${number} of the one to copy. Nothing was changed in it. Copy into an empty ledger, or one that holds the beginning of this log.`,
  )

/** What is copied must be in order itself: who copies what was changed would vouch for it. */
const checker = () => {
  const heads = new Map<string, { readonly revision: number; readonly hash: string }>()
  return {
    streams: () => heads.size,
    check: (event: StoredEvent): void => {
      const { stream, revision, hash } = event
      const before = heads.get(stream) ?? { revision: -1, hash: GENESIS }
      if (revision !== before.revision + 1 || hashOf(before.hash, event) !== hash)
        throw halt(
          'NotInOrder',
          `The ledger to copy is not in order: ${placeOf(event)} does not follow from what stands before it. See what happened with "deskledger verify"; what stands before that event was copied.`,
        )
      heads.set(stream, { revision, hash })
    },
  }
}

const sameEvent = (a: StoredEvent, b: StoredEvent): boolean =>
  a.eventId === b.eventId && a.hash === b.hash && a.stream === b.stream && a.revision === b.revision

/** Events of one stream that follow each other in the log. */
const joins = (run: readonly StoredEvent[], { stream }: StoredEvent): boolean =>
  run.length < MOST_AT_ONCE && (run[0] === undefined || run[0].stream === stream)

interface Copying extends CopyOptions {
  readonly tell: (phase: CopyProgress['phase'], events: number) => void
}

/** Appends one run, half by half where the ledger does not take so much at once. */
const append = async (to: Log, run: readonly StoredEvent[]): Promise<void> => {
  const [first] = run
  if (first === undefined) return
  const events = run.map(({ eventId, type, data, metadata }) => ({ eventId, type, data, metadata }))
  const recordedAt = run.map((event) => event.recordedAt)
  const answer = await to.append(first.stream, first.revision - 1, events, { recordedAt })()
  if (E.isRight(answer)) return
  if (answer.left.type !== 'Unstorable' || run.length === 1) throw failing('The ledger to copy to')(answer.left)
  const half = Math.ceil(run.length / 2)
  await append(to, run.slice(0, half))
  await append(to, run.slice(half))
}

/** One event after the other, as the log has them; what stands in the other ledger must be the beginning of it. */
const copyAll = async ({ from, to, signal, tell }: Copying, written: (events: number) => void) => {
  const source = wholeLog(from, failing('The ledger to copy'))
  const { check, streams } = checker()
  let repeated = 0
  for await (const there of wholeLog(to, failing('The ledger to copy to'))) {
    const next = await source.next()
    if (next.done === true || !sameEvent(next.value, there)) throw otherLog(there, repeated + 1)
    check(next.value)
    tell('comparing', ++repeated)
  }
  let events = repeated
  let run: StoredEvent[] = []
  const flush = async () => {
    if (signal?.aborted === true) throw halt('Stopped', 'The copy was stopped.')
    await append(to, run)
    written(run.length)
    run = []
    tell('copying', events)
  }
  for await (const event of source) {
    check(event)
    if (!joins(run, event)) await flush()
    run.push(event)
    events++
  }
  await flush()
  return { events, streams: streams(), repeatedEvents: repeated }
}

/** Reads both again, side by side. */
const verify = async ({ from, to, tell }: Copying, events: number): Promise<number> => {
  const copied = wholeLog(to, failing('The ledger copied to'))
  let same = 0
  for await (const event of wholeLog(from, failing('The ledger that was copied'))) {
    if (same === events) break // it grows
    const there = await copied.next()
    if (there.done === true || !sameEvent(event, there.value))
      throw halt(
        'RowsUnaccounted',
        `The copy is not the same: event ${same + 1} (${placeOf(event)}) is not what stands there. Somebody else writes to the ledger copied to; copy into one that nobody uses yet.`,
      )
    tell('verifying', ++same)
  }
  await copied.return(undefined)
  return same
}

/**
 * Copies a log from one store to another: the same streams, event ids, times of recording and hashes, in the same order.
 * What is there already is skipped, so that a copy that was stopped goes on; at the end both logs are read side by side.
 * @errors  OtherLog, NotInOrder, NotStored, RowsUnaccounted, Stopped; `rowsStored` are events
 */
export const copyLedger = async (options: CopyOptions): Promise<E.Either<ImportTrouble, CopyResult>> => {
  const began = performance.now()
  let written = 0
  const copying: Copying = {
    ...options,
    tell: (phase, events) => options.onProgress?.({ phase, events }),
  }
  try {
    const copied = await copyAll(copying, (events) => (written += events))
    const verifiedEvents = await verify(copying, copied.events)
    return E.right({ ...copied, verifiedEvents, seconds: Math.round(performance.now() - began) / 1000 })
  } catch (error) {
    if (!(error instanceof Halt)) throw error
    const { trouble } = error
    const goesOn = trouble.type === 'NotStored' || trouble.type === 'Stopped'
    const message = `${trouble.message} ${written} events were copied. Run the same command again: it goes on behind them.`
    return E.left({ ...trouble, rowsStored: written, ...(goesOn ? { message } : {}) })
  }
}
