import { Body, Count, GroupId, IncidentId, Instant, Level, PersonId, ReferenceId, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import { Channel, KnownHoldReason, PriorityMatrix, orNull } from '../words.ts'
import { ask } from './ask.ts'

/**
 * Raises an incident; `customer` is the organisation or unit that the service is provided to, `matrix` replaces the
 * priorities of ITIL, `confidentialTo` names the groups that alone may see it.
 */
export const RaiseIncident = ask(
  'RaiseIncident',
  { summary: Title, impact: Level, urgency: Level },
  {
    reportedAt: orNull(Instant),
    description: orNull(Body),
    caller: orNull(PersonId),
    customer: orNull(ReferenceId),
    channel: orNull(Channel),
    service: orNull(ReferenceId),
    category: orNull(Title),
    subcategory: orNull(Title),
    location: orNull(Title),
    group: orNull(GroupId),
    assignee: orNull(PersonId),
    confidentialTo: t.readonlyArray(GroupId),
    followUpOf: orNull(IncidentId),
    matrix: orNull(PriorityMatrix),
  },
)
export type RaiseIncident = t.TypeOf<typeof RaiseIncident>

/** Gives it to a group, a person or both; what is left out stays as it is, null takes it away. */
export const AssignIncident = ask('AssignIncident', {}, { group: orNull(GroupId), assignee: orNull(PersonId) })
export type AssignIncident = t.TypeOf<typeof AssignIncident>

/** Takes it from everybody. */
export const UnassignIncident = ask('UnassignIncident', {}, {})
export type UnassignIncident = t.TypeOf<typeof UnassignIncident>

/** Begins to work on it. */
export const StartWork = ask('StartWork', {}, {})
export type StartWork = t.TypeOf<typeof StartWork>

/** Waits for something outside; AwaitingCaller needs a comment that says what is asked of the caller. */
export const PutOnHold = ask('PutOnHold', { reason: KnownHoldReason }, { comment: orNull(Body) })
export type PutOnHold = t.TypeOf<typeof PutOnHold>

/** Goes on after a wait. */
export const ResumeIncident = ask('ResumeIncident', {}, { comment: orNull(Body) })
export type ResumeIncident = t.TypeOf<typeof ResumeIncident>

/** Says that it is solved, how, and by whom (`resolver`; left out: who asks). */
export const ResolveIncident = ask('ResolveIncident', { code: Title, text: Body }, { resolver: orNull(PersonId) })
export type ResolveIncident = t.TypeOf<typeof ResolveIncident>

/** Sets code or text of the resolution right; what is left out stays. */
export const UpdateResolution = ask('UpdateResolution', {}, { code: Title, text: Body })
export type UpdateResolution = t.TypeOf<typeof UpdateResolution>

/** Ends a resolved incident for good. */
export const CloseIncident = ask('CloseIncident', {}, { code: orNull(Title), comment: orNull(Body) })
export type CloseIncident = t.TypeOf<typeof CloseIncident>

/** Says that the resolution did not hold. `windowSeconds` after the resolution it is too late; left out: 14 days. */
export const ReopenIncident = ask(
  'ReopenIncident',
  {},
  { reason: orNull(Body), bySelfService: t.boolean, windowSeconds: orNull(Count) },
)
export type ReopenIncident = t.TypeOf<typeof ReopenIncident>

/** Gives it up without resolution. */
export const CancelIncident = ask('CancelIncident', { reason: Body }, {})
export type CancelIncident = t.TypeOf<typeof CancelIncident>

/** An agent takes it on: the first response, where there was none. */
export const AcceptIncident = ask('AcceptIncident', {}, {})
export type AcceptIncident = t.TypeOf<typeof AcceptIncident>
