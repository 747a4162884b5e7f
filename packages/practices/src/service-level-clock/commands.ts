import {
  Body,
  ClockId,
  Count,
  GroupId,
  Instant,
  PersonId,
  Priority,
  ReferenceId,
  TicketId,
  Title,
} from '@deskledger/kernel'
import * as t from 'io-ts'
import { ExternalVerdict, Labels, PauseReasons, RetargetPolicy, Target, Terms, TicketKind, orNull } from './words.ts'

/** The codec of one command: what all carry, what it must say, and what it may say. */
const ask = <Type extends string, Must extends t.Props, May extends t.Props>(type: Type, must: Must, may: May) =>
  t.exact(
    t.intersection([
      t.type({ type: t.literal(type), clockId: ClockId, by: PersonId, at: Instant, ...must }),
      t.partial(may),
    ]),
    type,
  )

/** Begins to count for one target of a ticket, from `at`. Everything that a later edit could change is pinned. */
export const StartClock = ask(
  'StartClock',
  { ticket: TicketId, kind: TicketKind, target: Target, terms: Terms, pauseReasons: PauseReasons, labels: Labels },
  {},
)
export type StartClock = t.TypeOf<typeof StartClock>

/** The ticket waits for something; whether that pauses the clock, its pinned reasons say. */
export const PauseClock = ask('PauseClock', { reason: Title }, {})
export type PauseClock = t.TypeOf<typeof PauseClock>

/** The ticket does not wait any more. */
export const ResumeClock = ask('ResumeClock', {}, {})
export type ResumeClock = t.TypeOf<typeof ResumeClock>

/** Another promise holds from here: priority or agreement changed. Of `terms`, `keep` takes the agreement alone. */
export const RetargetClock = ask(
  'RetargetClock',
  { policy: RetargetPolicy, terms: Terms, priority: orNull(Priority), why: Body },
  {},
)
export type RetargetClock = t.TypeOf<typeof RetargetClock>

/** Makes known that so many percent of the goal are used up. */
export const WarnClock = ask('WarnClock', { percent: Count }, {})
export type WarnClock = t.TypeOf<typeof WarnClock>

/** Makes known that the due instant has passed. */
export const BreachClock = ask('BreachClock', {}, {})
export type BreachClock = t.TypeOf<typeof BreachClock>

/** Makes known that so many percent of the goal are used up, at which steps are to be taken. */
export const EscalateClock = ask('EscalateClock', { percent: Count }, {})
export type EscalateClock = t.TypeOf<typeof EscalateClock>

/** What was promised is done; `why` names what did it, such as `Resolved`. */
export const StopClock = ask('StopClock', { why: Title }, {})
export type StopClock = t.TypeOf<typeof StopClock>

/** Counts again, in a new cycle: the ticket was reopened. What is left out is as in the cycle before. */
export const RestartClock = ask(
  'RestartClock',
  { why: Title },
  { terms: Terms, pauseReasons: PauseReasons, labels: Labels },
)
export type RestartClock = t.TypeOf<typeof RestartClock>

/** There is nothing to promise any more: the ticket was cancelled, or merged into another. */
export const CancelClock = ask('CancelClock', { reason: Body }, {})
export type CancelClock = t.TypeOf<typeof CancelClock>

/** Keeps what another system says of this target, beside what is said here. */
export const NoteExternalVerdict = ask('NoteExternalVerdict', { source: Title, verdict: ExternalVerdict }, {})
export type NoteExternalVerdict = t.TypeOf<typeof NoteExternalVerdict>

/** Says whose figures the cycle that runs, or ran last, belongs to; what is left out stays. */
export const RelabelClock = ask(
  'RelabelClock',
  {},
  { service: orNull(ReferenceId), team: orNull(GroupId), priority: orNull(Priority), customer: orNull(ReferenceId) },
)
export type RelabelClock = t.TypeOf<typeof RelabelClock>

/** All that may be asked of a clock, by type. */
export const serviceLevelClockCommands = {
  StartClock,
  PauseClock,
  ResumeClock,
  RetargetClock,
  WarnClock,
  BreachClock,
  EscalateClock,
  StopClock,
  RestartClock,
  CancelClock,
  NoteExternalVerdict,
  RelabelClock,
}
export type ServiceLevelClockCommand = t.TypeOf<
  (typeof serviceLevelClockCommands)[keyof typeof serviceLevelClockCommands]
>
