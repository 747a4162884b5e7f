import type { Instant } from '../words.ts'
import type { WorkingHours } from './hours.ts'
import { spansOfPauses, type Pause } from './pauses.ts'
import { joined, within, without } from './spans.ts'
import { instantAt, secondsOf } from './texts.ts'

/** A time that counts: up to, not including, its end. */
export type Interval = readonly [from: Instant, to: Instant]

/**
 * The working intervals between two instants, in order and as long as can be: none touches the next, and together they
 * are what `elapsed` says. They are worked out one by one as they are asked for; over each the clocks may change.
 * @example for (const [from, to] of intervals(hours, start, end, pauses)) …
 */
export const intervals = (
  { openings }: WorkingHours,
  ...[from, to, pauses = []]: readonly [from: Instant, to: Instant, pauses?: readonly Pause[]]
): Iterable<Interval> => ({
  *[Symbol.iterator]() {
    const [first, last] = [secondsOf(from), secondsOf(to)]
    const open = joined(within(openings.from(first), [first, last]))
    for (const [opens, closes] of without(open, spansOfPauses(pauses))) yield [instantAt(opens), instantAt(closes)]
  },
})
