import type { Instant } from '../words.ts'
import type { WorkingHours } from './hours.ts'
import { spansOfPauses, type Pause } from './pauses.ts'
import { secondsOf } from './texts.ts'

/**
 * Time worked from one instant to another: real seconds inside the hours and outside the pauses.
 * @unit    whole seconds, 0 or more; 0 where the end is not after the start. Of every instant given, the part of a second is cut off first, so that parts always add up.
 * @example elapsed(hours, start, end, [[heldAt, resumedAt], [heldAgainAt, null]])
 */
export const elapsed = (
  { openings: { worked } }: WorkingHours,
  ...[start, end, pauses = []]: readonly [start: Instant, end: Instant, pauses?: readonly Pause[]]
): number => {
  const [from, to] = [secondsOf(start), secondsOf(end)]
  if (to <= from) return 0
  let seconds = worked(to) - worked(from)
  for (const [pausedAt, resumedAt] of spansOfPauses(pauses))
    if (pausedAt < to && resumedAt > from) seconds -= worked(Math.min(resumedAt, to)) - worked(Math.max(pausedAt, from))
  return seconds
}
