import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { openCell, START, type Cell, type OpenCell, type Position, type StoredEvent } from '@deskledger/kernel'
import type { Change, ReadStore, TableId, ViewFailure } from '@deskledger/read-store'
import { fold, type Amount, type Effect } from './fold.ts'
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

/** Adds amounts to cells. A cell that stood further than an amount's event holds it already. */
const addUp = (set: WorkingSet, amounts: readonly Amount[]) => {
  const open = new Map<string, { readonly base: Position; readonly cell: OpenCell; last: Position }>()
  for (const { position, contribution, times } of amounts) {
    let one = open.get(contribution.cell)
    if (one === undefined) {
      const { position: base, document } = set.get(contribution.cell)
      one = { base, cell: openCell(document as Cell | undefined), last: base }
      open.set(contribution.cell, one)
    }
    if (position <= one.base) continue
    one.cell.add(contribution, times)
    one.last = position
  }
  for (const [key, { base, cell, last }] of open)
    if (last > base) set.set(key, { position: last, document: cell.close() })
}

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
  const waiting: Amount[][] = projection.rollups.map(() => [])
  let checkpoint: Position = START
  let opened = false

  const open = async (): Promise<E.Either<ViewFailure, Position>> => {
    const read = await views.read(CHECKPOINTS, [build])()
    if (E.isLeft(read)) return read
    const stuck = await listParked(views, build)
    if (E.isLeft(stuck)) return stuck
    parked.load(stuck.right)
    checkpoint = read.right[0]?.position ?? START
    opened = true
    return E.right(checkpoint)
  }

  /** Keeps what an event did to documents and rows; its amounts wait until the cells are read. */
  const keep = ({ position, documents: docs, rows, amounts }: Effect) => {
    for (const { key, document } of docs) documents.set(key, { position, document })
    for (const { table, key, row } of rows) tables[table]?.set(key, { key, position, document: row })
    for (const { rollup, amount } of amounts) waiting[rollup]?.push(amount)
  }

  const attempt = (event: StoredEvent<object>, position: Position): boolean => {
    try {
      keep(fold(projection, event, { position, get: documents.get }))
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
  const retry = async (marker: StoredEvent<object>): Promise<E.Either<RuntimeFailure, void>> => {
    const { readModel, stream } = marker.data as RetryRequested
    const stuck = parked.get(stream)
    if (readModel !== projection.name || stuck === undefined || stuck.since >= marker.position) return done
    const read = await events.readStream(stream, { from: stuck.revision })()
    if (E.isLeft(read)) return read
    const missed = read.right.filter(({ type, position }) => types.has(type) && position < marker.position)
    const loaded = await load(missed as readonly StoredEvent<object>[])
    if (E.isLeft(loaded)) return loaded
    parked.release(stream, marker.position)
    for (const event of missed)
      if (!attempt(event as StoredEvent<object>, `${marker.position}!${event.position}`)) break
    return done
  }

  const foldAll = async (batch: readonly StoredEvent<object>[]): Promise<E.Either<RuntimeFailure, void>> => {
    const loaded = await load(batch.filter(({ type }) => types.has(type)))
    if (E.isLeft(loaded)) return loaded
    for (const event of batch) {
      if (event.type === RETRY) {
        const retried = await retry(event)
        if (E.isLeft(retried)) return retried
      } else if (types.has(event.type) && !(parked.size() > 0 && parked.holds(event))) attempt(event, event.position)
    }
    return done
  }

  const rollUp = async (): Promise<E.Either<ViewFailure, void>> => {
    for (const [rollup, set] of cells.entries()) {
      const amounts = waiting[rollup] ?? []
      const read = await set.need(new Set(amounts.map(({ contribution }) => contribution.cell)))
      if (E.isLeft(read)) return read
      addUp(set, amounts)
      waiting[rollup] = []
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
      const folded = await foldAll(news)
      if (E.isLeft(folded)) return folded
      const rolled = await rollUp()
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
