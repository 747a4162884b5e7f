import {
  isInstant,
  secondsBetween,
  type Instant,
  type Projection,
  type StoredEvent,
  type Uuid,
} from '@deskledger/kernel'
import { incidentEvents, type IncidentEvent } from '../events.ts'
import type { IncidentRaised } from '../events/lifecycle.ts'
import type { IncidentFact, Moment } from './fact.ts'
import { handled, type SomeHandlers } from './handlers.ts'
import { incidentCounters } from './incident-counters.ts'
import { incidentMetricCells, incidentStateCells } from './incident-metric-cells.ts'
import { incidentMetricEntries } from './incident-metric-entries.ts'
import { incidentSpans } from './incident-spans.ts'
import { isOpen, raisedTicket, standingOf, ticketAfter, type Ticket } from './ticket.ts'
import { firstVersions, versionsAfter } from './versions.ts'

type Stored = StoredEvent<IncidentEvent>

const instantIn = (text: string | null | undefined): Instant | null =>
  text !== null && text !== undefined && isInstant(text) ? (text as Instant) : null

const finalsIn = (columns: Readonly<Record<string, string | null>>): IncidentFact['finals'] => ({
  resolvedAt: instantIn(columns['resolvedAt']),
  closedAt: instantIn(columns['closedAt']),
})

const first = (data: IncidentRaised, { eventId, recordedAt }: Stored): IncidentFact => {
  const now = raisedTicket(data)
  const made = data.imported?.serviceLevelMade ?? null
  return {
    incidentId: data.incidentId,
    reportedAt: data.reportedAt,
    raised: { at: data.at, eventId },
    lastAt: data.at,
    lastRecordedAt: recordedAt,
    now,
    firstResponse: null,
    resolutions: [],
    reopenings: [],
    closings: [],
    cancelled: null,
    reassignments: 0,
    reassignedBy: [],
    finals: finalsIn(data.imported?.finals ?? {}),
    verdict: made === null ? null : { made, eventId },
    stays: { New: { events: 1, seconds: 0 } },
    versions: firstVersions(data.at, now),
  }
}

const longer = ({ stays, lastAt, now }: IncidentFact, at: Instant): IncidentFact['stays'] => {
  const standing = standingOf(now)
  const stay = stays[standing]
  const seconds = at > lastAt ? secondsBetween(lastAt, at) : 0
  return {
    ...stays,
    [standing]: { events: (stay?.events ?? 0) + 1, seconds: (stay?.seconds ?? 0) + seconds },
  }
}

const stepped = (fact: IncidentFact, before: Ticket, stored: Stored): IncidentFact => {
  const { data, eventId } = stored
  const moment: Moment = { at: data.at, eventId }
  const { status } = fact.now
  if (status === before.status) return fact
  if (status === 'Resolved') {
    const firstContact = data.type === 'IncidentResolved' ? data.firstContact : null
    const attempt = fact.resolutions.length + 1
    return { ...fact, resolutions: [...fact.resolutions, { ...moment, attempt, firstContact }] }
  }
  return ended(fact, before, moment)
}

const ended = (fact: IncidentFact, before: Ticket, moment: Moment): IncidentFact => {
  const { status } = fact.now
  if (status === 'Closed') return { ...fact, closings: [...fact.closings, moment] }
  if (status === 'Cancelled') return { ...fact, cancelled: moment }
  const wasDone = before.status === 'Resolved' || before.status === 'Closed'
  return wasDone && isOpen(status) ? { ...fact, reopenings: [...fact.reopenings, moment] } : fact
}

const restated = (
  fact: IncidentFact,
  columns: Readonly<Record<string, { readonly to: string | null }>>,
): IncidentFact => {
  const { resolvedAt, closedAt } = columns
  if (!resolvedAt && !closedAt) return fact
  return {
    ...fact,
    finals: {
      resolvedAt: resolvedAt ? instantIn(resolvedAt.to) : fact.finals.resolvedAt,
      closedAt: closedAt ? instantIn(closedAt.to) : fact.finals.closedAt,
    },
  }
}

const reassigned = (
  event: { readonly reassignments: number },
  { fact, eventId }: { readonly fact: IncidentFact; readonly eventId: Uuid },
): IncidentFact =>
  event.reassignments > fact.reassignments
    ? { ...fact, reassignments: event.reassignments, reassignedBy: [...fact.reassignedBy, eventId] }
    : fact

const counts: SomeHandlers<{ readonly fact: IncidentFact; readonly eventId: Uuid }, IncidentFact> = {
  IncidentAssigned: reassigned,
  IncidentUnassigned: reassigned,
  FirstResponseRecorded: ({ at, how }, { fact, eventId }) =>
    fact.firstResponse ? fact : { ...fact, firstResponse: { at, eventId, how } },
  ExternalVerdictRecorded: ({ made }, { fact, eventId }) => ({ ...fact, verdict: { made, eventId } }),
  UpdateRecorded: ({ columns }, { fact }) => restated(fact, columns),
}

const later = (fact: IncidentFact, stored: Stored): IncidentFact => {
  const { data, recordedAt } = stored
  const now = ticketAfter(fact.now, data)
  const moved: IncidentFact = {
    ...fact,
    lastAt: data.at,
    lastRecordedAt: recordedAt,
    now,
    stays: longer(fact, data.at),
    versions: versionsAfter(fact.versions, data.at, now),
  }
  const stood = now === fact.now ? moved : stepped(moved, fact.now, stored)
  return handled(counts, data, { fact: stood, eventId: stored.eventId }) ?? stood
}

/** What the figures about incidents are made of: a fact for each incident, and the numbers and spans it gives rise to. */
export const incidentMetrics: Projection<IncidentEvent, IncidentFact> = {
  name: 'incident-metrics',
  version: 1,
  on: Object.keys(incidentEvents),
  keysOf: ({ data }) => [data.incidentId],
  apply: (fact, event) => {
    if (fact) return later(fact, event)
    return event.data.type === 'IncidentRaised' ? first(event.data, event) : undefined
  },
  indexes: [
    { name: 'reportedAt', fields: ['reportedAt'] },
    { name: 'lastRecordedAt', fields: ['lastRecordedAt'] },
  ],
  tables: [incidentSpans, incidentMetricEntries],
  rollups: [incidentMetricCells, incidentStateCells, incidentCounters],
}
