import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import type { AnyProjection, Position } from '@deskledger/kernel'
import type { ReadStore } from '@deskledger/read-store'
import { buildOf, CHECKPOINTS, documentsOf, type Generation } from './generation.ts'
import { liveBuilds } from './live.ts'
import { listParked } from './parking.ts'
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

const LAG_COUNTED = 10_000

const lagAfter = async (events: EventStore, position: Position): Promise<E.Either<RuntimeFailure, number>> => {
  const batch = await events.readAll({ after: position, limit: LAG_COUNTED })()
  return E.isLeft(batch) ? batch : E.right(batch.right.events.length)
}

/** How far every read model is, what it holds and what waits. */
export const status = async (
  { events, views }: { readonly events: EventStore; readonly views: ReadStore },
  projections: readonly AnyProjection[],
): Promise<E.Either<RuntimeFailure, Status>> => {
  const head = await events.head()
  if (E.isLeft(head)) return head
  const live = await liveBuilds(views, projections)
  if (E.isLeft(live)) return live
  const readModels: ReadModelStatus[] = []
  for (const build of [...live.right.current, ...live.right.stale]) {
    const one = await statusOf(events, views, build)
    if (E.isLeft(one)) return one
    readModels.push(one.right)
  }
  return E.right({ head: head.right, readModels })
}

const statusOf = async (
  events: EventStore,
  views: ReadStore,
  build: Generation,
): Promise<E.Either<RuntimeFailure, ReadModelStatus>> => {
  const checkpoint = await views.read(CHECKPOINTS, [buildOf(build)])()
  if (E.isLeft(checkpoint)) return checkpoint
  const position = checkpoint.right[0]?.position ?? ''
  const documents = await views.count(documentsOf(build))()
  if (E.isLeft(documents)) return documents
  const lag = await lagAfter(events, position)
  if (E.isLeft(lag)) return lag
  const parked = await listParked(views, buildOf(build))
  if (E.isLeft(parked)) return parked
  return E.right({
    name: build.projection.name,
    generation: build.name,
    position,
    documents: documents.right,
    lag: lag.right,
    parked: parked.right.length,
  })
}
