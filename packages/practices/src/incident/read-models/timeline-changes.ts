import type { IncidentEvent } from '../events.ts'
import type { Standing } from '../words.ts'
import { handled, type SomeHandlers } from './handlers.ts'
import { standingOf } from './ticket.ts'

/** A field before and after. */
export interface FieldChange {
  readonly field: string
  readonly from: string | number | boolean | null
  readonly to: string | number | boolean | null
}

type Value = FieldChange['from']
type Changes = readonly FieldChange[]

const one = (field: string, from: Value, to: Value): Changes => (from === to ? [] : [{ field, from, to }])
const step = (from: Standing, to: string): Changes => one('status', standingOf(from), to)
const listed = (names: readonly string[]): Value => (names.length === 0 ? null : names.join(', '))

const between = (from: Readonly<Record<string, Value>>, to: Readonly<Record<string, Value>>): Changes =>
  Object.keys(to).flatMap((field) => one(field, from[field] ?? null, to[field] ?? null))

const changes: SomeHandlers<undefined, Changes> = {
  IncidentRaised: () => one('status', null, 'New'),
  IncidentAssigned: ({ from, to }) => between(from, to),
  IncidentUnassigned: ({ from }) => between(from, { group: null, assignee: null }),
  WorkStarted: ({ from }) => step(from, 'InProgress'),
  IncidentPutOnHold: ({ from, reason }) => step(from, `OnHold/${reason}`),
  IncidentResumed: ({ reason }) => one('status', `OnHold/${reason}`, 'InProgress'),
  IncidentResolved: ({ from }) => step(from, 'Resolved'),
  ResolutionUpdated: ({ from, to }) => between(from, to),
  IncidentClosed: () => one('status', 'Resolved', 'Closed'),
  IncidentReopened: ({ from }) => one('status', from, 'InProgress'),
  IncidentCancelled: ({ from }) => step(from, 'Cancelled'),
  RecordedAsImported: ({ from, to }) => step(from, standingOf(to)),
  UpdateRecorded: ({ columns }) => Object.entries(columns).map(([field, { from, to }]) => ({ field, from, to })),
  PriorityChanged: ({ from, to }) => between(from, to),
  IncidentRecategorised: ({ from, to }) => between(from, to),
  ServiceReclassified: ({ from, to }) => one('service', from, to),
  CallerCorrected: ({ from, to }) => one('caller', from, to),
  CustomerCorrected: ({ from, to }) => one('customer', from, to),
  DetailsCorrected: (event) => event.changes,
  ConfidentialityChanged: ({ from, to }) => one('confidentialTo', listed(from), listed(to)),
  ExternalVerdictRecorded: ({ from, made }) => one('serviceLevelMade', from, made),
  LinkedTo: ({ kind, reference }) => one(kind, null, reference),
  UnlinkedFrom: ({ kind, reference }) => one(kind, reference, null),
  ParentSet: ({ from, parent }) => one('parent', from, parent),
  ParentRemoved: ({ parent }) => one('parent', parent, null),
  MergedInto: ({ into }) => one('mergedInto', null, into),
  WatcherAdded: ({ watcher }) => one('watcher', null, watcher),
  WatcherRemoved: ({ watcher }) => one('watcher', watcher, null),
  FileAttached: ({ name }) => one('attachment', null, name),
  FileDetached: ({ name }) => one('attachment', name, null),
}

/** What an event changed, field by field: read from the event alone; empty: it changed no field. */
export const changesOf = (event: IncidentEvent): readonly FieldChange[] => handled(changes, event, undefined) ?? []
