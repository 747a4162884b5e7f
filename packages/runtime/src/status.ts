import type * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { START, type AnyProjection, type Position } from '@deskledger/kernel'
import type { ReadStore } from '@deskledger/read-store'
import { buildOf, CHECKPOINTS, documentsOf, type Generation } from './generation.ts'
import { liveBuilds } from './live.ts'
import { listParked } from './parking.ts'
import { steps } from './steps.ts'
import type { RuntimeFailure } from './trouble.ts'

/** How far one read model is. */
export interface ReadModelStatus {
  readonly name: string
  readonly generation: string
  readonly position: Position
  readonly documents: number
  /** events of the log that it has not looked at yet; at most `LAG_COUNTED` are counted */
  readonly lag: number
  readonly parked: number
}

export interface Status {
  /** position of the last event of the log; empty: there is none */
  readonly head: Position
  readonly readModels: readonly ReadModelStatus[]
}

interface Stores {
  readonly events: EventStore
  readonly views: ReadStore
}

const LAG_COUNTED = 10_000

/** How far every read model is, what it holds and what waits. */
export const status = (
  { events, views }: Stores,
  projections: readonly AnyProjection[],
): Promise<E.Either<RuntimeFailure, Status>> =>
  steps(async (take) => {
    const head = await take(events.head())
    const { current, stale } = await take(liveBuilds(views, projections))
    const readModels: ReadModelStatus[] = []
    for (const build of [...current, ...stale]) readModels.push(await take(statusOf({ events, views }, build)))
    return { head, readModels }
  })

const statusOf = ({ events, views }: Stores, build: Generation): Promise<E.Either<RuntimeFailure, ReadModelStatus>> =>
  steps(async (take) => {
    const [checkpoint] = await take(views.read(CHECKPOINTS, [buildOf(build)])())
    const position = checkpoint?.position ?? START
    const documents = await take(views.count(documentsOf(build))())
    const waiting = await take(events.readAll({ after: position, limit: LAG_COUNTED })())
    const parked = await take(listParked(views, buildOf(build)))
    const { projection, name: generation } = build
    const lag = waiting.events.length
    return { name: projection.name, generation, position, documents, lag, parked: parked.length }
  })
