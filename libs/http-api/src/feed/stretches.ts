import { seesEvent, type Identity } from '@deskledger/access'
import type { Batch, EventStore, Filter } from '@deskledger/event-store'
import type { AnyPractice, Position, StoredEvent } from '@deskledger/kernel'
import { register } from '@deskledger/register'
import { versionsInForce } from '@deskledger/runtime'
import { take } from '../looking/fresh.ts'
import { openOwners, type Historian, type SeesStream } from './owners.ts'

const inForce = versionsInForce(register as unknown as readonly AnyPractice[])

/** In the version that is in force; what cannot be brought to it is told as it is stored. */
const told = (event: StoredEvent): StoredEvent => {
  try {
    return inForce.event(event)
  } catch {
    return event
  }
}

/** Who reads the log, what of it, and from where on. */
export interface Reader extends Filter {
  readonly identity: Identity
  /** exclusive */
  readonly after: Position
  /** events read at once */
  readonly limit: number
}

const visibleIn = async (events: readonly StoredEvent[], identity: Identity, seesStream: SeesStream) => {
  const wanted = events.map(told).filter(seesEvent(identity))
  const streams = [...new Set(wanted.map(({ stream }) => stream))]
  const looked = await Promise.all(streams.map((stream) => seesStream(identity, stream)))
  const visible = new Set(streams.filter((_, index) => looked[index]))
  return wanted.filter(({ stream }) => visible.has(stream))
}

/**
 * The log as somebody sees it, stretch by stretch: first what is there, at once, then what comes, until the signal aborts.
 * Positions go on over what is hidden or filtered away: a stretch may have no events. The next is read when the one before
 * was taken. Throws a problem where the store fails or the position is none of this log.
 */
export type Stretches = (reader: Reader, signal: AbortSignal) => AsyncGenerator<Batch, void, undefined>

/** What a feed is made of: a log, and who knows whose its streams are. */
export interface FeedParts {
  readonly ledger: Historian
  readonly events: Pick<EventStore, 'readAll' | 'subscribe'>
}

/** Opens the log for readers of any number. */
export const openStretches = ({ ledger, events }: FeedParts): Stretches => {
  const seesStream = openOwners(ledger)

  return async function* stretches({ identity, after, ...wanted }, signal) {
    const seen = async ({ events: all, ...where }: Batch): Promise<Batch> => ({
      events: await visibleIn(all, identity, seesStream),
      ...where,
    })
    let last = take(await events.readAll({ ...wanted, after })())
    yield seen(last)
    for await (const outcome of events.subscribe({ ...wanted, after: last.position, signal })) {
      const next = take(outcome)
      // where reading ended the follower begins: it says once more that there is nothing new
      const isNew = next.events.length > 0 || next.position !== last.position || next.caughtUp !== last.caughtUp
      last = next
      if (isNew) yield seen(next)
    }
  }
}
