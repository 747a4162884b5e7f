import type { Dimension, EntryKind, MetricName, Slice } from '@deskledger/practices/incident'
import type { Condition } from '@deskledger/read-store'

/** Where the occurrences behind a metric are listed: entries of a kind, or the facts themselves. */
type Source =
  | { readonly table: 'entries'; readonly kind: EntryKind; readonly where: readonly Condition[] }
  | { readonly table: 'facts'; readonly where: readonly Condition[] }

/** One metric: what it means, and how to reach what is behind it. */
export interface Metric {
  readonly name: string
  readonly definition: string
  readonly formula: string
  readonly unit: 'incidents' | 'seconds' | 'times' | 'share'
  readonly population: string
  /** the time an occurrence belongs to */
  readonly belongsTo: string
  readonly follows: MetricName
  /** slices of the population: cut by this, not by dimensions */
  readonly slice: Slice['by'] | null
  readonly source: Source
}

/** What a figure can be narrowed to: a dimension as the ticket stands now. */
export type CutBy = Exclude<Dimension, 'all'>

const reported = { population: 'all incidents', belongsTo: 'the report', slice: null }
const resolved = { population: 'incidents ever resolved', belongsTo: 'the last resolution', slice: null }
const lastResolution: Source = { table: 'entries', kind: 'resolution', where: [{ path: 'last', is: true }] }

/** The metric catalogue of incidents: one definition each, and which one is followed where two are right. */
export const metricCatalogue: readonly Metric[] = [
  {
    name: 'volume',
    definition: 'Incidents reported.',
    formula: 'count of incidents by the time they were reported',
    unit: 'incidents',
    follows: 'volume',
    ...reported,
    source: { table: 'facts', where: [] },
  },
  {
    name: 'timeToRespond',
    definition: 'How long callers waited for a first response.',
    formula: 'first response − reported: mean, median, p90, p95',
    unit: 'seconds',
    population: 'incidents with a first response',
    belongsTo: 'the first response',
    follows: 'timeToRespond',
    slice: null,
    source: { table: 'entries', kind: 'response', where: [] },
  },
  {
    name: 'resolutions',
    definition: 'Entries into Resolved, by whatever way: a ticket resolved again counts again.',
    formula: 'count of steps into Resolved',
    unit: 'times',
    population: 'steps into Resolved',
    belongsTo: 'each resolution',
    follows: 'resolutions',
    slice: null,
    source: { table: 'entries', kind: 'resolution', where: [] },
  },
  {
    name: 'timeToResolve',
    definition: 'How long it took until the resolution that stands.',
    formula: 'last step into Resolved − reported: mean, median, p90, p95',
    unit: 'seconds',
    follows: 'timeToResolve',
    ...resolved,
    source: lastResolution,
  },
  {
    name: 'firstContactResolution',
    definition: 'Incidents that the first contact solved: never re-assigned, never reopened.',
    formula: 'incidents so resolved ÷ incidents ever resolved',
    unit: 'share',
    follows: 'firstContactResolution',
    ...resolved,
    source: { ...lastResolution, where: [...lastResolution.where, { path: 'firstContact', is: true }] },
  },
  {
    name: 'timeToClose',
    definition: 'How long it took until the ticket was closed; an import that states the final time is followed.',
    formula: '(closing time the import states, else the last step into Closed) − reported: mean, median, p90, p95',
    unit: 'seconds',
    population: 'incidents closed',
    belongsTo: 'the closing',
    follows: 'timeToClose',
    slice: null,
    source: { table: 'entries', kind: 'closure', where: [] },
  },
  {
    name: 'reopened',
    definition: 'Incidents whose resolution did not hold.',
    formula: 'incidents reopened at least once ÷ incidents resolved at least once; and how many times',
    unit: 'times',
    population: 'incidents resolved at least once',
    belongsTo: 'the first resolution',
    follows: 'reopened',
    slice: null,
    source: { table: 'entries', kind: 'reopened', where: [] },
  },
  {
    name: 'reassignments',
    definition: 'How often tickets changed hands.',
    formula: 'sum of re-assignments; incidents with any',
    unit: 'times',
    follows: 'reassignments',
    ...reported,
    source: { table: 'facts', where: [{ path: 'reassignments', after: 0 }] },
  },
  {
    name: 'reassignmentsOfResolved',
    definition: 'How often tickets changed hands until they were resolved.',
    formula: 'sum of re-assignments of resolved incidents ÷ incidents ever resolved',
    unit: 'times',
    follows: 'reassignmentsOfResolved',
    ...resolved,
    source: { ...lastResolution, where: [...lastResolution.where, { path: 'reassignments', after: 0 }] },
  },
  {
    name: 'finalState',
    definition: 'Incidents by the status they have now.',
    formula: 'count of incidents by status',
    unit: 'incidents',
    ...reported,
    follows: 'volume',
    slice: 'status',
    source: { table: 'facts', where: [] },
  },
  {
    name: 'slaVerdict',
    definition: 'What another system said, last, of its own service level.',
    formula: 'count of incidents by the last verdict: made, missed',
    unit: 'incidents',
    ...reported,
    population: 'incidents with a verdict',
    follows: 'volume',
    slice: 'verdict',
    source: { table: 'facts', where: [] },
  },
  {
    name: 'timeInState',
    definition: 'How long tickets stood in each status and hold reason.',
    formula: 'sum of seconds from each event to the next, by the standing after the earlier one; a step back counts 0',
    unit: 'seconds',
    ...reported,
    follows: 'timeInState',
    slice: 'standing',
    source: { table: 'facts', where: [] },
  },
]
