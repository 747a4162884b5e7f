import * as E from 'fp-ts/lib/Either.js'
import type { ReadStore, TableId, ViewFailure } from '@deskledger/read-store'
import type { Folding } from './fold.ts'
import { bookkeeping, buildOf, CHECKPOINTS, nextName, tablesOf, versionOf, type Generation } from './generation.ts'
import { steps } from './steps.ts'

/** The build that readers see of each read model; `stale` are those that another version of the program made. */
export interface LiveBuilds {
  readonly current: readonly Generation[]
  readonly stale: readonly Generation[]
}

const prepareAll = (views: ReadStore, tables: ReturnType<typeof tablesOf>): Promise<E.Either<ViewFailure, void>> =>
  steps(async (take) => {
    for (const { id, indexes } of tables) await take(views.prepare(id, indexes)())
  })

const liveName = (views: ReadStore, projection: Folding): Promise<E.Either<ViewFailure, string>> =>
  steps(async (take) => {
    const live = await take(views.live(projection.name)())
    if (live !== undefined) return live
    const first: Generation = { projection, name: `v${projection.version}` }
    await take(prepareAll(views, tablesOf(first)))
    await take(views.switchLive({ model: projection.name, generation: first.name }, undefined)())
    return first.name
  })

const prepared = new WeakSet<ReadStore>()

/** Once for each store: what readers see is asked before every query, and preparing is a write. */
const prepareBookkeeping = (views: ReadStore): Promise<E.Either<ViewFailure, void>> =>
  steps(async (take) => {
    if (prepared.has(views)) return
    await take(prepareAll(views, bookkeeping))
    prepared.add(views)
  })

/** What readers see now. A read model never built before gets its first, empty build. */
export const liveBuilds = (
  views: ReadStore,
  projections: readonly Folding[],
): Promise<E.Either<ViewFailure, LiveBuilds>> =>
  steps(async (take) => {
    await take(prepareBookkeeping(views))
    const all: Generation[] = []
    for (const projection of projections) all.push({ projection, name: await take(liveName(views, projection)) })
    const isCurrent = ({ name, projection }: Generation) => versionOf(name) === projection.version
    return { current: all.filter(isCurrent), stale: all.filter((build) => !isCurrent(build)) }
  })

/** A build of a read model beside those that there are, under a name that nobody else is given. */
export const newBuild = (views: ReadStore, projection: Folding): Promise<E.Either<ViewFailure, Generation>> =>
  steps(async (take) => {
    const tables = await take(views.tables())
    const taken = tables.filter(({ name }) => name === projection.name).map(({ generation }) => generation)
    for (;;) {
      const build: Generation = { projection, name: nextName(projection, taken) }
      const claim = { model: `build ${buildOf(build)}`, generation: 'claimed' }
      // Tables of a dropped build are gone, its checkpoint is not: its name is never given again.
      const [used] = await take(views.read(CHECKPOINTS, [buildOf(build)])())
      if (used === undefined && (await take(views.switchLive(claim, undefined)()))) return build
      taken.push(build.name)
    }
  })

/** A read model and the tables it gives rise to. */
export const namesOf = ({ name, tables, rollups }: Folding): readonly string[] => [
  name,
  ...tables.map((table) => table.name),
  ...rollups.map((rollup) => rollup.name),
]

/** Which table, of which build, a name means to readers. */
export const tableFinder = (views: ReadStore, projections: readonly Folding[]) => {
  const models = new Map(
    projections.flatMap((projection) => namesOf(projection).map((table) => [table, projection.name] as const)),
  )
  const bad = (message: string): E.Either<ViewFailure, never> => E.left({ type: 'BadQuery', message })
  return (table: string) => async (): Promise<E.Either<ViewFailure, TableId>> => {
    const model = models.get(table)
    if (model === undefined) return bad(`There is no read model ${table}. There are: ${[...models.keys()].join(', ')}.`)
    const live = await views.live(model)()
    if (E.isLeft(live)) return live
    if (live.right !== undefined) return E.right({ name: table, generation: live.right })
    return bad(`The read model ${model} has not been built yet. Catch up first.`)
  }
}

/** Removes builds of a read model, but for those named. */
export const dropOthers = (
  views: ReadStore,
  projection: Folding,
  keep: readonly string[],
): Promise<E.Either<ViewFailure, void>> =>
  steps(async (take) => {
    const tables = await take(views.tables())
    const builds = tables.filter(({ name, generation }) => name === projection.name && !keep.includes(generation))
    for (const { generation } of builds)
      // The documents go last: while they are there, a drop that was cut short is found and done again.
      for (const { id } of [...tablesOf({ projection, name: generation })].reverse()) await take(views.drop(id)())
  })
