import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { contribute, START, type Cell, type Position, type StoredEvent } from '@deskledger/kernel'
import type { Change, ReadStore, TableId, ViewFailure } from '@deskledger/read-store'
import { fold, type Effect } from './fold.ts'
import { buildOf, CHECKPOINTS, documentsOf, PARKED, type Generation } from './generation.ts'
import { listParked, parking, RETRY, type RetryRequested } from './parking.ts'
import type { RuntimeFailure } from './trouble.ts'
import { workingSet, type WorkingSet } from './working-set.ts'

export interface BuilderOptions {
  /** unchanged documents held between batches, per table; default 4,000 */
  readonly held?: number
  /** resolves when every write taken so far is made */
  readonly quiet: () => Promise<E.Either<RuntimeFailure, void>>
}

/** The writes that a batch of events comes to, in the order in which they must be made. */
export interface Writes {
  readonly position: Position
  readonly lists: readonly { readonly table: TableId; readonly changes: readonly Change[] }[]
}

const done: E.Either<never, void> = E.right(undefined)

const amountsOf = (rollup: number, { amounts }: Effect) => amounts.find((one) => one.rollup === rollup)?.amounts ?? []

const cellsOf = (rollup: number, effects: readonly Effect[]): ReadonlySet<string> =>
  new Set(effects.flatMap((effect) => amountsOf(rollup, effect).map(([{ cell }]) => cell)))

/**
 * Builds one generation of a read model from the log, batch by batch.
 *
 * The document at a position is a pure function of the log up to there, and each remembers the position it took last.
 * Documents are read before cells, and cells are written before documents: so whatever another projector does at the
 * same time, an amount is in a cell at the latest when the document that gave rise to it is there.
 */
export const builder = (
  sources: { readonly events: EventStore; readonly views: ReadStore },
  generation: Generation,
  options: BuilderOptions,
) => {
  const { projection } = generation
  const { events, views } = sources
  const held = options.held ?? 4000
  const build = buildOf(generation)
  const types = new Set<string>(projection.on)
  const documents = workingSet(views, documentsOf(generation), held)
  const tables = projection.tables.map(() => new Map<string, Change>())
  const cells = projection.rollups.map(({ name }) => workingSet(views, { name, generation: generation.name }, held * 4))
  const parked = parking(generation)
  let checkpoint: Position = START
  let opened = false

  const open = async (): Promise<E.Either<ViewFailure, Position>> => {
    const read = await views.read(CHECKPOINTS, [build])()
    if (E.isLeft(read)) return read
    const waiting = await listParked(views, build)
    if (E.isLeft(waiting)) return waiting
    parked.load(waiting.right)
    checkpoint = read.right[0]?.position ?? START
    opened = true
    return E.right(checkpoint)
  }

  /** Keeps what an event did to documents and rows; its amounts wait until the cells are read. */
  const keep = ({ position, documents: docs, rows }: Effect) => {
    for (const { key, document } of docs) documents.set(key, { position, document })
    for (const { table, key, row } of rows) tables[table]?.set(key, { key, position, document: row })
  }

  const attempt = (event: StoredEvent<object>, position: Position, effects: Effect[]): boolean => {
    try {
      const effect = fold(projection, event, { position, get: documents.get })
      keep(effect)
      if (effect.amounts.length > 0) effects.push(effect)
      return true
    } catch (error) {
      parked.park(event, error, position)
      return false
    }
  }

  const keysOf = (event: StoredEvent<object>): readonly string[] => {
    try {
      return projection.keysOf(event)
    } catch {
      return [] // folding it will throw again, and park the stream
    }
  }

  const load = async (batch: readonly StoredEvent<object>[]): Promise<E.Either<RuntimeFailure, void>> => {
    const furthest = await documents.need(new Set(batch.flatMap(keysOf)))
    if (E.isLeft(furthest)) return furthest
    if (furthest.right <= checkpoint) return done
    // A document ahead of us: another projector's cells hold its amounts, ours in memory do not.
    const quiet = await options.quiet()
    if (E.isRight(quiet)) for (const set of cells) set.refresh()
    return quiet
  }

  /** Replays a parked stream at the place in the log where its retry was asked for. */
  const retry = async (marker: StoredEvent<object>, effects: Effect[]): Promise<E.Either<RuntimeFailure, void>> => {
    const { readModel, stream } = marker.data as RetryRequested
    const waiting = parked.get(stream)
    if (readModel !== projection.name || waiting === undefined || waiting.since >= marker.position) return done
    const read = await events.readStream(stream, { from: waiting.revision })()
    if (E.isLeft(read)) return read
    const missed = read.right.filter(({ type, position }) => types.has(type) && position < marker.position)
    const loaded = await load(missed as readonly StoredEvent<object>[])
    if (E.isLeft(loaded)) return loaded
    parked.release(stream, marker.position)
    for (const event of missed)
      if (!attempt(event as StoredEvent<object>, `${marker.position}!${event.position}`, effects)) break
    return done
  }

  const foldAll = async (
    batch: readonly StoredEvent<object>[],
    effects: Effect[],
  ): Promise<E.Either<RuntimeFailure, void>> => {
    const loaded = await load(batch.filter(({ type }) => types.has(type)))
    if (E.isLeft(loaded)) return loaded
    for (const event of batch) {
      if (event.type === RETRY) {
        const retried = await retry(event, effects)
        if (E.isLeft(retried)) return retried
      } else if (types.has(event.type) && !(parked.size() > 0 && parked.holds(event)))
        attempt(event, event.position, effects)
    }
    return done
  }

  const addUp = (set: WorkingSet, rollup: number, effects: readonly Effect[]) => {
    for (const effect of effects) {
      const { position } = effect
      const mine = amountsOf(rollup, effect)
      // A cell that stood further before this event holds all of its amounts already.
      const open = new Set(mine.map(([{ cell }]) => cell).filter((cell) => set.get(cell).position < position))
      for (const [contribution, times] of mine)
        if (open.has(contribution.cell)) {
          const cell = contribute(set.get(contribution.cell).document as Cell | undefined, contribution, times)
          set.set(contribution.cell, { position, document: cell })
        }
    }
  }

  const rollUp = async (effects: readonly Effect[]): Promise<E.Either<ViewFailure, void>> => {
    for (const [rollup, set] of cells.entries()) {
      const read = await set.need(cellsOf(rollup, effects))
      if (E.isLeft(read)) return read
      addUp(set, rollup, effects)
    }
    return done
  }

  const writes = (position: Position): Writes => {
    const lists = [
      ...cells.map((set) => ({ table: set.table, changes: set.take() })),
      ...projection.tables.map(({ name }, index) => {
        const changes = [...(tables[index]?.values() ?? [])]
        tables[index]?.clear()
        return { table: { name, generation: generation.name }, changes }
      }),
      { table: documents.table, changes: documents.take() },
      { table: PARKED, changes: parked.take() },
      { table: CHECKPOINTS, changes: [{ key: build, position, document: { position } }] },
    ]
    return { position, lists: lists.filter(({ changes }) => changes.length > 0) }
  }

  return {
    generation,
    build,
    open,
    isOpen: () => opened,
    checkpoint: () => checkpoint,
    parked: () => parked.size(),
    /** Folds a stretch of the log that ends at `position`; what it comes to must be written before it counts. */
    take: async (
      batch: readonly StoredEvent<object>[],
      position: Position,
    ): Promise<E.Either<RuntimeFailure, Writes>> => {
      const news = checkpoint === START ? batch : batch.filter((event) => event.position > checkpoint)
      const effects: Effect[] = []
      const folded = await foldAll(news, effects)
      if (E.isLeft(folded)) return folded
      const rolled = await rollUp(effects)
      if (E.isLeft(rolled)) return rolled
      checkpoint = position
      return E.right(writes(position))
    },
    /** The writes taken first are made. */
    settled: () => {
      documents.settled()
      for (const set of cells) set.settled()
    },
  }
}

export type Builder = ReturnType<typeof builder>
