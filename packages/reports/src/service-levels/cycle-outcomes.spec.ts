import type { Instant } from '@deskledger/kernel'
import {
  serviceLevelClockDecider,
  serviceLevelClockExamples,
  statusAsOf,
} from '@deskledger/practices/service-level-clock'
import * as fc from 'fast-check'
import { clockEvents, example, toldOf } from './clock-histories.spec.kit.ts'
import { cycleOutcomes } from './cycle-outcomes.ts'
import { countsAt } from './past.ts'

const { events } = serviceLevelClockExamples
const asOf = '2025-04-30T00:00:00.000Z' as Instant
const { evolve, initial } = serviceLevelClockDecider

const steps = example('ClockStarted', 'ClockPaused', 'ClockResumed', 'ClockNotPaused')
const stopped = toldOf({
  ...events.ClockStopped,
  verdict: 'met',
  elapsedSeconds: 18_000 as typeof events.ClockStopped.elapsedSeconds,
  dueAt: events.ClockResumed.dueAt,
})

describe('how the cycles of a clock came out', () => {
  it('is a verdict with its figures for each cycle, and where the last stands', () => {
    const outcomes = cycleOutcomes([...steps, stopped, ...example('ClockRestarted')], { asOf })
    expect(outcomes).toMatchObject([
      {
        cycle: 1,
        verdict: 'met',
        targetSeconds: 28_800,
        elapsedSeconds: 18_000,
        overrunSeconds: 0,
        stoppedAt: events.ClockStopped.effectiveAt,
      },
      { cycle: 2, stoppedAt: null },
    ])
  })
  it('is nothing where no clock has begun', () => {
    expect(cycleOutcomes([], { asOf })).toEqual([])
    expect(cycleOutcomes(steps, { asOf: '2025-01-01T00:00:00.000Z' as Instant })).toEqual([])
  })
  it('says of the last cycle what its status says, and leaves out what counts later', () => {
    fc.assert(
      fc.property(clockEvents, fc.nat(), (history, at) => {
        fc.pre(history.length > 0)
        const seen = countsAt(history[at % history.length]?.data as Parameters<typeof countsAt>[0])
        const data = history.map((one) => one.data as Parameters<typeof evolve>[1])
        const clock = data.filter((one) => countsAt(one) <= seen).reduce(evolve, initial)
        const last = cycleOutcomes(history, { asOf: seen }).at(-1)
        if (clock.status === 'Unknown') expect(last).toBeUndefined()
        else {
          const { verdict, dueAt, elapsedSeconds, leftSeconds } = statusAsOf(clock, seen)
          expect(last).toMatchObject({ cycle: clock.cycle, verdict, dueAt, elapsedSeconds })
          expect(last?.overrunSeconds).toBe(Math.max(0, -leftSeconds))
        }
      }),
      { numRuns: 200 },
    )
  })
})
