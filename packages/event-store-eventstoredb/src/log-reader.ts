import { FORWARDS, START as FIRST, type AllStreamResolvedEvent } from '@eventstore/db-client'
import { START, type Position } from '@deskledger/kernel'
import { openFeed, type FeedEnd } from './feed.ts'
import { isUpTo, placeOf, positionOf, type Place } from './positions.ts'
import type { Recorded } from './recognising.ts'
import type { Server } from './server.ts'

/** An event of the whole log. */
export type Placed = Recorded & { readonly position: Place }

/** A read of the whole log, forwards from a position, that may be left and gone on with. */
export interface LogReader {
  /** the next event that has arrived, whoever wrote it; undefined: none has */
  readonly take: () => Placed | undefined
  readonly end: () => FeedEnd | undefined
  /** false after so many milliseconds of silence */
  readonly wait: (patience: number) => Promise<boolean>
  /** where the last event taken stands; undefined: none was */
  readonly place: () => Place | undefined
  /** the same as a position; before the first event, where the read began */
  readonly reached: () => Position
  readonly stop: () => void
}

/** Events that arrive ahead of being taken. */
const AHEAD = 128

/** The server's read includes the event at the position it is given: that one is passed over. */
export const openLogReader = ({ client }: Server, after: Position): LogReader => {
  const from = placeOf(after)
  const reading = client.readAll(
    { direction: FORWARDS, fromPosition: from ?? FIRST, requiresLeader: true },
    { highWaterMark: AHEAD },
  )
  const feed = openFeed<AllStreamResolvedEvent>(reading, () => reading.cancel())
  let last: Place | undefined

  const take = (): Placed | undefined => {
    for (let next = feed.take(); next !== undefined; next = feed.take()) {
      const { event } = next
      if (event === undefined) continue
      if (last === undefined && from !== undefined && isUpTo(event.position, from)) continue
      last = event.position
      return event
    }
    return undefined
  }
  return {
    take,
    end: () => (feed.unread() > 0 ? undefined : feed.end()),
    wait: feed.wait,
    place: () => last,
    reached: () => (last === undefined ? after : positionOf(last)),
    stop: feed.stop,
  }
}

/** Milliseconds that a read is kept for whoever goes on from where it is. */
const KEPT_FOR = 1000
const MOST_KEPT = 4

/** Reads between two pages: whoever goes on where a page ended goes on with its read, which has read ahead meanwhile. */
export const openKept = () => {
  const kept = new Map<Position, { readonly reader: LogReader; readonly timer: NodeJS.Timeout }>()

  const drop = (position: Position) => {
    const one = kept.get(position)
    clearTimeout(one?.timer)
    one?.reader.stop()
    kept.delete(position)
  }
  return {
    take: (position: Position): LogReader | undefined => {
      const one = kept.get(position)
      clearTimeout(one?.timer)
      kept.delete(position)
      return one?.reader
    },
    keep: (reader: LogReader) => {
      const position = reader.reached()
      drop(position)
      if (position === START) {
        reader.stop()
        return
      }
      const timer = setTimeout(() => {
        drop(position)
      }, KEPT_FOR)
      kept.set(position, { reader, timer: timer.unref() })
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest !== undefined) drop(oldest)
    },
    /** how many there are */
    count: () => kept.size,
    stop: () => {
      for (const position of [...kept.keys()]) drop(position)
    },
  }
}
export type Kept = ReturnType<typeof openKept>
