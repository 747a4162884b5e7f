import * as E from 'fp-ts/lib/Either.js'
import type { Position, StoredEvent } from '@deskledger/kernel'
import type { Change, Condition, Page, ReadStore, ViewFailure } from '@deskledger/read-store'
import { buildOf, PARKED, type Generation } from './generation.ts'

/** A stream that a build cannot take: its events wait, in order, from `revision` on. */
export interface Parked {
  /** `incident-queue~v1` */
  readonly build: string
  readonly stream: string
  /** the event it stumbled over */
  readonly revision: number
  readonly eventId: string
  readonly type: string
  /** its place in the log: what comes after it waits too */
  readonly since: Position
  readonly error: string
}

/** The event type that asks every projector to try a parked stream again, at the event's own place in the log. */
export const RETRY = 'ParkedStreamRetryRequested'

export interface RetryRequested {
  readonly type: typeof RETRY
  readonly readModel: string
  readonly stream: string
}

const keyOf = (build: string, stream: string): string => `${build}/${stream}`

export const parkedAt = (build: string, event: StoredEvent, error: unknown): Parked => ({
  build,
  stream: event.stream,
  revision: event.revision,
  eventId: event.eventId,
  type: event.type,
  since: event.position,
  error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
})

/** All streams parked, of one build or of all. */
export const listParked = async (
  store: ReadStore,
  build?: string,
): Promise<E.Either<ViewFailure, readonly Parked[]>> => {
  const parked: Parked[] = []
  const where: readonly Condition[] = build === undefined ? [] : [{ path: 'build', is: build }]
  for (let after: string | null | undefined; after !== null;) {
    const page: E.Either<ViewFailure, Page> = await store.find(PARKED, {
      where,
      limit: 1000,
      ...(after === undefined ? {} : { after }),
    })()
    if (E.isLeft(page)) return page
    parked.push(...page.right.found.map(({ document }) => document as Parked))
    after = page.right.next
  }
  return E.right(parked)
}

/** The streams parked for one build, as its projector knows them. */
export const parking = (generation: Generation) => {
  const build = buildOf(generation)
  const streams = new Map<string, Parked>()
  /** Streams parked, to be written before anything their events would have changed: whoever goes on holds them too. */
  let parks = new Map<string, Change>()
  /** Streams taken up again, to be written after everything they changed: until then they are taken up again. */
  let retries = new Map<string, Change>()
  return {
    size: () => streams.size,
    load: (parked: readonly Parked[]) => {
      streams.clear()
      for (const one of parked) streams.set(one.stream, one)
    },
    get: (stream: string) => streams.get(stream),
    /** Whether an event has to wait behind one that could not be taken. */
    holds: (event: StoredEvent): boolean => {
      const parked = streams.get(event.stream)
      return parked !== undefined && parked.since <= event.position
    },
    park: (event: StoredEvent, error: unknown, position: Position) => {
      const parked = parkedAt(build, event, error)
      streams.set(event.stream, parked)
      const key = keyOf(build, event.stream)
      const first = position === event.position && !parks.has(key) && !retries.has(key)
      ;(first ? parks : retries).set(key, { key, position, document: parked })
    },
    /** A stream is taken up again at a marker: after whatever an earlier try at the same marker came to. */
    release: (stream: string, marker: Position) => {
      streams.delete(stream)
      const key = keyOf(build, stream)
      retries.set(key, { key, position: `${marker}!~`, document: undefined })
    },
    take: (): { readonly parks: readonly Change[]; readonly retries: readonly Change[] } => {
      const taken = { parks: [...parks.values()], retries: [...retries.values()] }
      parks = new Map()
      retries = new Map()
      return taken
    },
  }
}
