import { following, type Following } from '@deskledger/nest'
import type { AnyTimers } from '@deskledger/kernel'
import { timers as deskTimers, type OpenLedger } from '@deskledger/register'
import type { Ledger } from '@deskledger/runtime'
import type { FastifyBaseLogger } from 'fastify'
import { watchOn } from './watch.ts'

/** How a ledger is kept and watched. */
export interface Operated {
  /** keeps read models up to date, and runs flows and timers; left out: others do */
  readonly follow: Ledger<never, never>['follow']
  /** events that a read model may be behind before this process is not ready; default 10,000 */
  readonly lagLimit: number
  /** the timers that are watched; default: those of the desk */
  readonly timers: readonly AnyTimers[]
}

export interface LiveParts {
  readonly opened: OpenLedger
  readonly logger: FastifyBaseLogger
  /** milliseconds since 1970 */
  readonly now: () => number
}

const MOST_LAG = 10_000

/** Follows the log, where this process is to, and watches how far everybody is, from now until it is stopped. */
export const live = ({ opened, logger, now }: LiveParts, operated: Partial<Operated>) => {
  const { follow, lagLimit = MOST_LAG, timers = deskTimers() } = operated
  const { ledger, events } = opened
  const tell = (sentence: string) => {
    logger.warn(sentence)
  }
  const followed: Following | undefined = follow === undefined ? undefined : following({ follow }, tell)
  const trouble = () => followed?.trouble()
  const watch = watchOn({ ledger, events, timers, now, logger, lagLimit, trouble })
  return {
    watch,
    /** From now on this process is not ready. */
    stopping: watch.stopping,
    /** Ends after what is under way; leases are let go. */
    stop: async (): Promise<void> => {
      await followed?.stop()
      await watch.stop()
    },
  }
}
