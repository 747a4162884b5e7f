import type { Instant } from '@deskledger/kernel'
import type { IncidentEvent } from '@deskledger/practices/incident'
import type { Fact } from './plain-course.spec.kit.ts'
import type { Labels } from './plain-promises.spec.kit.ts'

/** Where an incident stands, and what it waits for. */
export interface Standing {
  readonly status: string
  readonly reason: string | null
}

type Phase = 'open' | 'done' | 'dropped'
const phaseOf = (status: string): Phase => {
  if (status === 'Resolved' || status === 'Closed') return 'done'
  return status === 'Cancelled' || status === 'Merged' ? 'dropped' : 'open'
}

/** Where an event says that its incident stands afterwards; undefined: it does not say. */
export const standingOf = (event: IncidentEvent): Standing | undefined => {
  const to = (status: string) => ({ status, reason: null })
  if (event.type === 'IncidentPutOnHold') return { status: 'OnHold', reason: event.reason }
  if (event.type === 'RecordedAsImported') return { status: event.to.status, reason: event.to.holdReason }
  const named: Partial<Record<IncidentEvent['type'], string>> = {
    WorkStarted: 'InProgress',
    IncidentResumed: 'InProgress',
    IncidentReopened: 'InProgress',
    IncidentResolved: 'Resolved',
    IncidentClosed: 'Closed',
    IncidentCancelled: 'Cancelled',
    MergedInto: 'Merged',
  }
  const status = named[event.type]
  return status === undefined ? undefined : to(status)
}

/** Whose figures it belongs to after one more event. */
export const labelsAfter = (labels: Labels, event: IncidentEvent): Labels => {
  if (event.type === 'PriorityChanged') return { ...labels, priority: event.to.priority }
  if (event.type === 'ServiceReclassified') return { ...labels, service: event.to }
  if (event.type === 'CustomerCorrected') return { ...labels, customer: event.to }
  if (event.type === 'IncidentAssigned') return { ...labels, team: event.to.group }
  return event.type === 'IncidentUnassigned' ? { ...labels, team: null } : labels
}

const withinOpen = (from: Standing, to: Standing, at: Instant): readonly Fact[] => {
  if (to.reason !== null) return [{ kind: 'wait', at, reason: to.reason }]
  return from.reason === null ? [] : [{ kind: 'go on', at, reason: '' }]
}

/** What a move from one standing to another is to a clock. */
export const factsOf = (from: Standing, to: Standing, at: Instant): readonly Fact[] => {
  const [was, is] = [phaseOf(from.status), phaseOf(to.status)]
  if (is !== 'open') return was === 'open' ? [{ kind: is === 'done' ? 'stop' : 'cancel', at, reason: '' }] : []
  if (was === 'open') return withinOpen(from, to, at)
  return [{ kind: 'again', at, reason: '' }, ...withinOpen({ ...from, reason: null }, to, at)]
}
