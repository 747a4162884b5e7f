import {
  Body,
  Count,
  GroupId,
  IncidentId,
  Instant,
  Level,
  PersonId,
  Priority,
  ReferenceId,
  Title,
} from '@deskledger/kernel'
import * as t from 'io-ts'
import { Assignment, Channel, HoldReason, ResponseKind, Standing, Status, orNull } from '../words.ts'
import { event } from './event.ts'

/** Untracked columns of a source row, as they stand there; null is missing. */
export const Columns = t.record(t.string, orNull(t.string), 'Columns')
export type Columns = t.TypeOf<typeof Columns>

/** What an import knew at an incident's first row, besides what the incident itself knows. */
const Imported = t.strict(
  { source: Title, row: Count, fields: Columns, finals: Columns, serviceLevelMade: orNull(t.boolean) },
  'Imported',
)

/** An incident came to be. Own ones always have summary, impact, urgency and priority; imports may not know them. */
export const IncidentRaised = event('IncidentRaised', {
  reportedAt: Instant,
  summary: orNull(Title),
  description: orNull(Body),
  caller: orNull(PersonId),
  customer: orNull(ReferenceId),
  channel: orNull(Channel),
  service: orNull(ReferenceId),
  category: orNull(Title),
  subcategory: orNull(Title),
  location: orNull(Title),
  impact: orNull(Level),
  urgency: orNull(Level),
  priority: orNull(Priority),
  computedPriority: orNull(Priority),
  group: orNull(GroupId),
  assignee: orNull(PersonId),
  confidentialTo: t.readonlyArray(GroupId),
  followUpOf: orNull(IncidentId),
  imported: orNull(Imported),
})
export type IncidentRaised = t.TypeOf<typeof IncidentRaised>

/** Given to a group, a person or both; `status` and `reassignments` as they are afterwards. */
export const IncidentAssigned = event('IncidentAssigned', {
  from: Assignment,
  to: Assignment,
  status: Status,
  reassignments: Count,
})
export type IncidentAssigned = t.TypeOf<typeof IncidentAssigned>

/** Taken from everybody; `status` and `reassignments` as they are afterwards. */
export const IncidentUnassigned = event('IncidentUnassigned', {
  from: Assignment,
  status: Status,
  reassignments: Count,
})
export type IncidentUnassigned = t.TypeOf<typeof IncidentUnassigned>

/** Somebody began to work on it; InProgress from here. */
export const WorkStarted = event('WorkStarted', { from: Standing })
export type WorkStarted = t.TypeOf<typeof WorkStarted>

/** Waiting for something outside; OnHold from here. */
export const IncidentPutOnHold = event('IncidentPutOnHold', {
  from: Standing,
  reason: HoldReason,
  comment: orNull(Body),
})
export type IncidentPutOnHold = t.TypeOf<typeof IncidentPutOnHold>

/** The wait is over; `reason` is what it was on hold for. InProgress from here. */
export const IncidentResumed = event('IncidentResumed', { reason: HoldReason, comment: orNull(Body) })
export type IncidentResumed = t.TypeOf<typeof IncidentResumed>

/** Resolved for the n-th time (`attempt`, from 1); code and text are null only in imports. */
export const IncidentResolved = event('IncidentResolved', {
  from: Standing,
  attempt: Count,
  code: orNull(Title),
  text: orNull(Body),
  resolver: PersonId,
  firstContact: t.boolean,
})
export type IncidentResolved = t.TypeOf<typeof IncidentResolved>

const Resolution = t.strict({ code: orNull(Title), text: orNull(Body) }, 'Resolution')

/** Code or text of the resolution were set right. */
export const ResolutionUpdated = event('ResolutionUpdated', { from: Resolution, to: Resolution })
export type ResolutionUpdated = t.TypeOf<typeof ResolutionUpdated>

/** Closed: final. */
export const IncidentClosed = event('IncidentClosed', { code: orNull(Title), comment: orNull(Body) })
export type IncidentClosed = t.TypeOf<typeof IncidentClosed>

/** The resolution did not hold; InProgress from here, for the n-th time (`reopenings`, from 1). */
export const IncidentReopened = event('IncidentReopened', {
  from: Status,
  reason: orNull(Body),
  reopenings: Count,
  bySelfService: t.boolean,
})
export type IncidentReopened = t.TypeOf<typeof IncidentReopened>

/** Given up without resolution: final. */
export const IncidentCancelled = event('IncidentCancelled', { from: Standing, reason: orNull(Body) })
export type IncidentCancelled = t.TypeOf<typeof IncidentCancelled>

/** The caller heard from us for the first time. Once for an incident. */
export const FirstResponseRecorded = event('FirstResponseRecorded', { how: ResponseKind })
export type FirstResponseRecorded = t.TypeOf<typeof FirstResponseRecorded>
