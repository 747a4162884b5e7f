import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import type { Position } from '@deskledger/kernel'
import type { ReadStore } from '@deskledger/read-store'
import type { Folding } from './fold.ts'
import { compare, type Difference, type TableContent } from './compare.ts'
import { versionOf, type Generation } from './generation.ts'
import { dropOthers, newBuild } from './live.ts'
import type { ProjectorOptions } from './project.ts'
import { projector } from './projector.ts'
import { steps, type Take } from './steps.ts'
import type { RuntimeFailure } from './trouble.ts'

export interface RebuildOptions extends ProjectorOptions {
  /** move the names also where the build in use says something else: it was changed by other hands, the log is right */
  readonly replace?: boolean
}

/** What became of one rebuild. */
export interface Rebuilt {
  readonly readModel: string
  /** the build that readers saw before, and the one they see now */
  readonly from: string
  readonly to: string
  readonly position: Position
  readonly tables: readonly TableContent[]
  /** the old build's tables */
  readonly before: readonly TableContent[]
  /** true: both are of one version, and were found to be the same; false: another version, or replaced */
  readonly compared: boolean
  readonly events: number
  readonly seconds: number
}

interface Stores {
  readonly events: EventStore
  readonly views: ReadStore
}

interface Pair {
  readonly old: Generation
  readonly fresh: Generation
}

const notTheSame = (message: string): E.Either<RuntimeFailure, never> => E.left({ type: 'NotTheSame', message })

const differs = (model: string, { what }: Difference) =>
  notTheSame(
    `The new build of ${model} is not the same as the one in use, so readers stay with the one in use. ` +
      `First difference: ${what}. If verify finds the log in order, rebuild with the option to replace.`,
  )

const parks = (model: string, parked: number) =>
  notTheSame(
    `The new build of ${model} could not take ${parked} stream(s), so readers stay with the one in use. See which with: parked.`,
  )

const comparable = ({ old }: Pair): boolean => versionOf(old.name) === old.projection.version

/** Builds generations that nobody else takes part in; what meets an event it must park is built event by event. */
const buildAlone = async (take: Take<RuntimeFailure>, stores: Stores, { fresh, options }: Alone) => {
  for (const alone of [true, false]) {
    const builds: Generation[] = []
    for (const projection of fresh) builds.push(await take(newBuild(stores.views, projection)))
    const building = projector(stores, builds, { ...options, alone })
    await take(building.open())
    const built = await building.catchUp()
    if (E.isRight(built) || built.left.type !== 'NotInBatches') {
      await take(built)
      return { builds, building }
    }
  }
  return take(notTheSame('A read model could not be built, event by event either.'))
}

interface Alone {
  readonly fresh: readonly Folding[]
  readonly options: ProjectorOptions
}

/** Brings the new builds, and the old ones that can still be projected, to one position. */
const meet = async (take: Take<RuntimeFailure>, stores: Stores, { live, options }: Work) => {
  const { builds, building } = await buildAlone(take, stores, {
    fresh: live.map(({ projection }) => projection),
    options,
  })
  const pairs = builds.flatMap((fresh, index): Pair[] => live.slice(index, index + 1).map((old) => ({ old, fresh })))
  const standing = projector(
    stores,
    pairs.filter(comparable).map(({ old }) => old),
  )
  const opened = await standing.open()
  const ofOtherLog = E.isLeft(opened) && opened.left.type === 'OtherLog' && options.replace === true
  if (!ofOtherLog) await take(opened)
  const position = await take(stores.events.head())
  await take(building.catchUp(position))
  if (!ofOtherLog) await take(standing.catchUp(position))
  return { pairs, position, parked: building.builders().map((one) => one.parked()) }
}

interface Work {
  readonly live: readonly Generation[]
  readonly options: RebuildOptions
}

interface Judged {
  readonly parked: number
  readonly replace: boolean
}

/** Lets the name move, or says why not. */
const judge = (views: ReadStore, pair: Pair, { parked, replace }: Judged) =>
  steps<RuntimeFailure, Pick<Rebuilt, 'tables' | 'before' | 'compared'>>(async (take) => {
    const { old, fresh } = pair
    const model = fresh.projection.name
    const compared = comparable(pair)
    const { left, right, difference } = await take(
      compare({ store: views, generation: old }, { store: views, generation: fresh }),
    )
    if (compared && difference !== null && !replace) await take(differs(model, difference))
    if (!compared && parked > 0) await take(parks(model, parked))
    const moved = await take(views.switchLive({ model, generation: fresh.name }, old.name)())
    if (!moved) await take(notTheSame(`Somebody else rebuilt ${model} at the same time; that build stays.`))
    await take(dropOthers(views, fresh.projection, [old.name, fresh.name]))
    return { tables: right, before: left, compared: compared && difference === null }
  })

/**
 * Builds read models anew beside the ones in use, in one scan of the log, and moves the names when each stands the test:
 * the same version must give the same documents, byte for byte; any version must take every stream.
 * The build before stays until the next rebuild; older ones are dropped.
 */
export const rebuild = (
  stores: Stores,
  live: readonly Generation[],
  options: RebuildOptions = {},
): Promise<E.Either<RuntimeFailure, readonly Rebuilt[]>> =>
  steps(async (take) => {
    const started = performance.now()
    let events = 0
    const counting: RebuildOptions = {
      ...options,
      onBatch: (progress) => {
        events += progress.events
        options.onBatch?.(progress)
      },
    }
    const { pairs, position, parked } = await meet(take, stores, { live, options: counting })
    const all: Rebuilt[] = []
    for (const [index, pair] of pairs.entries()) {
      const verdict = await take(
        judge(stores.views, pair, { parked: parked[index] ?? 0, replace: options.replace === true }),
      )
      const seconds = (performance.now() - started) / 1000
      const names = { readModel: pair.fresh.projection.name, from: pair.old.name, to: pair.fresh.name }
      all.push({ ...names, position, events, seconds, ...verdict })
    }
    return all
  })

/**
 * Builds read models that have taken nothing yet, and lets readers see them once they have taken all there is. Readers
 * of a long log meanwhile see the empty ones.
 */
export const buildFirst = (
  stores: Stores,
  live: readonly Generation[],
  options: ProjectorOptions,
): Promise<E.Either<RuntimeFailure, void>> =>
  steps(async (take) => {
    const { builds } = await buildAlone(take, stores, { fresh: live.map(({ projection }) => projection), options })
    for (const [index, build] of builds.entries()) {
      const { name: model } = build.projection
      const moved = await take(stores.views.switchLive({ model, generation: build.name }, live[index]?.name)())
      if (moved) await take(dropOthers(stores.views, build.projection, [build.name]))
    }
  })
