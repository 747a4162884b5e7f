import {
  eventTypeFilter,
  excludeSystemEvents,
  START as FIRST,
  streamNameFilter,
  type AllStreamResolvedEvent,
} from '@eventstore/db-client'
import type { Position } from '@deskledger/kernel'
import { openFeed, type Feed, type FeedEnd } from './feed.ts'
import { openMarkers, type Due } from './following-markers.ts'
import type { Placed } from './log-reader.ts'
import type { Names, WireFilter } from './names.ts'
import { placeOf, positionOf, type Place } from './positions.ts'
import type { Server } from './server.ts'

/** Events that arrive ahead of being taken. */
export const AHEAD = 64

/** Events looked at between two checkpoints, in windows of 32. */
const CHECKPOINT_EVERY = 1

/**
 * Where the server's filter is not as narrow as what is asked for, the rest is filtered here. It never lets the
 * server's own events through: no name of ours begins as theirs do.
 */
const serverFilter = ({ beginning }: Names, { types, streams }: WireFilter, onCheckpoint: (place: Place) => void) => {
  const checkpoints = {
    checkpointInterval: CHECKPOINT_EVERY,
    checkpointReached: (_: unknown, place: Place) => {
      onCheckpoint(place)
    },
  }
  if (types.size > 0) return eventTypeFilter({ prefixes: [...types], ...checkpoints })
  if (streams.length > 0) return streamNameFilter({ prefixes: [...streams], ...checkpoints })
  return beginning === ''
    ? excludeSystemEvents(checkpoints)
    : streamNameFilter({ prefixes: [beginning], ...checkpoints })
}

/** One subscription at the server. */
export interface Subscribed {
  readonly take: () => Placed | undefined
  readonly unread: () => number
  /** what the server said behind the events taken so far */
  readonly due: () => Due
  /** the server has answered */
  readonly confirmed: () => boolean
  readonly end: () => FeedEnd | undefined
  readonly wait: (patience: number) => Promise<boolean>
  readonly ring: () => void
  readonly stop: () => void
}

/** Who subscribes, and for what. */
interface Subscriber {
  readonly server: Server
  readonly wanted: { readonly filter: WireFilter }
  readonly onConfirmed: () => void
}

/** Subscribes to the log after a position. */
export const openSubscription = ({ server, wanted, onConfirmed }: Subscriber, after: Position): Subscribed => {
  const { client, names } = server
  const markers = openMarkers()
  let taken = 0
  let confirmed = false
  const subscription = client.subscribeToAll(
    {
      fromPosition: placeOf(after) ?? FIRST,
      requiresLeader: true,
      filter: serverFilter(names, wanted.filter, (place) => {
        markers.checkpoint(taken + subscription.readableLength, positionOf(place))
        feed.ring()
      }),
    },
    { highWaterMark: AHEAD },
  )
  const feed: Feed<AllStreamResolvedEvent> = openFeed(subscription, () => subscription.unsubscribe())
  subscription.on('confirmation', () => {
    confirmed = true
    onConfirmed()
    feed.ring()
  })
  subscription.on('caughtUp', () => {
    markers.caughtUp(taken + subscription.readableLength)
    feed.ring()
  })
  return {
    take: () => {
      for (let next = feed.take(); next !== undefined; next = feed.take()) {
        taken += 1
        if (next.event !== undefined) return next.event
      }
      return undefined
    },
    unread: feed.unread,
    due: () => markers.due(taken),
    confirmed: () => confirmed,
    end: feed.end,
    wait: feed.wait,
    ring: feed.ring,
    stop: feed.stop,
  }
}
