import { erased, type AnyProjection } from '@deskledger/kernel'
import { incidentDetails } from './incident-details.ts'
import { incidentMetrics } from './incident-metrics.ts'
import { incidentTimeline } from './incident-timeline.ts'

export type { IncidentDetails } from './details.ts'
export type { IncidentFact } from './fact.ts'
export type { IncidentClosing } from './incident-closings.ts'
export { incidentDetails } from './incident-details.ts'
export type { CellLabels } from './cell-places.ts'
export type { EntryKind, MetricEntry } from './incident-metric-entries.ts'
export { incidentMetrics } from './incident-metrics.ts'
export type { IncidentQueueRow } from './incident-queue.ts'
export type { IncidentSpan } from './incident-spans.ts'
export { incidentTimeline, type IncidentTimeline, type TimelineEntry } from './incident-timeline.ts'
export { OPEN_ENDED, pathTo, type Path } from './interval-tree.ts'
export {
  measuresOfEntry,
  measuresOfFact,
  slicesOfFact,
  statesOfFact,
  valueIn,
  type Dimension,
  type Measure,
  type MetricName,
  type Slice,
} from './measures.ts'
export { isOpen, standingOf, type Ticket as IncidentRow } from './ticket.ts'
export { wordsOf } from './timeline-words.ts'

/** The read models of incidents: what people look at, in the order they are folded. */
export const incidentReadModels: readonly AnyProjection[] = [
  erased(incidentDetails),
  erased(incidentTimeline),
  erased(incidentMetrics),
]
