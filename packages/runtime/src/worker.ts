import { once } from 'node:events'
import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import type { AnyPractice, AnyProjection, Position } from '@deskledger/kernel'
import { viewsOf, type ReadStore } from '@deskledger/read-store'
import { behave } from './behaving.ts'
import { behaviours, type BehaviourOptions, type Behaviours } from './behaviours.ts'
import { dispatcher } from './dispatch.ts'
import { versionsInForce } from './in-force.ts'
import { insist, type InsistOptions } from './insisting.ts'
import type { Registered } from './ledger.ts'
import type { LeaseOptions } from './leases.ts'
import { tableFinder } from './live.ts'
import type { ProjectorOptions } from './project.ts'
import { readModels } from './read-models.ts'
import { sharing } from './sharing.ts'
import { steps } from './steps.ts'
import type { RuntimeFailure } from './trouble.ts'

export interface WorkerParts extends Behaviours, BehaviourOptions {
  readonly events: EventStore
  readonly views: ReadStore
  readonly register: readonly Registered[]
  readonly lease: LeaseOptions
  readonly projecting?: ProjectorOptions
  /** told of each failure that passes by itself, and how long is waited: milliseconds */
  readonly onTrouble?: InsistOptions['onTrouble']
  /** told of what this worker keeps, whenever it changes: read models, flows and timers, as `WorkerState` names them */
  readonly onShare?: (holds: readonly string[]) => void
  readonly wait?: InsistOptions['wait']
}

/** What a worker is doing. */
export interface WorkerState {
  /** what it keeps: names of read models, `flow NAME`, `timers NAME` */
  readonly holds: readonly string[]
  /** events it has looked at since it began */
  readonly events: number
  /** position of the last batch written; undefined: none yet */
  readonly position: Position | undefined
  /** milliseconds since 1970 of the last look at who is there that came to an end; undefined: none yet */
  readonly lookedAt: number | undefined
  /** the last failure, as a sentence; undefined: all is well since */
  readonly trouble: string | undefined
}

/** Milliseconds that timers wait for the read models to show what they asked for. */
const SOON = 2_000

const aborted = async (signal: AbortSignal): Promise<E.Either<never, void>> => {
  if (!signal.aborted) await once(signal, 'abort')
  return E.right(undefined)
}

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one) => b.includes(one))

/**
 * Keeps read models at the end of the log, together with whoever else does: the read models are shared out by leases.
 * What two do at the same time, because a lease was lost in a slow batch, comes to the same.
 */
export const openWorker = (parts: WorkerParts) => {
  const { events, views, lease } = parts
  const register = parts.register as unknown as readonly AnyPractice[]
  const inForce = versionsInForce(register)
  const projections = register.flatMap((practice) => practice.readModels).map(inForce.projection)
  const { timers = [], now, onRefused, observer } = parts
  const flows = (parts.flows ?? []).map(inForce.flow)
  const names = [
    ...projections.map(({ name }) => name),
    ...flows.map(({ name }) => `flow ${name}`),
    ...timers.map(({ name }) => `timers ${name}`),
  ]
  const dispatch = dispatcher(events, register, { observer })
  const share = sharing(views, names, lease)
  let state: WorkerState = { holds: [], events: 0, position: undefined, lookedAt: undefined, trouble: undefined }

  const troubled = (failure: RuntimeFailure, wait: number) => {
    state = { ...state, trouble: failure.message }
    parts.onTrouble?.(failure, wait)
  }
  const insisting = (signal: AbortSignal): InsistOptions => ({
    signal,
    onTrouble: troubled,
    ...(parts.wait ? { wait: parts.wait } : {}),
  })

  /** Follows the log for some read models until the signal aborts. */
  const follow = (kept: readonly AnyProjection[], signal: AbortSignal) =>
    insist(async (progressed) => {
      if (kept.length === 0) return aborted(signal)
      const onBatch: ProjectorOptions['onBatch'] = (batch) => {
        progressed()
        state = { ...state, events: state.events + batch.events, position: batch.position, trouble: undefined }
        parts.projecting?.onBatch?.(batch)
      }
      return readModels({ events, views }, kept, { observer, ...parts.projecting, onBatch }).follow(signal)
    }, insisting(signal))

  /** Lets some flows and timers run until the signal aborts. */
  const react = (kept: Behaviours, signal: AbortSignal) =>
    insist(async (progressed) => {
      if (kept.flows?.length === 0 && kept.timers?.length === 0) return aborted(signal)
      const models = readModels({ events, views }, projections, {})
      // Whoever keeps the read models may not have begun: what timers look at is there, and empty.
      const there = await models.live()
      if (E.isLeft(there)) return there
      const pass = async (position?: Position): Promise<E.Either<RuntimeFailure, void>> => {
        if (position === undefined) return E.right(undefined)
        const waited = await models.waitFor(position, SOON)
        // Whoever keeps the read models is behind: what was asked is not asked again meanwhile.
        return E.isLeft(waited) && waited.left.type === 'StillBehind' ? E.right(undefined) : waited
      }
      const tables = viewsOf(views, tableFinder(views, projections))
      const running = behaviours({ events, views, tables, dispatch, now, onRefused, observer, pass }, kept)
      const onSettled = () => {
        progressed()
        state = { ...state, trouble: undefined }
      }
      return behave(running, events, { signal, onSettled })
    }, insisting(signal))

  /** Follows for what is held now until that changes, the work fails for good, or the signal aborts. */
  const shift = async (signal: AbortSignal): Promise<E.Either<RuntimeFailure, void>> => {
    const holds = share.held()
    state = { ...state, holds }
    parts.onShare?.(holds)
    const change = new AbortController()
    const either = AbortSignal.any([signal, change.signal])
    const kept = {
      flows: flows.filter(({ name }) => holds.includes(`flow ${name}`)),
      timers: timers.filter(({ name }) => holds.includes(`timers ${name}`)),
    }
    const following = follow(
      projections.filter(({ name }) => holds.includes(name)),
      either,
    )
    const ended = Promise.all(
      [following, react(kept, either)].map((work) =>
        work.then((outcome) => {
          if (E.isLeft(outcome)) change.abort()
          return outcome
        }),
      ),
    ).then((outcomes) => outcomes.find(E.isLeft) ?? E.right(undefined))
    for (await share.rest(either); !either.aborted; await share.rest(either)) {
      const looked = await look()
      if (E.isLeft(looked)) troubled(looked.left, lease.duration / 3)
      else if (!same(looked.right, holds)) change.abort()
    }
    return ended
  }

  const look = async () => {
    const looked = await share.look()
    if (E.isRight(looked)) state = { ...state, lookedAt: lease.now() }
    return looked
  }

  return {
    state: (): WorkerState => state,
    /** Works until the signal aborts; a failure is one that only a person can mend. */
    run: async (signal: AbortSignal): Promise<E.Either<RuntimeFailure, void>> => {
      const begun = await insist(
        () =>
          steps(async (take) => {
            await take(share.open())
            await take(look())
          }),
        insisting(signal),
      )
      let outcome = begun
      while (E.isRight(outcome) && !signal.aborted) outcome = await shift(signal)
      state = { ...state, holds: [] }
      const left = await share.leave()
      return E.isLeft(outcome) ? outcome : left
    },
  }
}
