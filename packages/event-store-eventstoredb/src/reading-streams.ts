import { BACKWARDS, END, FORWARDS, START as FIRST, type ResolvedEvent } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import type { StoreFailure, StreamQuery } from '@deskledger/event-store'
import type { Instant, StoredEvent } from '@deskledger/kernel'
import { meaningOf } from './client-errors.ts'
import { drain, type Drained } from './draining.ts'
import { allCutOff, cutOff, deletedForEver, deletedSoftly, intruder } from './failures.ts'
import { openFeed } from './feed.ts'
import { attemptOf, done, failedBy, patiently, silentFor, type Attempt } from './patience.ts'
import { recognise, type Recorded } from './recognising.ts'
import type { Server } from './server.ts'

/** An event of this ledger, and the id the server knows it by. */
export interface Standing {
  readonly event: StoredEvent
  readonly wireId: string
}

interface Read {
  readonly stream: string
  readonly backwards: boolean
  /** undefined: from the end that reading begins at */
  readonly from: number | undefined
  /** events at most */
  readonly limit: number
  /** only what was recorded up to then */
  readonly upTo: Instant | undefined
}

interface Found {
  readonly events: Standing[]
  /** revision of the last event looked at */
  last: number | undefined
  failure: StoreFailure | undefined
}

const wholeOf = (n: number): bigint => BigInt(Math.max(0, Math.floor(n)))

const feedOf = ({ client, names }: Server, { stream, backwards, from, limit, upTo }: Read) => {
  const reading = client.readStream(names.streamOnWire(stream), {
    direction: backwards ? BACKWARDS : FORWARDS,
    fromRevision: from === undefined ? (backwards ? END : FIRST) : wholeOf(from),
    requiresLeader: true,
    ...(upTo === undefined && limit < Infinity && { maxCount: limit }),
  })
  return openFeed<ResolvedEvent>(reading, () => reading.cancel())
}

/** What of a stream should stand where something else does. */
const faultOfPlace = ({ stream, backwards, from }: Read, last: number | undefined, revision: number) => {
  if (last !== undefined) return revision === last + (backwards ? -1 : 1) ? undefined : cutOff(stream, revision)
  return !backwards && revision > (from ?? 0) ? cutOff(stream, revision) : undefined
}

/** Takes an event of ours in its turn; false: enough. */
const take = (read: Read, found: Found, standing: Standing): boolean => {
  const { event } = standing
  const { upTo, limit, backwards } = read
  found.failure = faultOfPlace(read, found.last, event.revision)
  if (found.failure !== undefined) return false
  found.last = event.revision
  const isKnown = upTo === undefined || event.recordedAt <= upTo
  if (isKnown) found.events.push(standing)
  return found.events.length < limit && (isKnown || backwards)
}

/** Looks at one event; false: enough. */
const look =
  ({ names }: Server, read: Read, found: Found) =>
  ({ event: recorded }: { readonly event?: Recorded }): boolean => {
    if (recorded === undefined) return true
    const recognised = recognise(names, recorded)
    if (recognised.kind === 'ours') return take(read, found, recognised)
    found.failure = recognised.kind === 'failure' ? recognised.failure : intruder(read.stream, recorded)
    return false
  }

const metadataOf = ({ client }: Server, name: string) => {
  const reading = client.readStream(`$$${name}`, {
    direction: BACKWARDS,
    fromRevision: END,
    maxCount: 1,
    requiresLeader: true,
  })
  return openFeed<ResolvedEvent>(reading, () => reading.cancel())
}

const hasCut = (metadata: unknown): boolean => typeof metadata === 'object' && metadata !== null && '$tb' in metadata

/** Whether a stream without events was deleted. Who may not see its metadata is told nothing. */
const whetherDeleted = async (server: Server, stream: string, patience: number): Promise<Attempt<boolean>> => {
  let cutting = false
  const feed = metadataOf(server, server.names.streamOnWire(stream))
  const drained = await drain(feed, patience, ({ event }) => {
    cutting = hasCut(event?.data)
    return true
  })
  if (drained.kind === 'silence') return silentFor(patience)
  if (drained.kind !== 'error') return done(cutting)
  const meaning = meaningOf(drained.error)
  return meaning === 'no-stream' || meaning === 'denied'
    ? done(false)
    : attemptOf(server, 'read metadata', drained.error)
}

const ofNothing = async (server: Server, stream: string, patience: number): Promise<Attempt<Found>> => {
  const deleted = await whetherDeleted(server, stream, patience)
  if (deleted.kind !== 'done') return deleted
  return deleted.value ? failedBy(deletedSoftly(stream)) : done({ events: [], last: undefined, failure: undefined })
}

/** A read that came to its end must have come to the first event, or begun with it. */
const ofEnd = ({ stream, backwards, from = 0 }: Read, found: Found): Attempt<Found> => {
  if (found.last === undefined) return backwards || from === 0 ? failedBy(allCutOff(stream)) : done(found)
  return backwards && found.last > 0 ? failedBy(cutOff(stream, found.last)) : done(found)
}

const judge = (server: Server, read: Read, found: Found) => {
  const { stream } = read
  return (drained: Drained, patience: number): Attempt<Found> | Promise<Attempt<Found>> => {
    if (found.failure !== undefined) return failedBy(found.failure)
    switch (drained.kind) {
      case 'enough':
        return done(found)
      case 'end':
        return found.events.length >= read.limit ? done(found) : ofEnd(read, found)
      case 'silence':
        return silentFor(patience)
      case 'error': {
        const meaning = meaningOf(drained.error)
        if (meaning === 'no-stream') return ofNothing(server, stream, patience)
        return meaning === 'deleted'
          ? failedBy(deletedForEver(stream))
          : attemptOf(server, `read stream ${stream}`, drained.error)
      }
    }
  }
}

const attempt = async (server: Server, read: Read, patience: number): Promise<Attempt<Found>> => {
  const found: Found = { events: [], last: undefined, failure: undefined }
  const drained = await drain(feedOf(server, read), patience, look(server, read, found))
  return judge(server, read, found)(drained, patience)
}

/** Events of one stream; what the server has hidden or lost of it is a failure, not a shorter stream. */
export const standingIn = async (
  server: Server,
  stream: string,
  query: StreamQuery,
): Promise<E.Either<StoreFailure, readonly Standing[]>> => {
  const read: Read = {
    stream,
    backwards: query.direction === 'backwards',
    from: query.from,
    limit: Math.max(1, query.limit ?? Infinity),
    upTo: query.recordedUpTo,
  }
  if (read.backwards && (read.from ?? 0) < 0) return E.right([])
  const found = await patiently(server, `read stream ${stream}`, (patience) => attempt(server, read, patience))
  return E.map(({ events }: Found) => events)(found)
}
