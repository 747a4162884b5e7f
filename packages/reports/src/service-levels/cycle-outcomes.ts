import type { Instant } from '@deskledger/kernel'
import {
  serviceLevelClockDecider,
  statusAsOf,
  type Clock,
  type ServiceLevelClock,
  type StatusAsOf,
} from '@deskledger/practices/service-level-clock'
import { cyclesOf, type Told } from './past.ts'

/** How a cycle came out. */
export interface CycleOutcome {
  readonly cycle: number
  readonly verdict: StatusAsOf['verdict']
  readonly targetSeconds: number
  readonly dueAt: Instant | null
  readonly stoppedAt: Instant | null
  readonly elapsedSeconds: number
  readonly overrunSeconds: number
}

const outcomeOf = (clock: Clock, asOf: Instant): CycleOutcome => {
  const { verdict, dueAt, elapsedSeconds, leftSeconds } = statusAsOf(clock, asOf)
  const { cycle, targetSeconds, ending, steppedAt } = clock
  const stoppedAt = ending === null ? null : steppedAt
  return { cycle, verdict, targetSeconds, dueAt, stoppedAt, elapsedSeconds, overrunSeconds: Math.max(0, -leftSeconds) }
}

const { initial, evolve } = serviceLevelClockDecider

/**
 * How each cycle of a clock came out, or stands, by what counts at an instant: of events as they are stored, or as they
 * would have been under another agreement. None: there was no clock yet.
 * @example cycleOutcomes(await ledger.history('service-level-clock-INC0000001.resolve'), { asOf })
 */
export const cycleOutcomes = (
  events: readonly Told[],
  { asOf }: { readonly asOf: Instant },
): readonly CycleOutcome[] => {
  let clock: ServiceLevelClock = initial
  return cyclesOf(events, asOf).flatMap((cycle) => {
    clock = cycle.reduce(evolve, clock)
    return clock.status === 'Unknown' ? [] : [outcomeOf(clock, asOf)]
  })
}
