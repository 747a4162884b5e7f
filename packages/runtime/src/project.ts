import * as E from 'fp-ts/lib/Either.js'
import type { Batch, EventStore } from '@deskledger/event-store'
import { START, type Position, type StoredEvent } from '@deskledger/kernel'
import type { ReadStore, ViewFailure } from '@deskledger/read-store'
import type { Folding } from './fold.ts'
import { builder, type Builder, type BuilderOptions, type Writes } from './builder.ts'
import { bookkeeping, tablesOf, type Generation } from './generation.ts'
import { fineNow, tell, type Observer } from './observing.ts'
import { RETRY } from './parking.ts'
import type { RuntimeFailure } from './trouble.ts'
import { sameLog } from './witness.ts'

export interface ProjectorOptions {
  /** events of a batch at most, default 1,000 */
  readonly batch?: number
  /** unchanged documents held between batches, per table; default 500 */
  readonly held?: number
  /** nobody else builds these generations, and they are given up if this process ends */
  readonly alone?: boolean
  /** called when a batch's writes are made */
  readonly onBatch?: (progress: { readonly events: number; readonly position: Position }) => void
  /** told of each batch that has events, when its writes are made */
  readonly observer?: Pick<Observer, 'projected'> | undefined
}

/** What is known of documents that the store does not take. */
export interface PlainOptions extends ProjectorOptions {
  readonly unfit?: NonNullable<BuilderOptions['unfit']>
  /** builds are written one after the other, and the first that fails is told of */
  readonly fitting?: {
    readonly stumbled: (build: string, events: readonly StoredEvent[], failure: ViewFailure) => void
  }
}

/** The events that these read models look at. */
export const typesOf = (projections: readonly Folding[]): readonly string[] => [
  ...new Set([...projections.flatMap(({ on }) => on), RETRY]),
]

type Outcome = E.Either<RuntimeFailure, void>
const done: Outcome = E.right(undefined)

/**
 * Builds generations from one scan of the log, as far as all documents can be stored. While the writes of a batch are made, the next batch is folded; writes
 * of a build are made strictly one after the other.
 */
export const plainProjector = (
  sources: { readonly events: EventStore; readonly views: ReadStore },
  generations: readonly Generation[],
  options: PlainOptions = {},
) => {
  const { events, views } = sources
  const limit = options.batch ?? 1000
  const types = typesOf(generations.map(({ projection }) => projection))
  let writing: Promise<Outcome> = Promise.resolve(done)
  const quiet = () => writing
  const builders = generations.map((generation) =>
    builder(sources, generation, { ...only(options, ['held', 'alone', 'unfit']), quiet }),
  )
  const reached = (): Position =>
    builders.reduce<Position | undefined>(
      (least, one) => (least === undefined || one.checkpoint() < least ? one.checkpoint() : least),
      undefined,
    ) ?? START
  let written: Position = START

  /** All at once, or build by build where it matters whose documents cannot be stored. */
  const writeLists = async (all: readonly (readonly [Builder, Writes])[], { events }: Batch): Promise<Outcome> => {
    const parts = options.fitting ? all.map((one) => [one]) : [all]
    for (const part of parts) {
      const answer = await views.writeInOrder(part.flatMap(([, { lists }]) => lists))()
      if (E.isRight(answer)) continue
      const [first] = part
      if (first !== undefined) options.fitting?.stumbled(first[0].build, events, answer.left)
      return answer
    }
    return done
  }

  const write = async (all: readonly (readonly [Builder, Writes])[], batch: Batch, began: number): Promise<Outcome> => {
    const answer = await writeLists(all, batch)
    if (E.isLeft(answer)) return answer
    for (const [one] of all) one.settled()
    written = batch.position
    options.onBatch?.({ events: batch.events.length, position: batch.position })
    if (options.observer !== undefined && batch.events.length > 0) {
      const readModels = all.map(([{ generation }]) => generation.projection)
      tell(options.observer.projected, { events: batch.events, readModels, began, ended: fineNow() })
    }
    return done
  }

  /** Folds a batch; its writes go on in the background, after those of the batch before. */
  const take = async (batch: Batch): Promise<Outcome> => {
    const began = fineNow()
    const all: (readonly [Builder, Writes])[] = []
    for (const one of builders) {
      if (batch.position <= one.checkpoint()) continue
      const writes = await one.take(batch.events as readonly StoredEvent<object>[], batch.position)
      if (E.isLeft(writes)) return writes
      all.push([one, writes.right])
    }
    const before = await writing
    if (E.isLeft(before)) return before
    if (all.length > 0) writing = write(all, batch, began)
    return done
  }

  const open = async (): Promise<Outcome> => {
    for (const { id, indexes } of [...bookkeeping, ...generations.flatMap(tablesOf)]) {
      const made = await views.prepare(id, indexes)()
      if (E.isLeft(made)) return made
    }
    for (const one of builders) {
      const opened = await one.open()
      if (E.isLeft(opened)) return opened
    }
    written = reached()
    return sameLog(events, builders)
  }

  const catchUp = async (upTo?: Position): Promise<Outcome> => {
    if (builders.length === 0) return done
    for (;;) {
      const batch = await events.readAll({ after: reached(), limit, types })()
      if (E.isLeft(batch)) return batch
      const cut = upTo === undefined ? batch.right : cutAt(batch.right, upTo)
      if (cut.position > reached()) {
        const taken = await take(cut)
        if (E.isLeft(taken)) return taken
      }
      if (cut.caughtUp) return quiet()
    }
  }

  return {
    builders,
    /** Makes tables and reads checkpoints; before anything else. */
    open,
    /** Everything up to here is written. */
    written: () => written,
    /** Every build has looked at the log up to here. */
    reached,
    /** Brings all builds to the end of the log as it is now, or to a position. */
    catchUp,
    /** Takes the stretch of the log that begins where all builds stand, and waits until it is written. */
    feed: async (batch: Batch): Promise<Outcome> => {
      const taken = batch.position > reached() ? await take(batch) : done
      return E.isLeft(taken) ? taken : quiet()
    },
    quiet,
  }
}

/** Those of the options that were given. */
const only = <Name extends keyof PlainOptions>(options: PlainOptions, names: readonly Name[]) =>
  Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]])) as Pick<
    PlainOptions,
    Name
  >

/** A batch as if the log ended at a position. */
const cutAt = (batch: Batch, upTo: Position): Batch =>
  batch.position < upTo
    ? batch
    : { events: batch.events.filter(({ position }) => position <= upTo), position: upTo, caughtUp: true }

export type PlainProjector = ReturnType<typeof plainProjector>
