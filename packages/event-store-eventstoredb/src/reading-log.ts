import * as E from 'fp-ts/lib/Either.js'
import { failed, type Batch, type LogQuery, type StoreFailure } from '@deskledger/event-store'
import { START, type Position, type StoredEvent } from '@deskledger/kernel'
import { openKept, openLogReader, type Kept, type LogReader, type Placed } from './log-reader.ts'
import { filterOnWire, passes, type WireFilter } from './names.ts'
import { attemptOf, done, patiently, silentFor, type Attempt } from './patience.ts'
import { isPosition, positionOf } from './positions.ts'
import { recognise } from './recognising.ts'
import type { Server } from './server.ts'
import { MOST_WEIGHT, weightOf } from './weight.ts'

/** Events that one page looks at, however few of them pass: a rare type does not hold up who waits. */
const MOST_LOOKED_AT = 20_000

/** A page as it grows. */
interface Page {
  readonly events: StoredEvent[]
  /** everything up to here was looked at */
  position: Position
  weight: number
  lookedAt: number
  /** the ledger has an event here or before */
  begun: boolean
  failure: StoreFailure | undefined
}

interface Wanted {
  readonly filter: WireFilter
  readonly limit: number
}

const take = ({ names }: Server, { filter }: Wanted) => {
  return (page: Page, recorded: Placed): void => {
    const isWanted = passes(filter, recorded.type, recorded.streamId)
    if (page.begun && !isWanted) return
    const recognised = recognise(names, recorded)
    if (recognised.kind === 'failure') page.failure = recognised.failure
    if (recognised.kind !== 'ours') return
    page.begun = true
    if (!isWanted) return
    page.events.push(recognised.event)
    page.weight += weightOf(recognised.event)
  }
}

/** Before its first event a ledger has no position to stop at: what other systems wrote there is looked at in one go. */
const isFull = ({ events, weight, lookedAt, begun }: Page, limit: number): boolean =>
  events.length >= limit || weight >= MOST_WEIGHT || (begun && lookedAt >= MOST_LOOKED_AT)

/** Takes what has arrived; true: the page has enough, or something that cannot be read. */
const fill = (server: Server, wanted: Wanted) => {
  const taken = take(server, wanted)
  return (reader: LogReader, page: Page): boolean => {
    for (;;) {
      const before = reader.place()
      const recorded = reader.take()
      if (recorded === undefined) return false
      page.lookedAt += 1
      taken(page, recorded)
      if (page.failure !== undefined) {
        if (before !== undefined) page.position = positionOf(before)
        return true
      }
      if (isFull(page, wanted.limit)) {
        page.position = reader.reached()
        return true
      }
    }
  }
}

/** What ends an attempt; undefined: more is to be waited for. */
type Ended = 'full' | 'caught-up' | 'left-over' | { readonly error: unknown } | undefined

interface Source {
  readonly reader: LogReader
  /** opened for this page: where it ends, nothing more stood in the log */
  readonly fresh: boolean
}

const endOf = ({ reader, fresh }: Source): Ended => {
  const end = reader.end()
  if (end === undefined) return undefined
  if (!fresh) return 'left-over'
  return end.kind === 'error' ? end : 'caught-up'
}

/**
 * Reads pages of the log. The position before the first event of a ledger is START, whatever stands on the server: so
 * the log of a ledger that lost its events is not taken for one that was read to here.
 */
export const openLogReading = (server: Server) => {
  const kept: Kept = openKept()
  /** nothing of this ledger stands here or before */
  let before: Position = START

  const sourceAt = (position: Position): Source => {
    const from = position === START ? before : position
    const reader = kept.take(from)
    return reader === undefined ? { reader: openLogReader(server, from), fresh: true } : { reader, fresh: false }
  }
  const attempt = async (page: Page, wanted: Wanted, patience: number): Promise<Attempt<boolean>> => {
    const filled = fill(server, wanted)
    let source = sourceAt(page.position)
    const next = async (): Promise<Ended | 'silence'> => {
      if (filled(source.reader, page)) return 'full'
      const end = endOf(source)
      if (end !== undefined) return end
      return (await source.reader.wait(patience)) ? undefined : 'silence'
    }
    for (;;) {
      const end = await next()
      if (end === undefined) continue
      if (end === 'full') {
        if (page.failure === undefined) kept.keep(source.reader)
        else source.reader.stop()
        return done(false)
      }
      const looked = source.reader.reached()
      source.reader.stop()
      if (page.begun) page.position = looked
      else before = looked
      if (end === 'caught-up') return done(true)
      if (end === 'left-over') source = { reader: openLogReader(server, looked), fresh: true }
      else return interrupted(server, end, patience)
    }
  }

  const read = async (query: LogQuery): Promise<E.Either<StoreFailure, Batch>> => {
    const { after } = query
    if (!isPosition(after))
      return failed('Unstorable', `"${after}" is no position of this ledger: take positions from its own answers.`)
    const wanted = { filter: filterOnWire(server.names, query), limit: Math.max(1, query.limit ?? 1000) }
    const begun = after !== START
    const page: Page = { events: [], position: after, weight: 0, lookedAt: 0, begun, failure: undefined }
    const caughtUp = await patiently(server, 'read $all', async (patience) => {
      const { lookedAt } = page
      const outcome = await attempt(page, wanted, patience)
      return outcome.kind === 'again' ? { ...outcome, progressed: page.lookedAt > lookedAt } : outcome
    })
    if (E.isLeft(caughtUp)) return caughtUp
    if (page.failure !== undefined && page.events.length === 0) return E.left(page.failure)
    return E.right({ events: page.events, position: page.position, caughtUp: caughtUp.right })
  }
  return {
    read,
    /** where to begin reading for what stands after START */
    beginning: () => before,
    /** reads that were left open */
    open: kept.count,
    close: kept.stop,
  }
}
export type LogReading = ReturnType<typeof openLogReading>

const interrupted = (server: Server, end: 'silence' | { readonly error: unknown }, patience: number): Attempt<never> =>
  end === 'silence' ? silentFor(patience) : attemptOf(server, 'read $all', end.error)
