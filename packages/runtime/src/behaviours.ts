import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { instantOf, type AnyFlow, type AnyTimers, type Instant, type Position } from '@deskledger/kernel'
import type { ReadStore, Views } from '@deskledger/read-store'
import type { Dispatch } from './dispatch.ts'
import { flowRunner, type OnRefused } from './flows.ts'
import type { Observer } from './observing.ts'
import { steps } from './steps.ts'
import { timerRunner } from './timers.ts'
import type { RuntimeFailure } from './trouble.ts'

/** What happens by itself. */
export interface Behaviours {
  readonly flows?: readonly AnyFlow[]
  readonly timers?: readonly AnyTimers[]
}

export interface BehaviourOptions {
  /** the time that timers go by; default: the machine's */
  readonly now?: (() => Instant) | undefined
  /** told of commands that flows and timers asked for and a rule refused */
  readonly onRefused?: OnRefused | undefined
  /** looks on while the ledger works */
  readonly observer?: Observer | undefined
}

export interface BehaviourParts extends BehaviourOptions {
  readonly events: EventStore
  readonly views: ReadStore
  /** what readers see */
  readonly tables: Views
  readonly dispatch: Dispatch
  /** brings read models to the end of the log, or past a position */
  readonly pass: (position?: Position) => Promise<E.Either<RuntimeFailure, unknown>>
}

/** Runs flows and timers of one process. */
export const behaviours = (parts: BehaviourParts, { flows = [], timers = [] }: Behaviours) => {
  const { events, views, tables, dispatch, pass, onRefused, observer } = parts
  const now = parts.now ?? (() => instantOf(Date.now()))
  const running = flows.map((flow) => flowRunner({ events, views, dispatch, onRefused, observer }, flow))
  const waking = timers.map((one) => timerRunner({ views: tables, dispatch, now, pass, onRefused }, one))

  const react = (): Promise<E.Either<RuntimeFailure, number>> =>
    steps(async (take) => {
      let count = 0
      for (const one of running) count += await take(one.catchUp())
      return count
    })

  return {
    flows: running,
    timers: waking,
    /** Lets flows and timers ask until nothing follows any more, with the read models at the end of the log. */
    settle: (): Promise<E.Either<RuntimeFailure, number>> =>
      steps(async (take) => {
        for (let count = 0; ;) {
          while ((await take(react())) > 0) count += 1
          await take(pass())
          let woken = 0
          for (const one of waking) woken += await take(one.work())
          if (woken === 0) return count
          count += woken
        }
      }),
    /** Milliseconds until a timer is due; undefined: none waits. */
    next: (): Promise<E.Either<RuntimeFailure, number | undefined>> =>
      steps(async (take) => {
        const all: number[] = []
        for (const one of waking) {
          const wait = await take(one.next())
          if (wait !== undefined) all.push(wait)
        }
        return all.length === 0 ? undefined : Math.min(...all)
      }),
  }
}
