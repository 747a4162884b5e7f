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

/** What a segment lies in. */
export interface Account {
  readonly clock: Clock
  readonly hours: WorkingHours
  /** the events of the cycle, in order */
  readonly events: readonly ServiceLevelClockEvent[]
  readonly end: Instant
}

/** What a segment is before its working time is known: a step, up to the next one. */
type Stretch = Pick<Segment, 'from' | 'to' | 'counted' | 'why' | 'by' | 'at'>

const stretchesOf = ({ clock, events, end }: Account): readonly Stretch[] => {
  const steps = events.flatMap((step) => {
    const words = wordsOf(step)
    return words === undefined ? [] : [{ step, words, from: countsAt(step) }]
  })
  let paused = false
  return steps.map(({ step, words, from }, index) => {
    if (step.type === 'ClockPaused') paused = true
    if (step.type === 'ClockResumed') paused = false
    const early = from < clock.countsFrom
    return {
      from,
      to: steps[index + 1]?.from ?? end,
      counted: !paused && !early,
      why: early && !paused ? `${words}; before the goal counts` : words,
      by: step.by,
      at: step.at,
    }
  })
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

const none: readonly Interval[] = []

/** Written out: there may be thousands, and spread objects are slow to make. */
const segmentOf = (stretch: Stretch, working: readonly Interval[], before: number): Segment => {
  const { from, to, counted, why, by, at } = stretch
  const all = sum(working)
  const seconds = counted ? all : 0
  return {
    from,
    to,
    counted,
    why,
    by,
    at,
    workingIntervals: counted ? working : none,
    seconds,
    subtotalSeconds: before + seconds,
    uncountedSeconds: all - seconds,
  }
}

/** The segments of a cycle from its beginning to an end, without gaps, by what holds at that end. */
export const segmentsOf = (account: Account): readonly Segment[] => {
  const { clock, hours, end } = account
  const stretches = stretchesOf(account)
  const working = shared([...intervals(hours, clock.startedAt, end)], stretches)
  let subtotal = 0
  return stretches.map((stretch, index) => {
    const segment = segmentOf(stretch, working[index] ?? none, subtotal)
    subtotal = segment.subtotalSeconds
    return segment
  })
}
