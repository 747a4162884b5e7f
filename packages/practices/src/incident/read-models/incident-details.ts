import type { Index, Projection, StoredEvent } from '@deskledger/kernel'
import { incidentEvents, type IncidentEvent } from '../events.ts'
import { changedByCorrection, changedByImport, changedByStep } from './details-of-lifecycle.ts'
import { changedByChild, changedByMajor, changedByRelation, changedByWork } from './details-of-work.ts'
import type { IncidentDetails } from './details.ts'
import { handled, type SomeHandlers } from './handlers.ts'
import { incidentClosings } from './incident-closings.ts'
import { incidentQueue } from './incident-queue.ts'
import { draftOf, raisedDetails } from './raised-details.ts'
import { ticketChanges, type Draft } from './ticket.ts'

const changes: SomeHandlers<Draft<IncidentDetails>, void> = {
  ...changedByStep,
  ...changedByCorrection,
  ...changedByRelation,
  ...changedByWork,
  ...changedByMajor,
  ...changedByImport,
}

const after = (
  details: IncidentDetails,
  { data, revision, recordedAt }: StoredEvent<IncidentEvent>,
): IncidentDetails => {
  const draft = draftOf(details)
  handled(ticketChanges, data, draft)
  handled(changes, data, draft)
  draft.updatedAt = data.at
  draft.updatedBy = data.by
  draft.revision = revision
  draft.recordedAt = recordedAt
  return draft
}

const keysOf = ({ data }: StoredEvent<IncidentEvent>): readonly string[] => {
  if (data.type === 'ParentRemoved') return [data.incidentId, data.parent]
  if (data.type !== 'ParentSet') return [data.incidentId]
  return data.from === null ? [data.incidentId, data.parent] : [data.incidentId, data.parent, data.from]
}

const index = (...fields: readonly string[]): Index => ({ name: fields.join('-'), fields })
const filters = ['status', 'group', 'assignee', 'priority', 'category', 'caller', 'customer']

/** Every incident as it stands now; the work list is derived from it. */
export const incidentDetails: Projection<IncidentEvent, IncidentDetails> = {
  name: 'incident-details',
  version: 2,
  on: Object.keys(incidentEvents),
  keysOf,
  apply: (details, event, key) => {
    const { data } = event
    if (data.incidentId !== key) return details && changedByChild(details, data)
    if (details) return after(details, event)
    return data.type === 'IncidentRaised' ? raisedDetails(data, event) : undefined
  },
  indexes: [index('reportedAt'), index('updatedAt'), ...filters.map((filter) => index(filter, 'reportedAt'))],
  tables: [incidentQueue, incidentClosings],
  rollups: [],
}
