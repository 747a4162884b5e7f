import {
  AgreementId,
  CalendarId,
  Count,
  GroupId,
  Instant,
  PersonId,
  Priority,
  ReferenceId,
  Title,
  type TicketId,
} from '@deskledger/kernel'
import { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import * as t from 'io-ts'

/** Nothing is said as null, and always said: stored events have fixed shapes. */
export const orNull = <Codec extends t.Mixed>(codec: Codec) => t.union([codec, t.null])

/** What is promised of a ticket. */
export const Target = t.keyof({ respond: null, resolve: null, fulfil: null, available: null }, 'Target')
export type Target = t.TypeOf<typeof Target>

/** What sort of ticket a clock runs for. */
export const TicketKind = t.keyof({ incident: null, request: null, problem: null, change: null }, 'TicketKind')
export type TicketKind = t.TypeOf<typeof TicketKind>

/** How a clock ended: by its due instant, or after it. */
export const Verdict = t.keyof({ met: null, missed: null }, 'Verdict')
export type Verdict = t.TypeOf<typeof Verdict>

/** What another system says of a service level of its own. */
export const ExternalVerdict = t.keyof({ made: null, missed: null }, 'ExternalVerdict')
export type ExternalVerdict = t.TypeOf<typeof ExternalVerdict>

/**
 * What a new goal means for time that has passed: it counts from the beginning of the cycle (`recompute-from-origin`), it
 * does not count (`from-now`), or the goal stays as it was and only the agreement and the priority change (`keep`).
 */
export const RetargetPolicy = t.keyof({ 'recompute-from-origin': null, 'from-now': null, keep: null }, 'RetargetPolicy')
export type RetargetPolicy = t.TypeOf<typeof RetargetPolicy>

/** How much time there is: working seconds, or working days that end at the clock time of the start or with the day's hours. */
export const Goal = t.union([t.strict({ seconds: Count }), t.strict({ days: Count, endOfDay: t.boolean })], 'Goal')
export type Goal = t.TypeOf<typeof Goal>

export const PinnedAgreement = t.strict({ id: AgreementId, version: Count }, 'PinnedAgreement')
export type PinnedAgreement = t.TypeOf<typeof PinnedAgreement>

/** A version of a calendar, whole: whatever is edited later, this clock goes by it. */
export const PinnedCalendar = t.strict(
  { id: CalendarId, version: Count, definition: WorkingHoursDefinition },
  'PinnedCalendar',
)
export type PinnedCalendar = t.TypeOf<typeof PinnedCalendar>

/** To a group that knows more, or up the line: level 1 is the first person above. */
const EscalateTo = t.union(
  [
    t.strict({ type: t.literal('functional'), group: GroupId }),
    t.strict({ type: t.literal('hierarchic'), level: Count, person: PersonId }),
  ],
  'EscalateTo',
)

/**
 * What is done once so many percent of the goal are used, 1 to 1000, where 100 is the due instant: to whom the ticket goes
 * (null: it stays), and who is told.
 */
export const EscalationStep = t.strict(
  { percent: Count, to: orNull(EscalateTo), tell: t.readonlyArray(PersonId) },
  'EscalationStep',
)
export type EscalationStep = t.TypeOf<typeof EscalationStep>

/** What was promised, as an agreement had it then; warnings in percent of the goal, 1 to 99. */
export const Terms = t.strict(
  {
    agreement: PinnedAgreement,
    calendar: PinnedCalendar,
    goal: Goal,
    warnings: t.readonlyArray(Count),
    escalations: t.readonlyArray(EscalationStep),
  },
  'Terms',
)
export type Terms = t.TypeOf<typeof Terms>

/** The reasons that a ticket can wait for during which a target does not count; nothing else pauses it. */
export const PauseReasons = t.readonlyArray(Title)

/** What figures are cut by. */
export const Labels = t.strict(
  { service: orNull(ReferenceId), team: orNull(GroupId), priority: orNull(Priority), customer: orNull(ReferenceId) },
  'Labels',
)
export type Labels = t.TypeOf<typeof Labels>

/** A share of the goal, and the instant at which it is used up. */
export const Share = t.strict({ percent: Count, at: Instant }, 'Share')
export type Share = t.TypeOf<typeof Share>

/**
 * What a goal comes to: in working seconds, when it is due, and when to warn and to escalate, in order. Null: it cannot be
 * said, because the clock is paused and what is left comes after that, or because the hours never come to so much. While a
 * clock is paused, `warnAt` and `escalateAt` hold what was reached before.
 */
export const schedule = {
  targetSeconds: Count,
  dueAt: orNull(Instant),
  warnAt: t.readonlyArray(Share),
  escalateAt: t.readonlyArray(Share),
}
export const Schedule = t.strict(schedule, 'Schedule')
export type Schedule = t.TypeOf<typeof Schedule>

/** The schedule that something carries. */
export const scheduleIn = ({ targetSeconds, dueAt, warnAt, escalateAt }: Schedule): Schedule => ({
  targetSeconds,
  dueAt,
  warnAt,
  escalateAt,
})

/** The name of a ticket's clock. */
export const clockIdOf = (ticket: TicketId, target: Target): string => `${ticket}.${target}`
