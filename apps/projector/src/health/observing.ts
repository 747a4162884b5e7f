import * as E from 'fp-ts/lib/Either.js'
import type { RuntimeFailure, WorkerState } from '@deskledger/runtime'
import type { Log } from '../log.ts'
import type { Measurement } from './measuring.ts'
import { beginning, hasPassed, keptOf, troubled, type Standing } from './standing.ts'

interface ObservingParts {
  readonly log: Log
  readonly lagLimit: number
  /** milliseconds since 1970 */
  readonly now: () => number
}

/** Keeps what is known of this process, and says when it changes. */
export const observing = ({ log, lagLimit, now }: ObservingParts) => {
  let standing: Standing = beginning
  let workerState = (): WorkerState => beginning.worker
  let late: readonly string[] = []

  const current = (): Standing => ({ ...standing, worker: workerState() })

  const recovered = () => {
    const { trouble } = standing
    if (trouble === undefined) return
    standing = { ...standing, trouble: undefined }
    const seconds = Math.round((now() - trouble.since) / 100) / 10
    log.info(`All is well again, after ${trouble.failures} failures in ${seconds} s.`, { failures: trouble.failures })
  }

  const sayLag = () => {
    const behind = keptOf(current()).filter(({ lag }) => lag >= lagLimit)
    for (const { name, lag } of behind)
      if (!late.includes(name)) log.warn(`${name} is ${lag} events or more behind the log.`, { readModel: name, lag })
    const names = behind.map(({ name }) => name)
    const caught = late.filter((name) => !names.includes(name))
    if (caught.length > 0) log.info(`Not far behind the log any more: ${caught.join(', ')}.`, { readModels: caught })
    late = names
  }

  return {
    current,
    /** The stores are open, and this tells what the worker does. */
    works: (state: () => WorkerState) => {
      workerState = state
      standing = { ...standing, phase: 'working' }
      recovered()
    },
    stops: () => {
      standing = { ...standing, phase: 'stopping' }
    },
    waits: (message: string, wait: number) => {
      standing = { ...standing, trouble: troubled(standing.trouble, { message, at: now(), wait }) }
      log.warn(`Waits for the stores: ${message}`, { wait })
    },
    failed: (failure: RuntimeFailure, wait: number) => {
      standing = { ...standing, trouble: troubled(standing.trouble, { message: failure.message, at: now(), wait }) }
      log.warn(failure.message, { type: failure.type, wait: Math.round(wait) })
    },
    wrote: recovered,
    measured: (outcome: E.Either<RuntimeFailure, Measurement>) => {
      if (E.isLeft(outcome)) {
        if (standing.notMeasured === undefined) log.warn(outcome.left.message, { type: outcome.left.type })
        standing = { ...standing, notMeasured: outcome.left.message }
        return
      }
      standing = { ...standing, measured: outcome.right, notMeasured: undefined }
      if (hasPassed(current())) recovered()
      sayLag()
    },
  }
}

export type Observing = ReturnType<typeof observing>
