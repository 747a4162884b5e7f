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
import { isOpen, raisedTicket, standingOf, ticketAfter, type Draft, type Ticket } from './ticket.ts'
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

/** A copy, field by field: twenty times as fast as a spread (Node 20), and this runs for every event there ever was. */
const draftOf = (fact: IncidentFact): Draft<IncidentFact> => ({
  incidentId: fact.incidentId,
  reportedAt: fact.reportedAt,
  raised: fact.raised,
  lastAt: fact.lastAt,
  lastRecordedAt: fact.lastRecordedAt,
  now: fact.now,
  firstResponse: fact.firstResponse,
  resolutions: fact.resolutions,
  reopenings: fact.reopenings,
  closings: fact.closings,
  cancelled: fact.cancelled,
  reassignments: fact.reassignments,
  reassignedBy: fact.reassignedBy,
  finals: fact.finals,
  verdict: fact.verdict,
  stays: fact.stays,
  versions: fact.versions,
})

const step = (fact: Draft<IncidentFact>, before: Ticket, { data, eventId }: Stored): void => {
  const { status } = fact.now
  const { at } = data
  if (status === before.status) return
  if (status === 'Resolved') {
    const firstContact = data.type === 'IncidentResolved' ? data.firstContact : null
    const attempt = fact.resolutions.length + 1
    fact.resolutions = [...fact.resolutions, { at, eventId, attempt, firstContact }]
  } else end(fact, before, { at, eventId })
}

const end = (fact: Draft<IncidentFact>, before: Ticket, moment: Moment): void => {
  const { status } = fact.now
  const wasDone = before.status === 'Resolved' || before.status === 'Closed'
  if (status === 'Closed') fact.closings = [...fact.closings, moment]
  else if (status === 'Cancelled') fact.cancelled = moment
  else if (wasDone && isOpen(status)) fact.reopenings = [...fact.reopenings, moment]
}

interface Given {
  readonly fact: Draft<IncidentFact>
  readonly eventId: Uuid
}

const reassigned = ({ reassignments }: { readonly reassignments: number }, { fact, eventId }: Given): void => {
  if (reassignments <= fact.reassignments) return
  fact.reassignments = reassignments
  fact.reassignedBy = [...fact.reassignedBy, eventId]
}

const changes: SomeHandlers<Given, void> = {
  IncidentAssigned: reassigned,
  IncidentUnassigned: reassigned,
  FirstResponseRecorded: ({ at, how }, { fact, eventId }) => {
    fact.firstResponse ??= { at, eventId, how }
  },
  ExternalVerdictRecorded: ({ made }, { fact, eventId }) => {
    fact.verdict = { made, eventId }
  },
  UpdateRecorded: ({ columns: { resolvedAt, closedAt } }, { fact }) => {
    if (!resolvedAt && !closedAt) return
    fact.finals = {
      resolvedAt: resolvedAt ? instantIn(resolvedAt.to) : fact.finals.resolvedAt,
      closedAt: closedAt ? instantIn(closedAt.to) : fact.finals.closedAt,
    }
  },
}

const later = (before: IncidentFact, stored: Stored): IncidentFact => {
  const { data, recordedAt, eventId } = stored
  const fact = draftOf(before)
  fact.now = ticketAfter(before.now, data)
  fact.stays = longer(before, data.at)
  fact.versions = versionsAfter(before.versions, data.at, fact.now)
  fact.lastAt = data.at
  fact.lastRecordedAt = recordedAt
  if (fact.now !== before.now) step(fact, before.now, stored)
  handled(changes, data, { fact, eventId })
  return fact
}

/** What the figures about incidents are made of: a fact for each incident, and the numbers and spans it gives rise to. */
export const incidentMetrics: Projection<IncidentEvent, IncidentFact> = {
  name: 'incident-metrics',
  version: 2,
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
