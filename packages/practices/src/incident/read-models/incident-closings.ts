import type { DerivedTable, IncidentId, Instant } from '@deskledger/kernel'
import type { IncidentDetails } from './details.ts'

/** A resolved incident that waits to be closed; `wakeAt` is its last resolution. */
export interface IncidentClosing {
  readonly wakeAt: Instant
  readonly incidentId: IncidentId
}

/** A major incident is closed by nobody before its review. */
const owesReview = ({ majorIncident }: IncidentDetails): boolean =>
  majorIncident !== null && majorIncident.accepted !== null && majorIncident.review === null

/** A row for each resolved incident that may be closed; imported ones are closed by their source. */
export const incidentClosings: DerivedTable<IncidentDetails> = {
  name: 'incident-closings',
  indexes: [{ name: 'wakeAt', fields: ['wakeAt'] }],
  rowsOf: (details) => {
    const { incidentId, status, imported, resolutions } = details
    const wakeAt = resolutions.at(-1)?.at
    if (status !== 'Resolved' || imported !== null || wakeAt === undefined || owesReview(details)) return []
    return [{ key: incidentId, row: { wakeAt, incidentId } }]
  },
}
