import * as E from 'fp-ts/lib/Either.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import type { EventStore } from '@deskledger/event-store'
import { START, type Position, type StoredEvent } from '@deskledger/kernel'
import type { Change, ChangeList, ReadStore, ViewFailure } from '@deskledger/read-store'
import { derive, fold, knownAfter, type Amount, type Derived, type Moved, type Seen } from './fold.ts'
import { buildOf, CHECKPOINTS, documentsOf, PARKED, type Generation } from './generation.ts'
import { missedIn, type Missed, type Stretch } from './missed.ts'
import { parking, placeInLog, replayedAt, RETRY } from './parking.ts'
import { checkpointAt, witnessAmong, type Checkpoint, type Witness } from './witness.ts'
import type { RuntimeFailure } from './trouble.ts'
import { addUp } from './add-up.ts'
import { workingSet } from './working-set.ts'

export interface BuilderOptions {
  /** unchanged documents held between batches, per table; default 500 */
  readonly held?: number
  /**
   * Nobody else builds this generation, and it is given up if this process ends: what a batch does to a document is then
   * derived once, from the document before the batch to the one after it, not once for each event.
   */
  readonly alone?: boolean
  /** why what is folded at a place in the log cannot be stored, where that was found out; undefined: it can */
  readonly unfit?: (build: string, placeInLog: Position) => string | undefined
  /** what follows from an event, told once it was folded and can be kept */
  readonly reacts?: (event: StoredEvent<object>, place: Position, documents: Seen) => void
  /** somebody else builds too, and is ahead: what they have written beside documents is to be read again */
  readonly joins?: () => Promise<E.Either<ViewFailure, void>>
  /** resolves when every write taken so far is made */
  readonly quiet: () => Promise<E.Either<RuntimeFailure, void>>
}

/** The writes that a batch of events comes to, in the order in which they must be made. */
export interface Writes {
  readonly position: Position
  readonly lists: readonly ChangeList[]
}

const done: E.Either<never, void> = E.right(undefined)

/** Which event a document's rows or amounts cannot be derived after is seen only event by event. */
const notAlone = (build: string): RuntimeFailure => ({
  type: 'NotInBatches',
  message: `The build ${build} has a document whose rows or figures cannot be derived; it must be built event by event.`,
})

/**
 * Builds one generation of a read model from the log, batch by batch.
 *
 * The document at a position is a pure function of the log up to there, and each remembers the position it took last.
 * Documents are read before cells, and cells are written before documents: so whatever another projector does at the
 * same time, an amount is in a cell at the latest when the document that gave rise to it is there. What could not be
 * taken is written first of all: who sees what came after, sees why.
 */
export const builder = (
  sources: { readonly events: EventStore; readonly views: ReadStore },
  generation: Generation,
  options: BuilderOptions,
) => {
  const { projection } = generation
  const { events, views } = sources
  const held = options.held ?? 500
  const build = buildOf(generation)
  const types = new Set<string>(projection.on)
  const shared = new Set('shared' in projection ? projection.shared : [])
  const documents = workingSet(views, documentsOf(generation), held)
  const documentOf = (key: string) => documents.get(key).document
  const tables = projection.tables.map(() => new Map<string, Change>())
  const cells = projection.rollups.map(({ name }) => workingSet(views, { name, generation: generation.name }, held * 4))
  const parked = parking(views, generation)
  const before = new Map<string, object | undefined>()
  const waiting: Amount[][] = projection.rollups.map(() => [])
  let checkpoint: Position = START
  let witness: Witness | undefined

  const open = async (): Promise<E.Either<ViewFailure, Position>> => {
    const read = await views.read(CHECKPOINTS, [build])()
    if (E.isLeft(read)) return read
    checkpoint = read.right[0]?.position ?? START
    witness = (read.right[0]?.document as Checkpoint | undefined)?.witness
    const stuck = await parked.open(checkpoint)
    if (E.isLeft(stuck)) return stuck
    return E.right(checkpoint)
  }

  /** Rows are kept as they are; amounts wait until the cells are read. */
  const keep = ({ rows, amounts }: Derived, position: Position) => {
    for (const { table, key, row } of rows) tables[table]?.set(key, { key, position, document: row })
    for (const { rollup, amount } of amounts) waiting[rollup]?.push(amount)
  }

  const move = (moved: readonly Moved[], position: Position) => {
    for (const { key, old, now } of moved) {
      documents.set(key, { position, document: now })
      if (!before.has(key)) before.set(key, old)
    }
  }

  /** Either all that an event leads to is kept or, if the projection throws, nothing. */
  const attempt = (event: StoredEvent<object>, position: Position): boolean => {
    if (parked.knownAt(event, position)) return false
    try {
      const why = options.unfit?.(build, placeInLog(position))
      if (why !== undefined) throw new Error(why)
      const moved = fold(projection, event, { position, get: documents.get })
      const derived = options.alone === true ? [] : moved.map((one) => derive(projection, one, position))
      options.reacts?.(event, position, { known: knownAfter(moved, documents.get), before: documentOf })
      for (const one of derived) keep(one, position)
      move(moved, position)
      return true
    } catch (error) {
      parked.park(event, error, position)
      return false
    }
  }

  /** What the documents of a batch lead to, derived once for each. */
  const deriveAll = (): boolean => {
    try {
      for (const [key, old] of options.alone === true ? before : []) {
        const { position, document: now } = documents.get(key)
        keep(derive(projection, { old, now }, position), position)
      }
      before.clear()
      return true
    } catch {
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

  const keysIn = (batch: Stretch, missed: Missed): ReadonlySet<string> =>
    new Set([batch.filter(({ type }) => types.has(type)), ...missed.values()].flat().flatMap(keysOf))

  /** Reads all that a batch needs; answers what waits behind its markers. */
  const load = async (batch: Stretch): Promise<E.Either<RuntimeFailure, Missed>> => {
    const missed = await missedIn(batch, {
      events,
      readModel: projection.name,
      takes: (type) => types.has(type),
      parkedAt: (stream) => parked.get(stream)?.revision,
    })
    if (E.isLeft(missed)) return missed
    const keys = keysIn(batch, missed.right)
    const furthest = await documents.need(keys)
    if (E.isLeft(furthest)) return furthest
    if (furthest.right <= checkpoint) return missed
    const joined = await joinIn(keys)
    return E.isLeft(joined) ? joined : missed
  }

  /**
   * A document is ahead of us: somebody else projects too, or did and crashed. Their cells hold its amounts, ours in
   * memory do not; and what they could not take we would not see throw. Both were written before the document, as were
   * those that looked at it.
   */
  const joinIn = async (keys: ReadonlySet<string>): Promise<E.Either<RuntimeFailure, void>> => {
    const quiet = await options.quiet()
    if (E.isLeft(quiet)) return quiet
    for (const set of [...cells, documents]) set.refresh()
    const again = await documents.need(keys)
    if (E.isLeft(again)) return again
    const joined = await (options.joins?.() ?? done)
    return E.isLeft(joined) ? joined : parked.learn()
  }

  /** Replays a parked stream at the place in the log where its retry was asked for. */
  const retry = (marker: StoredEvent<object>, missed: Stretch): void => {
    const [{ stream } = { stream: '' }] = missed
    const stuck = parked.get(stream)
    if (stuck === undefined) return
    const waiting = missed.filter(({ revision }) => revision >= stuck.revision)
    const taken = waiting.every((event) => attempt(event, replayedAt(marker.position, event)))
    if (taken) parked.release(stream, marker.position)
  }

  const foldAll = async (batch: Stretch): Promise<E.Either<RuntimeFailure, void>> => {
    const missed = await load(batch)
    if (E.isLeft(missed)) return missed
    for (const event of batch) {
      if (event.type === RETRY) retry(event, missed.right.get(event.position) ?? [])
      else if (types.has(event.type) && !(parked.size() > 0 && parked.holds(event))) attempt(event, event.position)
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
    const { left: own, right: looked } = RA.partition(({ key }: Change) => shared.has(key))(documents.take())
    const lists = [
      { table: PARKED, changes: parked.take() },
      ...cells.map((set) => ({ table: set.table, changes: set.take() })),
      ...projection.tables.map(({ name }, index) => {
        const changes = [...(tables[index]?.values() ?? [])]
        tables[index]?.clear()
        return { table: { name, generation: generation.name }, changes }
      }),
      { table: documents.table, changes: own },
      { table: documents.table, changes: looked },
      { table: CHECKPOINTS, changes: [{ key: build, position, document: checkpointAt(position, witness) }] },
    ]
    return { position, lists: lists.filter(({ changes }) => changes.length > 0) }
  }

  return {
    generation,
    build,
    open,
    checkpoint: () => checkpoint,
    /** The last event that it looked at. */
    witness: () => witness,
    parked: () => parked.size(),
    /** Folds a stretch of the log that ends at `position`; what it comes to must be written before it counts. */
    take: async (batch: Stretch, position: Position): Promise<E.Either<RuntimeFailure, Writes>> => {
      const news = checkpoint === START ? batch : batch.filter((event) => event.position > checkpoint)
      const folded = await foldAll(news)
      if (E.isLeft(folded)) return folded
      if (!deriveAll()) return E.left(notAlone(build))
      const rolled = await rollUp()
      if (E.isLeft(rolled)) return rolled
      checkpoint = position
      witness = witnessAmong(batch) ?? witness
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
