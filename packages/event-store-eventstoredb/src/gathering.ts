import type { Batch, StoreFailure } from '@deskledger/event-store'
import { START, type Position, type StoredEvent } from '@deskledger/kernel'
import type { Placed } from './log-reader.ts'
import { passes, type WireFilter } from './names.ts'
import { further, positionOf } from './positions.ts'
import { recognise } from './recognising.ts'
import type { Server } from './server.ts'
import { AHEAD, type Subscribed } from './subscription.ts'
import { MOST_WEIGHT, weightOf } from './weight.ts'

/** What a follower asked for. */
export interface Wanted {
  readonly filter: WireFilter
  /** events of a batch at most */
  readonly limit: number
}

/** How far a follower is. */
export interface Progress {
  /** everything up to here was looked at: where to subscribe again */
  looked: Position
  /** the position given last */
  given: Position
  /** whether the last batch said that nothing more stood in the log */
  told: boolean
  /** the ledger has an event here or before */
  begun: boolean
  /** the server has come to the end of the log */
  live: boolean
  /** more came than was taken, so that some may wait at the server */
  behind: boolean
  failure: StoreFailure | undefined
}

export const progressFrom = (after: Position): Progress => ({
  looked: after,
  given: after,
  told: false,
  begun: after !== START,
  live: false,
  behind: false,
  failure: undefined,
})

interface Gathered {
  events: StoredEvent[]
  weight: number
}

/** A batch as far as it has come. */
export interface Gathering extends Batch {
  /** it takes no more events */
  readonly full: boolean
}

/** Notes what the server said behind the events taken so far; of what cannot be read nothing is passed over. */
const hear = (subscribed: Subscribed, progress: Progress): void => {
  if (progress.failure !== undefined) return
  const { position, caughtUp } = subscribed.due()
  if (position !== undefined) progress.looked = further(progress.looked, position)
  if (caughtUp) {
    progress.live = true
    progress.behind = false
  }
}

const look = ({ names }: Server, { filter }: Wanted) => {
  return (recorded: Placed, progress: Progress): StoredEvent | undefined => {
    const position = positionOf(recorded.position)
    if (position <= progress.looked) return undefined
    const recognised = recognise(names, recorded)
    if (recognised.kind === 'failure') {
      progress.failure = recognised.failure
      return undefined
    }
    progress.looked = position
    if (recognised.kind === 'foreign') return undefined
    progress.begun = true
    return passes(filter, recorded.type, recorded.streamId) ? recognised.event : undefined
  }
}

const isFull = ({ events, weight }: Gathered, { limit }: Wanted): boolean =>
  events.length >= limit || weight >= MOST_WEIGHT

/**
 * Gathers what arrives, a batch at most. What the server said of positions counts once the events it said before are
 * in the batch; a batch with a checkpoint in it never lacks an event before the checkpoint.
 */
export const gatherer = (server: Server, wanted: Wanted) => {
  const looking = look(server, wanted)
  let gathered: Gathered = { events: [], weight: 0 }

  /** Takes one event; false: none has arrived, or the batch takes no more. */
  const takeOne = (subscribed: Subscribed, progress: Progress): boolean => {
    if (progress.failure !== undefined || isFull(gathered, wanted)) return false
    const recorded = subscribed.take()
    if (recorded === undefined) return false
    const event = looking(recorded, progress)
    if (event !== undefined) {
      gathered.events.push(event)
      gathered.weight += weightOf(event)
    }
    return true
  }
  return {
    /** Takes what has arrived, and shows the batch as it is now. */
    look: (subscribed: Subscribed, progress: Progress): Gathering => {
      if (progress.live && subscribed.unread() >= AHEAD) progress.behind = true
      do hear(subscribed, progress)
      while (takeOne(subscribed, progress))
      const { live, behind, failure, looked } = progress
      const caughtUp = live && !behind && failure === undefined && subscribed.unread() === 0
      return { events: gathered.events, position: looked, caughtUp, full: isFull(gathered, wanted) }
    },
    /** Begins another batch. */
    cut: () => {
      gathered = { events: [], weight: 0 }
    },
  }
}
