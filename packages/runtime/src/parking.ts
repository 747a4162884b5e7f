import * as E from 'fp-ts/lib/Either.js'
import { START, type Position, type StoredEvent } from '@deskledger/kernel'
import type { Change, Condition, Page, ReadStore, ViewFailure } from '@deskledger/read-store'
import { buildOf, PARKED, type Generation } from './generation.ts'
import { steps } from './steps.ts'

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

/** The place that an event has when it is replayed at a marker: after the marker, before the event that follows it. */
export const replayedAt = (marker: Position, { position }: StoredEvent): Position => `${marker}!${position}`
/** After whatever is replayed at a marker. */
const endOfReplay = (marker: Position): Position => `${marker}!~`
/** The place in the log of what is replayed at a marker: the marker's. */
export const placeInLog = (place: Position): Position => place.split('!')[0] ?? place

const parkedAt = (build: string, event: StoredEvent, error: unknown): Parked => ({
  build,
  stream: event.stream,
  revision: event.revision,
  eventId: event.eventId,
  type: event.type,
  since: event.position,
  error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
})

/** From a place in the log on, a stream waits behind an event; or no longer. */
interface Turn {
  readonly place: Position
  readonly parked: Parked | null
}

/** All turns of one stream in one build, in log order. */
interface ParkingRecord {
  readonly build: string
  readonly stream: string
  readonly turns: readonly Turn[]
}

const recordsIn = (
  store: ReadStore,
  build: string | undefined,
): Promise<E.Either<ViewFailure, readonly ParkingRecord[]>> =>
  steps(async (take) => {
    const records: ParkingRecord[] = []
    const where: readonly Condition[] = build === undefined ? [] : [{ path: 'build', is: build }]
    for (let after: string | null | undefined; after !== null;) {
      const query = { where, limit: 1000, ...(after === undefined ? {} : { after }) }
      const page: Page = await take(store.find(PARKED, query)())
      records.push(...page.found.map(({ document }) => document as ParkingRecord))
      after = page.next
    }
    return records
  })

/** All streams parked, of one build or of all. */
export const listParked = (store: ReadStore, build?: string): Promise<E.Either<ViewFailure, readonly Parked[]>> =>
  steps(async (take) => (await take(recordsIn(store, build))).flatMap(({ turns }) => turns.at(-1)?.parked ?? []))

/**
 * The streams parked for one build, as its projector knows them.
 *
 * What a stream stumbled over is written before anything that came after it, and kept: a projector that finds documents
 * ahead of it, which it must not fold again, would not see the event throw.
 */
export const parking = (store: ReadStore, generation: Generation) => {
  const build = buildOf(generation)
  const now = new Map<string, Parked>()
  const turns = new Map<string, readonly Turn[]>()
  let changes = new Map<string, Change>()
  const lastOf = (stream: string): Position => turns.get(stream)?.at(-1)?.place ?? START

  const turn = (stream: string, place: Position, parked: Parked | null) => {
    if (parked === null) now.delete(stream)
    else now.set(stream, parked)
    const known = turns.get(stream) ?? []
    if (known.some((one) => one.place === place)) return
    const all = [...known, { place, parked }].sort((a, b) => (a.place < b.place ? -1 : 1))
    turns.set(stream, all)
    const key = `${build}/${stream}`
    const record: ParkingRecord = { build, stream, turns: all }
    changes.set(key, { key, position: lastOf(stream), document: record })
  }

  /** Learns what other projectors have come to. */
  const learn = (): Promise<E.Either<ViewFailure, void>> =>
    steps(async (take) => {
      for (const record of await take(recordsIn(store, build)))
        if ((record.turns.at(-1)?.place ?? START) > lastOf(record.stream)) turns.set(record.stream, record.turns)
    })

  return {
    learn,
    /** Learns, and stands at a position. */
    open: (position: Position): Promise<E.Either<ViewFailure, void>> =>
      steps(async (take) => {
        await take(learn())
        for (const [stream, all] of turns) {
          const last = all.filter(({ place }) => placeInLog(place) <= position).at(-1)
          if (last?.parked) now.set(stream, last.parked)
        }
      }),
    size: () => now.size,
    get: (stream: string) => now.get(stream),
    /** Whether an event has to wait behind one that could not be taken. */
    holds: ({ stream }: StoredEvent): boolean => now.has(stream),
    /** Parks the stream of an event that is known not to have been taken at this place; answers whether it is. */
    knownAt: ({ stream }: StoredEvent, place: Position): boolean => {
      const parked = turns.get(stream)?.find((one) => one.place === place)?.parked ?? null
      if (parked !== null) turn(stream, place, parked)
      return parked !== null
    },
    park: (event: StoredEvent, error: unknown, place: Position) => {
      turn(event.stream, place, parkedAt(build, event, error))
    },
    release: (stream: string, marker: Position) => {
      turn(stream, endOfReplay(marker), null)
    },
    take: (): readonly Change[] => {
      const taken = [...changes.values()]
      changes = new Map()
      return taken
    },
  }
}
