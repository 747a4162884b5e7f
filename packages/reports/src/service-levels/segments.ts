import { earlier, later, secondsBetween, type Instant, type PersonId } from '@deskledger/kernel'
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
    case 'ClockEscalated':
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

/** An instant without its parts of a second, as working time takes it. */
const cut = (at: Instant): Instant => `${at.slice(0, 19)}.000Z` as Instant

/** What intervals in order have of each of several spans in order, in one go. */
const shared = (working: readonly Interval[], spans: readonly Pick<Stretch, 'from' | 'to'>[]) => {
  let next = 0
  return spans.map((span): readonly Interval[] => {
    const [from, to] = [cut(span.from), cut(span.to)]
    const parts: Interval[] = []
    for (let one = working[next]; one !== undefined && one[0] < to; one = working[++next]) {
      if (one[1] > from) parts.push([later(one[0], from), earlier(one[1], to)])
      if (one[1] > to) break
    }
    return parts
  })
}

const segmentOf = ({ step, words, from, to, paused }: Stretch, early: boolean, working: readonly Interval[]) => {
  const stretch = { from, to, by: step.by, at: step.at }
  const all = sum(working)
  if (!paused && !early)
    return { ...stretch, counted: true, why: words, workingIntervals: working, seconds: all, uncountedSeconds: 0 }
  const why = paused ? words : `${words}; before the goal counts`
  return { ...stretch, counted: false, why, workingIntervals: [], seconds: 0, uncountedSeconds: all }
}

/** The segments of a cycle from its beginning to an end, without gaps, by what holds at that end. */
export const segmentsOf = ({ clock, hours, events, end }: Account): readonly Segment[] => {
  const stretches = stretchesOf(events, end)
  const working = shared([...intervals(hours, clock.startedAt, end)], stretches)
  let subtotalSeconds = 0
  return stretches.map((stretch, index) => {
    const segment = segmentOf(stretch, stretch.from < clock.countsFrom, working[index] ?? [])
    subtotalSeconds += segment.seconds
    return { ...segment, subtotalSeconds }
  })
}
