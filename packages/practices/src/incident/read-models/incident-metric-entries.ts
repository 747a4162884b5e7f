import {
  secondsBetween,
  type DerivedTable,
  type IncidentId,
  type Instant,
  type Row,
  type Uuid,
} from '@deskledger/kernel'
import type { IncidentFact, ResolutionMoment } from './fact.ts'
import { remembered, sameFigures } from './lineage.ts'
import type { Ticket } from './ticket.ts'

/** What an entry is an occurrence of. What belongs to the time of reporting is read from the facts themselves. */
export type EntryKind = 'response' | 'resolution' | 'reopened' | 'closure'

/**
 * One occurrence behind the figures. Entries of one time and one population are shared among metrics.
 * `amount`: seconds since the report; for `reopened` how many times.
 */
export interface MetricEntry {
  readonly kind: EntryKind
  readonly at: Instant
  readonly incidentId: IncidentId
  readonly amount: number
  /** of resolutions: the first one, the one that reopenings belong to */
  readonly first: boolean
  /** of resolutions: the last one, the one that durations follow */
  readonly last: boolean
  /** of the last resolution: solved by the first contact, never re-assigned, never reopened */
  readonly firstContact: boolean
  /** of the last resolution: how often the ticket was re-assigned */
  readonly reassignments: number
  /** as the ticket stands now */
  readonly priority: Ticket['priority']
  readonly category: Ticket['category']
  readonly group: Ticket['group']
  /** the events that prove it */
  readonly eventIds: readonly Uuid[]
}

type Own = Pick<MetricEntry, 'kind' | 'at' | 'amount' | 'eventIds'> & Partial<MetricEntry>

const entry = ({ incidentId, now }: IncidentFact, own: Own): MetricEntry => ({
  kind: own.kind,
  at: own.at,
  incidentId,
  amount: own.amount,
  first: own.first ?? false,
  last: own.last ?? false,
  firstContact: own.firstContact ?? false,
  reassignments: own.reassignments ?? 0,
  priority: now.priority,
  category: now.category,
  group: now.group,
  eventIds: own.eventIds,
})

const resolution = (
  fact: IncidentFact,
  { at, eventId, attempt, firstContact }: ResolutionMoment,
  last: boolean,
): MetricEntry =>
  entry(fact, {
    kind: 'resolution',
    at,
    amount: secondsBetween(fact.reportedAt, at),
    first: attempt === 1,
    last,
    firstContact: last && firstContact !== false && fact.reassignments === 0 && fact.reopenings.length === 0,
    reassignments: last ? fact.reassignments : 0,
    eventIds: [fact.raised.eventId, eventId],
  })

const closure = (fact: IncidentFact): readonly MetricEntry[] => {
  const closing = fact.closings[fact.closings.length - 1]
  const at = fact.finals.closedAt ?? closing?.at
  if (at === undefined) return []
  const eventIds = closing ? [fact.raised.eventId, closing.eventId] : [fact.raised.eventId]
  return [entry(fact, { kind: 'closure', at, amount: secondsBetween(fact.reportedAt, at), eventIds })]
}

const reopened = (fact: IncidentFact): readonly MetricEntry[] => {
  const at = fact.resolutions[0]?.at ?? fact.reopenings[0]?.at
  if (at === undefined || fact.reopenings.length === 0) return []
  const eventIds = fact.reopenings.map(({ eventId }) => eventId)
  return [entry(fact, { kind: 'reopened', at, amount: fact.reopenings.length, eventIds })]
}

const response = (fact: IncidentFact): readonly MetricEntry[] => {
  const { reportedAt, raised, firstResponse: first } = fact
  if (!first) return []
  const eventIds = [raised.eventId, first.eventId]
  return [entry(fact, { kind: 'response', at: first.at, amount: secondsBetween(reportedAt, first.at), eventIds })]
}

/** The occurrences that a fact stands for, at most one of a kind but resolutions. */
export const entriesOf = remembered((fact): readonly MetricEntry[] => {
  const { resolutions } = fact
  return [
    ...response(fact),
    ...resolutions.map((one, index) => resolution(fact, one, index === resolutions.length - 1)),
    ...reopened(fact),
    ...closure(fact),
  ]
}, sameFigures)

/** Drill-down: the occurrences behind every figure, with the events that prove them. */
export const incidentMetricEntries: DerivedTable<IncidentFact> = {
  name: 'incident-metric-entries',
  indexes: [
    { name: 'kind-at', fields: ['kind', 'at'] },
    { name: 'incident', fields: ['incidentId', 'kind'] },
  ],
  rowsOf: remembered(
    (fact) => entriesOf(fact).map((row, index): Row => ({ key: `${row.incidentId}/${row.kind}/${index}`, row })),
    sameFigures,
  ),
}
