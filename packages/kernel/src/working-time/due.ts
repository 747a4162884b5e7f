import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../words.ts'
import { hoursEnd, notWhole, stillPaused, type WorkingTimeFailure } from './failures.ts'
import type { WorkingHours } from './hours.ts'
import type { Openings } from './openings.ts'
import { spansOfPauses, type Pause } from './pauses.ts'
import { numberAt, type Span } from './spans.ts'
import { instantAt, secondsOf } from './texts.ts'

/** From when on how many seconds are left to be worked, and what was worked by then as `worked` counts. */
interface Run {
  readonly at: number
  readonly left: number
  readonly before: number
}

const runFrom = ({ worked }: Openings, at: number, left: number): Run => ({
  at,
  left,
  before: at === Infinity ? Infinity : worked(at),
})

/** The run after the last pause that comes before the end; one without end is Infinity. */
const lastRun = (openings: Openings, start: Run, pauses: readonly Span[]): Run => {
  let run = start
  for (const [pausedAt, resumedAt] of pauses) {
    if (resumedAt <= run.at) continue
    const used = pausedAt <= run.at ? 0 : openings.worked(pausedAt) - run.before
    if (used >= Math.max(run.left, 1)) return run
    run = runFrom(openings, resumedAt, run.left - used)
  }
  return run
}

/**
 * The earliest instant at which so much is worked: a target met at closing is due at closing. Nothing at all is due at the
 * first instant of work, which is where any target, however small, would begin to count.
 * @unit    whole seconds of work, 0 or more; of instants, parts of a second are cut off, and a due instant has none
 * @errors  NotWhole; StillPaused: a pause without end comes before; HoursEnd: not within the hours, or after the year 9999
 * @example due(hours, start, 4 * 3600, [[heldAt, resumedAt]])
 */
export const due = (
  { openings }: WorkingHours,
  ...[start, seconds, pauses = []]: readonly [start: Instant, seconds: number, pauses?: readonly Pause[]]
): E.Either<WorkingTimeFailure, Instant> => {
  if (!Number.isSafeInteger(seconds) || seconds < 0) return E.left(notWhole('seconds', seconds))
  const spans = spansOfPauses(pauses)
  const run = lastRun(openings, runFrom(openings, secondsOf(start), seconds), spans)
  if (run.at === Infinity) return E.left(stillPaused(instantAt(numberAt(spans.at(-1) ?? [], 0)), run.left))
  const last = openings.lastWith(run.before + Math.max(run.left, 1) - 1)
  if (last === Infinity) return E.left(hoursEnd({ unit: 'seconds', amount: seconds, from: start }))
  return E.right(instantAt(run.left === 0 ? last : last + 1))
}
