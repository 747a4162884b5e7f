import { secondsBetween, type Instant, type PersonId } from '@deskledger/kernel'
import { intervals, type Interval, type WorkingHours } from '@deskledger/kernel/working-time'
import type { Clock, ServiceLevelClockEvent } from '@deskledger/practices/service-level-clock'
import { countsAt } from './past.ts'

/** A stretch between two steps of a clock: from the first up to, not including, the second. */
export interface Segment {
  readonly from: Instant
  readonly to: Instant
  readonly counted: boolean
  /** what began it, and what that says */
  readonly why: string
  readonly by: PersonId
  /** when that was said to be; `from` is later where it came late */
  readonly at: Instant
  /** the working time in it that counts; none where it does not */
  readonly workingIntervals: readonly Interval[]
  /** that counts; over all segments they are what was used */
  readonly seconds: number
  /** of this segment and all before it */
  readonly subtotalSeconds: number
  /** working time that does not count */
  readonly uncountedSeconds: number
}

/** What a step says; undefined: it is none, or an end, after which there is nothing to count. */
const wordsOf = (event: ServiceLevelClockEvent): string | undefined => {
  switch (event.type) {
    case 'ClockStarted':
      return 'started'
    case 'ClockRestarted':
      return `started again: ${event.why}`
    case 'ClockPaused':
      return `paused: ${event.reason}`
    case 'ClockNotPaused':
      return `goes on: ${event.reason} does not pause it`
    case 'ClockResumed':
      return `resumed: no longer ${event.reason}`
    case 'ClockRetargeted':
      return `set anew (${event.policy}): ${event.why}`
    case 'ClockWarned':
    case 'ClockBreached':
    case 'ClockStopped':
    case 'ClockCancelled':
    case 'ExternalVerdictNoted':
    case 'ClockRelabelled':
      return undefined
  }
}

const sum = (list: readonly Interval[]): number => list.reduce((all, [from, to]) => all + secondsBetween(from, to), 0)

/** A step with the words for it, the span up to the next, and whether the clock is paused in it. */
interface Stretch {
  readonly step: ServiceLevelClockEvent
  readonly words: string
  readonly from: Instant
  readonly to: Instant
  readonly paused: boolean
}

const stretchesOf = (events: readonly ServiceLevelClockEvent[], end: Instant): readonly Stretch[] => {
  const steps = events.flatMap((step) => {
    const words = wordsOf(step)
    return words === undefined ? [] : [{ step, words, from: countsAt(step) }]
  })
  let paused = false
  return steps.map((one, index) => {
    if (one.step.type === 'ClockPaused') paused = true
    if (one.step.type === 'ClockResumed') paused = false
    return { ...one, to: steps[index + 1]?.from ?? end, paused }
  })
}

/** What a segment lies in. */
export interface Account {
  readonly clock: Clock
  readonly hours: WorkingHours
  /** the events of the cycle, in order */
  readonly events: readonly ServiceLevelClockEvent[]
  readonly end: Instant
}

const segmentOf = ({ step, words, from, to, paused }: Stretch, { clock, hours }: Account, before: number): Segment => {
  const early = from < clock.countsFrom
  const working = [...intervals(hours, from, to)]
  const all = sum(working)
  const stretch = { from, to, by: step.by, at: step.at }
  if (!paused && !early)
    return {
      ...stretch,
      counted: true,
      why: words,
      workingIntervals: working,
      seconds: all,
      subtotalSeconds: before + all,
      uncountedSeconds: 0,
    }
  const why = paused ? words : `${words}; before the goal counts`
  const nothing = { counted: false, workingIntervals: [], seconds: 0 }
  return { ...stretch, ...nothing, why, subtotalSeconds: before, uncountedSeconds: all }
}

/** The segments of a cycle from its beginning to an end, without gaps, by what holds at that end. */
export const segmentsOf = (account: Account): readonly Segment[] => {
  const segments: Segment[] = []
  for (const stretch of stretchesOf(account.events, account.end))
    segments.push(segmentOf(stretch, account, segments.at(-1)?.subtotalSeconds ?? 0))
  return segments
}
