import type { Instant } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { serviceLevelClockExamples } from '@deskledger/practices/service-level-clock'
import { clockEvents, example, toldOf } from './clock-histories.spec.kit.ts'
import { reasons } from './clock-lives.spec.kit.ts'
import { explainClock } from './explain-clock.ts'
import type { Told } from './past.ts'
import { replayUnder, type PromiseOf, type Replay } from './replay-under.ts'

const { commands, events } = serviceLevelClockExamples
const { terms, pauseReasons } = commands.StartClock
const asOf = '2025-04-30T00:00:00.000Z' as Instant

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}
const replay = (list: readonly Told[], promiseOf: PromiseOf): Replay => right(replayUnder(list, promiseOf, { asOf }))
const hours = (n: number) => ({ seconds: (n * 3600) as typeof events.ClockStarted.targetSeconds })

const steps = example('ClockStarted', 'ClockPaused', 'ClockResumed', 'ClockNotPaused')
const stopped = toldOf({
  ...events.ClockStopped,
  verdict: 'met',
  elapsedSeconds: hours(5).seconds,
  dueAt: events.ClockResumed.dueAt,
})
const list = [...steps, stopped]

describe('a replay under another agreement', () => {
  it('sets what would have been beside what was recorded', () => {
    const { recorded, other } = replay(list, () => ({ terms: { ...terms, goal: hours(4) }, pauseReasons }))
    expect(recorded).toMatchObject([{ verdict: 'met', targetSeconds: 28_800, elapsedSeconds: 18_000 }])
    expect(other).toMatchObject([
      { verdict: 'missed', targetSeconds: 14_400, elapsedSeconds: 18_000, overrunSeconds: 3600 },
    ])
  })
  it('sees waits that did not pause the clock, and pauses that would not have been', () => {
    const none = replay(list, () => ({ terms, pauseReasons: [] }))
    expect(none.other).toMatchObject([{ verdict: 'met', elapsedSeconds: 25_200 }])
    const more = replay(list, () => ({ terms, pauseReasons: reasons }))
    expect(more.other).toMatchObject([{ elapsedSeconds: 5400 }])
  })
  it('asks what is promised of the ticket as it was at each step, and keeps what was promised where nothing is', () => {
    const asked: unknown[] = []
    const all = [...steps, ...example('ClockRetargeted', 'ClockStopped', 'ClockRestarted')]
    const { other } = replay(all, ({ labels, at }) => {
      asked.push([labels.priority, labels.team, at])
      return asked.length === 2 ? undefined : { terms, pauseReasons }
    })
    expect(asked).toStrictEqual([
      [3, 'network', '2025-03-03T08:00:00.000Z'],
      [2, 'network', '2025-03-03T12:00:00.000Z'],
      [2, 'desk', '2025-03-05T08:00:00.000Z'],
    ])
    expect(other?.map(({ cycle, targetSeconds }) => [cycle, targetSeconds])).toStrictEqual([
      [1, 28_800],
      [2, 28_800],
    ])
  })
  it('is null where nothing is promised at all, and ends where nothing is promised any more', () => {
    expect(replay(list, () => undefined)).toMatchObject({ recorded: [{ cycle: 1 }], other: null, events: [] })
    const again = [
      ...list,
      ...example('ClockRestarted'),
      toldOf({ ...events.ClockPaused, at: asOf, effectiveAt: asOf }),
    ]
    const { other } = replay(again, ({ at }) => (at < '2025-03-04' ? { terms, pauseReasons } : undefined))
    expect(other?.map(({ cycle, verdict }) => [cycle, verdict])).toStrictEqual([[1, 'met']])
  })
  it('says what forbids terms that cannot be counted', () => {
    expect(replayUnder(list, () => ({ terms: { ...terms, goal: hours(0) }, pauseReasons }), { asOf })).toMatchObject({
      left: { type: 'GoalNotPositive' },
    })
  })
  it('can be explained as any clock', () => {
    const { events: would, other } = replay(list, () => ({ terms: { ...terms, goal: hours(4) }, pauseReasons }))
    expect(right(explainClock(would))).toMatchObject({ elapsedSeconds: other?.[0]?.elapsedSeconds, verdict: 'missed' })
  })
  it('under its own terms comes to what was recorded, and changes no event given', () => {
    fc.assert(
      fc.property(clockEvents, (history) => {
        const begun = history.flatMap(({ data }) => {
          const event = data as (typeof events)['ClockStarted' | 'ClockRestarted' | 'ClockRetargeted']
          return 'terms' in event ? [event] : []
        })
        let next = 0
        const before = JSON.stringify(history)
        const { recorded, other } = replay(history, () => {
          const event = begun[next++]
          return event && { terms: event.terms, pauseReasons }
        })
        expect(other).toStrictEqual(recorded)
        expect(JSON.stringify(history)).toBe(before)
      }),
      { numRuns: 200 },
    )
  })
})
