import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { instantOf, type AnyTimers } from '@deskledger/kernel'
import type { DeskLedger } from '@deskledger/register'
import type { ReadModelStatus, RuntimeFailure } from '@deskledger/runtime'

/** How far one read model is behind. */
interface Lag {
  readonly name: string
  readonly events: number
  /** age of the oldest event that it has not looked at */
  readonly seconds: number
}

/** How the ledger was. */
export interface Measured {
  /** milliseconds since 1970 */
  readonly at: number
  readonly readModels: readonly Lag[]
  readonly parkedStreams: number
  readonly timersDue: readonly { readonly name: string; readonly due: number }[]
}

export interface Measuring {
  readonly ledger: DeskLedger
  readonly events: EventStore
  readonly timers: readonly AnyTimers[]
  /** milliseconds since 1970 */
  readonly now: () => number
}

type Outcome<A> = E.Either<RuntimeFailure, A>

/** Milliseconds between two measurements, at least and at most. */
const BETWEEN = 1000
const LONGEST = 15_000
/** Measuring reads the log and counts documents: it takes at most a tenth of the time. */
const REST = 9
/** Timers that are due are counted up to this. */
const DUE_COUNTED = 1000

const lagOf = async ({ events, now }: Measuring, one: ReadModelStatus): Promise<Outcome<Lag>> => {
  const { name, lag, position } = one
  if (lag === 0) return E.right({ name, events: 0, seconds: 0 })
  const oldest = await events.readAll({ after: position, limit: 1 })()
  return E.map(({ events: [first] }: { readonly events: readonly { readonly recordedAt: string }[] }): Lag => {
    const since = first === undefined ? now() : Date.parse(first.recordedAt)
    return { name, events: lag, seconds: Math.max(0, (now() - since) / 1000) }
  })(oldest)
}

const dueOf = async ({ ledger, now }: Measuring, { name, table, after = 0 }: AnyTimers) => {
  const where = [{ path: 'wakeAt', upTo: instantOf(now() - after) }]
  const page = await ledger.views.find(table, { where, limit: DUE_COUNTED })()
  return E.map(({ found }: { readonly found: readonly unknown[] }) => ({ name, due: found.length }))(page)
}

/** Where a new generation of a read model is built beside the old one, the one further behind counts. */
const furthestBehind = (all: readonly Lag[]): readonly Lag[] => {
  const byName = new Map<string, Lag>()
  for (const lag of all) if (lag.events >= (byName.get(lag.name)?.events ?? 0)) byName.set(lag.name, lag)
  return [...byName.values()]
}

/** Looks once at how far read models are, what is parked and which timers are due. */
const measure = async (measuring: Measuring): Promise<Outcome<Measured>> => {
  const at = measuring.now()
  const status = await measuring.ledger.status()
  if (E.isLeft(status)) return status
  const lags = E.sequenceArray(await Promise.all(status.right.readModels.map((one) => lagOf(measuring, one))))
  if (E.isLeft(lags)) return lags
  const parked = await measuring.ledger.parked()
  if (E.isLeft(parked)) return parked
  const due = E.sequenceArray(await Promise.all(measuring.timers.map((one) => dueOf(measuring, one))))
  return E.map((timersDue: Measured['timersDue']): Measured => {
    return { at, readModels: furthestBehind(lags.right), parkedStreams: parked.right.length, timersDue }
  })(due)
}

/** Measures again and again until the signal aborts. */
export const measuringUntil = async (
  signal: AbortSignal,
  measuring: Measuring,
  tell: (outcome: Outcome<Measured>) => void,
): Promise<void> => {
  while (!signal.aborted) {
    const began = performance.now()
    tell(await measure(measuring))
    const rest = Math.min(LONGEST, Math.max(BETWEEN, (performance.now() - began) * REST))
    await pause(rest, undefined, { signal }).catch(() => undefined)
  }
}
