import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { Batch, EventStore } from '@deskledger/event-store'
import { START, type AnyProjection, type Position } from '@deskledger/kernel'
import type { ReadStore, TableId } from '@deskledger/read-store'
import { buildOf, CHECKPOINTS, type Generation } from './generation.ts'
import { liveBuilds } from './live.ts'
import { typesOf, type ProjectorOptions } from './project.ts'
import { projector, type Projector } from './projector.ts'
import { buildFirst, rebuild } from './rebuild.ts'
import type { RuntimeFailure } from './trouble.ts'

type Outcome<A = void> = E.Either<RuntimeFailure, A>

interface Stores {
  readonly events: EventStore
  readonly views: ReadStore
}

/** events of a log that make it long */
const LONG = 5000

/** Whether tables of another build of the same read model are there. */
const hasOthers = ({ projection, name }: Generation, tables: readonly TableId[]): boolean =>
  tables.some((table) => table.name === projection.name && table.generation !== name)

const nameOf = (builds: readonly Generation[]) => builds.map(buildOf).join(' ')

/**
 * Keeps the live builds of a register's read models at the end of the log: one projector, used by one caller at a time;
 * callers who come while it works share its next run.
 */
export const readModels = (stores: Stores, projections: readonly AnyProjection[], options: ProjectorOptions = {}) => {
  const beside: ProjectorOptions = { ...options, observer: undefined }
  const types = typesOf(projections)
  let current: { readonly builds: string; readonly projector: Projector } | undefined
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<Outcome<Position>> | undefined

  /** The projector of what readers see now: another one after a rebuild, here or in another process. */
  const projectorNow = async (): Promise<Outcome<Projector>> => {
    const live = await liveBuilds(stores.views, projections)
    if (E.isLeft(live)) return live
    if (live.right.stale.length > 0) {
      const rebuilt = await rebuild(stores, live.right.stale, beside)
      return E.isLeft(rebuilt) ? rebuilt : projectorNow()
    }
    const builds = nameOf(live.right.current)
    if (current?.builds === builds) return E.right(current.projector)
    const fresh = projector(stores, live.right.current, options)
    const opened = await fresh.open()
    if (E.isLeft(opened)) return opened
    current = { builds, projector: fresh }
    return E.right(fresh)
  }

  /**
   * A long log and read models that have taken none of it: they are built beside, which is much faster. Where a first
   * build was cut short before, they are not: what goes on from where it stopped comes to an end however often it stops.
   */
  const buildAtOnce = async (): Promise<Outcome> => {
    const live = await liveBuilds(stores.views, projections)
    if (E.isLeft(live)) return live
    const tables = await stores.views.tables()
    if (E.isLeft(tables)) return tables
    if (live.right.current.some((build) => hasOthers(build, tables.right))) return E.right(undefined)
    const waiting = await stores.events.readAll({ after: START, limit: LONG })()
    if (E.isLeft(waiting)) return waiting
    if (waiting.right.caughtUp) return E.right(undefined)
    return buildFirst(stores, live.right.current, beside)
  }

  const readyNow = async (): Promise<Outcome<Projector>> => {
    const ready = await projectorNow()
    if (E.isLeft(ready) || ready.right.builders().some((one) => one.checkpoint() !== START)) return ready
    const built = await buildAtOnce()
    return E.isLeft(built) ? built : projectorNow()
  }

  const written = async (ready: Projector, work: Promise<Outcome>): Promise<Outcome<Position>> => {
    const worked = await work
    if (E.isRight(worked)) return E.right(ready.written())
    current = undefined // what it holds in memory is ahead of what is written
    return worked
  }

  const catchUpNow = async (): Promise<Outcome<Position>> => {
    const ready = await readyNow()
    return E.isLeft(ready) ? ready : written(ready.right, ready.right.catchUp())
  }

  /** Takes a stretch that a subscription gave after `from`; reads it again where the builds stand elsewhere. */
  const takeNow = async (batch: Batch, from: Position): Promise<Outcome<Position>> => {
    const ready = await projectorNow()
    if (E.isLeft(ready)) return ready
    const feeds = ready.right.reached() === from
    return written(ready.right, feeds ? ready.right.feed(batch) : ready.right.catchUp())
  }

  /** After whoever is at work now; nobody else meanwhile. */
  const alone = <A>(task: () => Promise<A>): Promise<A> => {
    const mine = running.then(task, task)
    running = mine.catch(() => undefined)
    return mine
  }

  const catchUp = (): Promise<Outcome<Position>> => {
    next ??= alone(() => {
      next = undefined
      return catchUpNow()
    })
    return next
  }

  const checkpoints = async (): Promise<Outcome<readonly Position[]>> => {
    const live = await liveBuilds(stores.views, projections)
    if (E.isLeft(live)) return live
    const read = await stores.views.read(CHECKPOINTS, live.right.current.map(buildOf))()
    if (E.isLeft(read)) return read
    const found = new Map(read.right.map(({ key, position }) => [key, position]))
    return E.right(live.right.current.map((build) => found.get(buildOf(build)) ?? ''))
  }

  return {
    catchUp,
    alone,
    /** Forgets the projector: the builds that readers see have changed. */
    renew: () => {
      current = undefined
    },
    live: () => liveBuilds(stores.views, projections),
    /** Waits until other processes have projected a position; `StillBehind` after `timeout` milliseconds. */
    waitFor: async (position: Position, timeout: number): Promise<Outcome> => {
      const end = performance.now() + timeout
      for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
        const reached = await checkpoints()
        if (E.isLeft(reached)) return reached
        if (reached.right.every((one) => one >= position)) return E.right(undefined)
        if (performance.now() >= end) {
          const message = `Read models had not passed position ${position} after ${timeout} ms. Ask again later, or see how far they are with: status.`
          return E.left({ type: 'StillBehind', message })
        }
        await pause(wait)
      }
    },
    /** Follows the log until the signal aborts. */
    follow: async (signal: AbortSignal): Promise<Outcome> => {
      const start = await catchUp()
      if (E.isLeft(start)) return start
      let from = start.right
      for await (const batch of stores.events.subscribe({ after: from, signal, limit: 500, types })) {
        if (E.isLeft(batch)) return batch
        const taken = await alone(() => takeNow(batch.right, from))
        if (E.isLeft(taken)) return taken
        from = batch.right.position
      }
      return E.right(undefined)
    },
  }
}
