import * as E from 'fp-ts/lib/Either.js'
import type { FastifyBaseLogger } from 'fastify'
import { measuringUntil, type Measuring } from './measuring.ts'
import { metricsOf, type Metrics } from './metrics.ts'
import { beginning, reasonsAgainst, type Standing } from './standing.ts'

export interface WatchParts extends Measuring {
  readonly logger: Pick<FastifyBaseLogger, 'warn' | 'info'>
  /** events that a read model may be behind before this process is not ready */
  readonly lagLimit: number
  /** why read models of this process do not go on; undefined: they do, or others see to them */
  readonly trouble: () => string | undefined
}

/** What the endpoints of operation tell. */
export interface Watch {
  readonly metrics: Metrics
  /** why this process is not ready, as sentences; none: it is */
  readonly reasons: () => readonly string[]
}

/** Watches the ledger in the background; what is asked is answered from what was seen last. */
export const watchOn = (parts: WatchParts) => {
  const { logger, lagLimit, now, trouble } = parts
  const metrics = metricsOf()
  const ended = new AbortController()
  let standing: Standing = beginning
  const watching = measuringUntil(ended.signal, parts, (outcome) => {
    if (E.isRight(outcome)) {
      metrics.measured(outcome.right)
      if (standing.isUnanswered) logger.info('The stores answer again.')
      standing = { ...standing, measured: outcome.right, isUnanswered: false }
    } else if (!ended.signal.aborted) {
      if (!standing.isUnanswered) logger.warn({ type: outcome.left.type }, outcome.left.message)
      standing = { ...standing, isUnanswered: true }
    }
  })
  return {
    metrics,
    reasons: (): readonly string[] =>
      reasonsAgainst({ ...standing, isStuck: trouble() !== undefined }, { lag: lagLimit, now: now() }),
    /** From now on this process is not ready: nobody should send it anything more. */
    stopping: (): void => {
      standing = { ...standing, isStopping: true }
    },
    /** ends after the measurement under way */
    stop: async (): Promise<void> => {
      ended.abort()
      await watching
    },
  }
}
