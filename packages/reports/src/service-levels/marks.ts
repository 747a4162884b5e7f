import type { Instant, PersonId } from '@deskledger/kernel'
import {
  breachedAt,
  cameTo,
  type Clock,
  type EscalationStep,
  type ServiceLevelClockEvent,
  type Share,
} from '@deskledger/practices/service-level-clock'

/** What was made known of a clock: that so much of its goal was used up, or that it was not stopped by its due instant. */
export interface Mark {
  readonly type: 'warning' | 'breach' | 'escalation'
  /** of the goal; a breach is at 100 */
  readonly percent: number
  readonly at: Instant
  /** who came to say so, and when */
  readonly by: PersonId
  readonly saidAt: Instant
  /** what is to be done; of escalations alone */
  readonly steps: readonly EscalationStep[]
  /** false: a later step says that the clock did not come to this */
  readonly holds: boolean
}

const isOf = (clock: Clock, schedule: readonly Share[], share: Share): boolean =>
  schedule.some(({ percent, at }) => percent === share.percent && at === share.at) && cameTo(clock, share)

const markOf = (event: ServiceLevelClockEvent, clock: Clock): Mark | undefined => {
  const said = { by: event.by, saidAt: event.at, steps: [] }
  if (event.type === 'ClockWarned') {
    const share = { percent: event.percent, at: event.warnedAt }
    return { type: 'warning', ...share, ...said, holds: isOf(clock, clock.warnAt, share) }
  }
  if (event.type === 'ClockBreached') {
    const { breachedAt: at } = event
    return { type: 'breach', percent: 100, at, ...said, holds: breachedAt(clock) === at }
  }
  if (event.type !== 'ClockEscalated') return undefined
  const share = { percent: event.percent, at: event.escalatedAt }
  return { type: 'escalation', ...share, ...said, steps: event.steps, holds: isOf(clock, clock.escalateAt, share) }
}

/** The marks of a cycle in the order in which they were made known, by what holds at its end. */
export const marksOf = (events: readonly ServiceLevelClockEvent[], clock: Clock): readonly Mark[] =>
  events.flatMap((event) => markOf(event, clock) ?? [])
