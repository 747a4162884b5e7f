import * as E from 'fp-ts/lib/Either.js'
import type { AnyProjection } from '@deskledger/kernel'
import type { ReadStore, TableId, ViewFailure } from '@deskledger/read-store'
import { bookkeeping, nextName, tablesOf, versionOf, type Generation } from './generation.ts'

/** The build that readers see of each read model; `stale` are those that another version of the program made. */
export interface LiveBuilds {
  readonly current: readonly Generation[]
  readonly stale: readonly Generation[]
}

/** What readers see now. A read model never built before gets its first, empty build. */
export const liveBuilds = async (
  views: ReadStore,
  projections: readonly AnyProjection[],
): Promise<E.Either<ViewFailure, LiveBuilds>> => {
  for (const { id, indexes } of bookkeeping) {
    const made = await views.prepare(id, indexes)()
    if (E.isLeft(made)) return made
  }
  const current: Generation[] = []
  const stale: Generation[] = []
  for (const projection of projections) {
    const live = await views.live(projection.name)()
    if (E.isLeft(live)) return live
    const name = live.right ?? `v${projection.version}`
    const build = { projection, name }
    if (live.right === undefined) {
      const made = await firstBuild(views, build)
      if (E.isLeft(made)) return made
    }
    ;(versionOf(name) === projection.version ? current : stale).push(build)
  }
  return E.right({ current, stale })
}

const firstBuild = async (views: ReadStore, build: Generation): Promise<E.Either<ViewFailure, boolean>> => {
  for (const { id, indexes } of tablesOf(build)) {
    const made = await views.prepare(id, indexes)()
    if (E.isLeft(made)) return made
  }
  return views.switchLive({ model: build.projection.name, generation: build.name }, undefined)()
}

/** A build of a read model beside those that there are. */
export const newBuild = async (
  views: ReadStore,
  projection: AnyProjection,
): Promise<E.Either<ViewFailure, Generation>> => {
  const tables = await views.tables()
  if (E.isLeft(tables)) return tables
  const taken = tables.right.filter(({ name }) => name === projection.name).map(({ generation }) => generation)
  return E.right({ projection, name: nextName(projection, taken) })
}

/** Which table, of which build, a name means to readers. */
export const tableFinder = (views: ReadStore, projections: readonly AnyProjection[]) => {
  const models = new Map(
    projections.flatMap(({ name, tables, rollups }) =>
      [name, ...tables.map((table) => table.name), ...rollups.map((rollup) => rollup.name)].map((table) => [
        table,
        name,
      ]),
    ),
  )
  return (table: string) => async (): Promise<E.Either<ViewFailure, TableId>> => {
    const model = models.get(table)
    if (model === undefined) {
      const known = [...models.keys()].join(', ')
      return E.left({ type: 'BadQuery', message: `There is no read model ${table}. There are: ${known}.` })
    }
    const live = await views.live(model)()
    if (E.isLeft(live)) return live
    if (live.right !== undefined) return E.right({ name: table, generation: live.right })
    return E.left({ type: 'BadQuery', message: `The read model ${model} has not been built yet. Catch up first.` })
  }
}

/** Removes a build: all its tables. */
export const dropBuild = async (views: ReadStore, build: Generation): Promise<E.Either<ViewFailure, void>> => {
  for (const { id } of tablesOf(build)) {
    const dropped = await views.drop(id)()
    if (E.isLeft(dropped)) return dropped
  }
  return E.right(undefined)
}
