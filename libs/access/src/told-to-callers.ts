import type { StoredEvent } from '@deskledger/kernel'
import type { IncidentDetails, IncidentEvent, TimelineEntry } from '@deskledger/practices/incident'
import * as t from 'io-ts'
import type { Identity } from './identity.ts'
import { sightOf } from './may-see.ts'

type Type = IncidentEvent['type']

/**
 * What callers are told of, whole. What the desk says among itself is not here: internal notes, assignments, escalations
 * and priorities with their reasons, time, links, other tickets, major incidents, confidentiality, rows of imports.
 */
const whole: ReadonlySet<string> = new Set<Type>([
  'IncidentRaised',
  'WorkStarted',
  'FirstResponseRecorded',
  'IncidentResolved',
  'ResolutionUpdated',
  'IncidentClosed',
  'IncidentReopened',
  'IncidentCancelled',
  'DetailsCorrected',
  'CallerCorrected',
  'FileAttached',
  'FileDetached',
  'WatcherAdded',
  'WatcherRemoved',
])

const notImported = t.type({ imported: t.null })
const publicNote = t.type({ visibility: t.literal('public') })
const askedOfCaller = t.type({ reason: t.literal('AwaitingCaller') })
const answeredByCaller = t.type({ reason: t.literal('AwaitingCaller'), comment: t.null })

/** What callers are told of in part: of these events, those with this data. */
const partly: ReadonlyMap<string, t.Mixed> = new Map<Type, t.Mixed>([
  ['IncidentRaised', notImported],
  ['NoteAdded', publicNote],
  ['IncidentPutOnHold', askedOfCaller],
  ['IncidentResumed', answeredByCaller],
])

const isEventForCallers = ({ type, data }: Pick<StoredEvent, 'type' | 'data'>): boolean =>
  partly.get(type)?.is(data) ?? whole.has(type)

/** Of a ticket that somebody sees: whether an event, as stored or as answered, is for them. A requester is told what callers are. */
export const seesEvent =
  (identity: Pick<Identity, 'roles'>) =>
  (event: Pick<StoredEvent, 'type' | 'data'>): boolean => {
    const sight = sightOf(identity)
    return sight === 'Own' ? isEventForCallers(event) : sight !== 'Nothing'
  }

type Entry = Pick<TimelineEntry, 'type' | 'by' | 'words' | 'changes'>

/** An entry has the event's sentence in place of its data: what it begins with, or all of it, is the same for ever. */
const entriesForCallers: ReadonlyMap<string, (entry: Entry) => boolean> = new Map<Type, (entry: Entry) => boolean>([
  ['NoteAdded', ({ by, words }) => words.startsWith(`${by} noted (public): `)],
  ['IncidentPutOnHold', ({ changes }) => changes.some(({ to }) => to === 'OnHold/AwaitingCaller')],
  ['IncidentResumed', ({ by, words }) => words === `${by} resumed it, before: waiting for the caller`],
])

/** The same of an entry of its timeline. */
export const seesEntry =
  (identity: Pick<Identity, 'roles'>) =>
  (entry: Entry): boolean => {
    const sight = sightOf(identity)
    if (sight !== 'Own') return sight !== 'Nothing'
    return entriesForCallers.get(entry.type)?.(entry) ?? whole.has(entry.type)
  }

const callerFields = [
  'incidentId',
  'summary',
  'status',
  'holdReason',
  'priority',
  'category',
  'group',
  'assignee',
  'caller',
  'customer',
  'confidentialTo',
  'major',
  'reportedAt',
  'description',
  'channel',
  'service',
  'subcategory',
  'location',
  'impact',
  'urgency',
  'followUpOf',
  'raised',
  'updatedAt',
  'revision',
  'recordedAt',
  'firstResponse',
  'resolutions',
  'reopenings',
  'closures',
  'cancelled',
  'watchers',
  'attachments',
] as const

/** An incident as its caller sees it: nothing of what the desk says among itself. `notes` counts public ones. */
export interface CallerDetails extends Pick<IncidentDetails, (typeof callerFields)[number]> {
  readonly notes: { readonly public: number }
}

/** An incident as its caller sees it. */
export const callerDetails = (details: IncidentDetails): CallerDetails => ({
  incidentId: details.incidentId,
  summary: details.summary,
  status: details.status,
  holdReason: details.holdReason,
  priority: details.priority,
  category: details.category,
  group: details.group,
  assignee: details.assignee,
  caller: details.caller,
  customer: details.customer,
  confidentialTo: details.confidentialTo,
  major: details.major,
  reportedAt: details.reportedAt,
  description: details.description,
  channel: details.channel,
  service: details.service,
  subcategory: details.subcategory,
  location: details.location,
  impact: details.impact,
  urgency: details.urgency,
  followUpOf: details.followUpOf,
  raised: details.raised,
  updatedAt: details.updatedAt,
  revision: details.revision,
  recordedAt: details.recordedAt,
  firstResponse: details.firstResponse,
  resolutions: details.resolutions,
  reopenings: details.reopenings,
  closures: details.closures,
  cancelled: details.cancelled,
  watchers: details.watchers,
  attachments: details.attachments,
  notes: { public: details.notes.public },
})

/** Where a requester may look and sort: to filter by a field is to read it. */
export const callerPaths: ReadonlySet<string> = new Set([...callerFields, 'notes.public'])

/** An incident as somebody sees it who sees it at all. */
export const detailsFor = (
  identity: Pick<Identity, 'roles'>,
  details: IncidentDetails,
): IncidentDetails | CallerDetails => (sightOf(identity) === 'Own' ? callerDetails(details) : details)
