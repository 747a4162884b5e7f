import { GroupId, isInstant, PersonId, Priority, word } from '@deskledger/kernel'
import * as t from 'io-ts'

/** Nothing is said as null, and always said: stored events have fixed shapes. */
export const orNull = <Codec extends t.Mixed>(codec: Codec) => t.union([codec, t.null])

/** Where an incident stands. Closed, Cancelled and Merged are final. */
export const Status = t.keyof(
  {
    New: null,
    Assigned: null,
    InProgress: null,
    OnHold: null,
    Resolved: null,
    Closed: null,
    Cancelled: null,
    Merged: null,
  },
  'Status',
)
export type Status = t.TypeOf<typeof Status>

const knownReasons = {
  AwaitingCaller: null,
  AwaitingProblem: null,
  AwaitingChange: null,
  AwaitingVendor: null,
  AwaitingEvidence: null,
}

/** What a person may put an incident on hold for. */
export const KnownHoldReason = t.keyof(knownReasons, 'KnownHoldReason')
export type KnownHoldReason = t.TypeOf<typeof KnownHoldReason>

/** Why an incident is on hold; `Unspecified` comes from imports alone: the source names an open state and does not explain it. */
export const HoldReason = t.keyof({ ...knownReasons, Unspecified: null }, 'HoldReason')
export type HoldReason = t.TypeOf<typeof HoldReason>

/** Status and, where it is OnHold, the reason; else null. */
export const Standing = t.strict({ status: Status, holdReason: orNull(HoldReason) }, 'Standing')
export type Standing = t.TypeOf<typeof Standing>

/** How an incident reached the service desk. */
export const Channel = t.keyof(
  {
    phone: null,
    email: null,
    portal: null,
    chat: null,
    'walk-in': null,
    monitoring: null,
    letter: null,
    'social-media': null,
    other: null,
  },
  'Channel',
)
export type Channel = t.TypeOf<typeof Channel>

/** Who works on it: a group, a person, both or nobody. */
export const Assignment = t.strict({ group: orNull(GroupId), assignee: orNull(PersonId) }, 'Assignment')
export type Assignment = t.TypeOf<typeof Assignment>

/** What an incident may point to. */
export const LinkKind = t.keyof(
  { problem: null, change: null, causingChange: null, knowledge: null, item: null, outage: null, vendor: null },
  'LinkKind',
)
export type LinkKind = t.TypeOf<typeof LinkKind>

/** Who reads a note: the caller too, or the people who work on it alone. */
export const Visibility = t.keyof({ public: null, internal: null }, 'Visibility')
export type Visibility = t.TypeOf<typeof Visibility>

/** What counts as the first response: an answer to the caller, an agent taking it on, or the resolution itself. */
export const ResponseKind = t.keyof({ PublicReply: null, Accepted: null, Resolved: null }, 'ResponseKind')
export type ResponseKind = t.TypeOf<typeof ResponseKind>

/** The details that `CorrectDetails` corrects. */
export const DetailField = t.keyof({ summary: null, description: null, location: null, channel: null }, 'DetailField')
export type DetailField = t.TypeOf<typeof DetailField>

const row = t.strict({ '1': Priority, '2': Priority, '3': Priority }, 'priorities by urgency')

/** An organisation's own priorities: by impact, then by urgency, 1 high to 3 low. */
export const PriorityMatrix = t.strict({ '1': row, '2': row, '3': row }, 'PriorityMatrix')
export type PriorityMatrix = t.TypeOf<typeof PriorityMatrix>

/** A day of the calendar: `2025-03-01`. */
export const Day = word('Day', (text) => isInstant(`${text}T00:00:00.000Z`))
export type Day = t.TypeOf<typeof Day>
