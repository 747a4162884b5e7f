import type { Uuid } from '@deskledger/kernel'
import type { IncidentFact } from '@deskledger/practices/incident'
import type { Metric } from './metric-catalogue.ts'

/** An incident's part in a metric that belongs to the time it was reported. */
export const amountOf = (fact: IncidentFact, { follows }: Metric, value: string | undefined): number => {
  if (follows === 'timeInState') return fact.stays[value ?? '']?.seconds ?? 0
  return follows === 'reassignments' ? fact.reassignments : 1
}

const statusProof = ({ now, raised, resolutions, closings, reopenings, cancelled }: IncidentFact): Uuid => {
  const last = (moments: readonly { readonly eventId: Uuid }[]) => moments[moments.length - 1]?.eventId
  const proofs: Readonly<Record<string, Uuid | undefined>> = {
    Resolved: last(resolutions),
    Closed: last(closings),
    Cancelled: cancelled?.eventId,
    InProgress: last(reopenings),
  }
  return proofs[now.status] ?? raised.eventId
}

/** The events that prove an incident's part. */
export const eventIdsOf = (fact: IncidentFact, metric: Metric): readonly Uuid[] => {
  if (metric.follows === 'reassignments') return fact.reassignedBy
  if (metric.slice === 'verdict') return fact.verdict ? [fact.verdict.eventId] : []
  return [metric.slice === 'status' ? statusProof(fact) : fact.raised.eventId]
}
