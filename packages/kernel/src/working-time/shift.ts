import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../words.ts'
import { hoursEnd, notWhole, type WorkingTimeFailure } from './failures.ts'
import type { WorkingHours } from './hours.ts'
import { instantAt, secondsOf } from './texts.ts'

/**
 * The instant so much work after another, or before it: forward the earliest of those between which so much is worked,
 * back the latest. By nothing, the instant itself.
 * @unit    whole seconds of work, negative to go back
 * @errors  NotWhole; HoursEnd: not that much within the hours between the years 0000 and 9999
 * @example shift(hours, dueAt, -3600) // when a warning one hour of work before is sent
 */
export const shift = (
  { openings: { worked, lastWith } }: WorkingHours,
  from: Instant,
  seconds: number,
): E.Either<WorkingTimeFailure, Instant> => {
  if (!Number.isSafeInteger(seconds)) return E.left(notWhole('seconds', seconds))
  const at = secondsOf(from)
  const before = worked(at)
  const to = seconds === 0 ? at : seconds > 0 ? lastWith(before + seconds - 1) + 1 : lastWith(before + seconds)
  return Number.isFinite(to) ? E.right(instantAt(to)) : E.left(hoursEnd({ unit: 'seconds', amount: seconds, from }))
}
