import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import type { AnyProjection, Position } from '@deskledger/kernel'
import type { ReadStore } from '@deskledger/read-store'
import { compare, type Difference, type TableContent } from './compare.ts'
import { versionOf, type Generation } from './generation.ts'
import { dropBuild, newBuild } from './live.ts'
import { projector, type ProjectorOptions } from './project.ts'
import type { RuntimeFailure } from './trouble.ts'

/** What became of one rebuild. */
export interface Rebuilt {
  readonly readModel: string
  /** the build that readers saw before, and the one they see now */
  readonly from: string
  readonly to: string
  readonly position: Position
  readonly tables: readonly TableContent[]
  /** false: the version changed, so contents may differ; counts of the old build stand in `before` */
  readonly compared: boolean
  readonly before: readonly TableContent[]
  readonly events: number
  readonly seconds: number
}

interface Stores {
  readonly events: EventStore
  readonly views: ReadStore
}

const gate = (model: string, difference: Difference): RuntimeFailure => ({
  type: 'NotTheSame',
  message:
    `The new build of ${model} is not the same as the one in use, so readers stay with the one in use. First difference: ` +
    `${difference.what}. Run verify to see which of the two follows from the log.`,
})

const parkedGate = (model: string, parked: number): RuntimeFailure => ({
  type: 'NotTheSame',
  message:
    `The new build of ${model} could not take ${parked} stream(s), so readers stay with the one in use. ` +
    `See which with: parked.`,
})

/** Brings the live builds and the new ones to one position, whatever is appended meanwhile. */
const meet = async (
  stores: Stores,
  live: readonly Generation[],
  news: readonly Generation[],
  options: ProjectorOptions,
) => {
  const building = projector(stores, news, options)
  const standing = projector(stores, live)
  for (const one of [building, standing]) {
    const opened = await one.open()
    if (E.isLeft(opened)) return opened
  }
  const built = await building.catchUp()
  if (E.isLeft(built)) return built
  const head = await stores.events.head()
  if (E.isLeft(head)) return head
  for (const one of [building, standing]) {
    const caught = await one.catchUp(head.right)
    if (E.isLeft(caught)) return caught
  }
  return E.right({ position: head.right, building })
}

/**
 * Builds read models anew beside the ones in use, in one scan of the log, and moves the names when each stands the test:
 * the same version must give the same documents, byte for byte; any version must take every stream that the old one took.
 * The build before stays until the next rebuild; older ones are dropped.
 */
export const rebuild = async (
  stores: Stores,
  live: readonly Generation[],
  options: ProjectorOptions = {},
): Promise<E.Either<RuntimeFailure, readonly Rebuilt[]>> => {
  const started = performance.now()
  const news: Generation[] = []
  for (const { projection } of live) {
    const build = await newBuild(stores.views, projection)
    if (E.isLeft(build)) return build
    news.push(build.right)
  }
  let events = 0
  const comparable = live.filter(({ name, projection }) => versionOf(name) === projection.version)
  const met = await meet(stores, comparable, news, {
    ...options,
    onBatch: (progress) => {
      events += progress.events
      options.onBatch?.(progress)
    },
  })
  if (E.isLeft(met)) return met
  const { position, building } = met.right
  const all: Rebuilt[] = []
  for (const [index, build] of news.entries()) {
    const old = live[index]
    const parked = building.builders[index]?.parked() ?? 0
    if (old === undefined) continue
    const moved = await judge(stores, old, build, parked)
    if (E.isLeft(moved)) return moved
    const seconds = (performance.now() - started) / 1000
    all.push({
      readModel: build.projection.name,
      from: old.name,
      to: build.name,
      position,
      events,
      seconds,
      ...moved.right,
    })
  }
  return E.right(all)
}

type Verdict = Pick<Rebuilt, 'tables' | 'before' | 'compared'>

const judge = async (
  { views }: Stores,
  old: Generation,
  build: Generation,
  parked: number,
): Promise<E.Either<RuntimeFailure, Verdict>> => {
  const model = build.projection.name
  const compared = versionOf(old.name) === build.projection.version
  const comparison = await compare({ store: views, generation: old }, { store: views, generation: build })
  if (E.isLeft(comparison)) return comparison
  const { left, right, difference } = comparison.right
  if (compared && difference !== null) return E.left(gate(model, difference))
  if (!compared && parked > 0) return E.left(parkedGate(model, parked))
  const switched = await views.switchLive({ model, generation: build.name }, old.name)()
  if (E.isLeft(switched)) return switched
  if (!switched.right)
    return E.left({ type: 'NotTheSame', message: `Somebody else rebuilt ${model} at the same time; that build stays.` })
  const dropped = await dropOlder(views, build.projection, [old.name, build.name])
  return E.isLeft(dropped) ? dropped : E.right({ tables: right, before: left, compared })
}

const dropOlder = async (views: ReadStore, projection: AnyProjection, keep: readonly string[]) => {
  const tables = await views.tables()
  if (E.isLeft(tables)) return tables
  const old = tables.right.filter(({ name, generation }) => name === projection.name && !keep.includes(generation))
  for (const { generation } of old) {
    const dropped = await dropBuild(views, { projection, name: generation })
    if (E.isLeft(dropped)) return dropped
  }
  return E.right(undefined)
}
