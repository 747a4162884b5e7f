import type { Instant, Title } from '@deskledger/kernel'
import type { IncidentEvent, IncidentRaised, Standing, Status } from '@deskledger/practices/incident'
import type { Labels } from '@deskledger/practices/service-level-clock'
import type { Step, TargetName } from './memory.ts'

/** The types of events of incidents that clocks follow. */
export const incidentTypes = [
  'IncidentRaised',
  'IncidentAssigned',
  'IncidentUnassigned',
  'WorkStarted',
  'IncidentPutOnHold',
  'IncidentResumed',
  'IncidentResolved',
  'IncidentClosed',
  'IncidentReopened',
  'IncidentCancelled',
  'MergedInto',
  'RecordedAsImported',
  'FirstResponseRecorded',
  'PriorityChanged',
  'ServiceReclassified',
  'CustomerCorrected',
  'ExternalVerdictRecorded',
] as const

/** What happens to an incident and concerns its clocks. */
export type TicketEvent = Extract<IncidentEvent, { readonly type: (typeof incidentTypes)[number] }>
/** The same, once it was raised. */
export type LaterEvent = Exclude<TicketEvent, IncidentRaised>

export const firstLabels = ({ service, group: team, priority, customer }: IncidentRaised): Labels => ({
  service,
  team,
  priority,
  customer,
})

/** Whose figures they are after one more event; the same object where nothing changes. */
export const labelsAfter = (labels: Labels, event: LaterEvent): Labels => {
  switch (event.type) {
    case 'PriorityChanged':
      return event.to.priority === labels.priority ? labels : { ...labels, priority: event.to.priority }
    case 'ServiceReclassified':
      return event.to === labels.service ? labels : { ...labels, service: event.to }
    case 'CustomerCorrected':
      return event.to === labels.customer ? labels : { ...labels, customer: event.to }
    case 'IncidentAssigned':
      return event.to.group === labels.team ? labels : { ...labels, team: event.to.group }
    case 'IncidentUnassigned':
      return labels.team === null ? labels : { ...labels, team: null }
    case 'WorkStarted':
    case 'IncidentPutOnHold':
    case 'IncidentResumed':
    case 'IncidentResolved':
    case 'IncidentClosed':
    case 'IncidentReopened':
    case 'IncidentCancelled':
    case 'MergedInto':
    case 'RecordedAsImported':
    case 'FirstResponseRecorded':
    case 'ExternalVerdictRecorded':
      return labels
  }
}

const standing = (status: Status): Standing => ({ status, holdReason: null })

/** Where an incident stands after one more event. */
export const standingAfter = (before: Standing, event: LaterEvent): Standing => {
  switch (event.type) {
    case 'IncidentAssigned':
    case 'IncidentUnassigned':
      return event.status === before.status ? before : standing(event.status)
    case 'WorkStarted':
    case 'IncidentResumed':
    case 'IncidentReopened':
      return before.status === 'InProgress' ? before : standing('InProgress')
    case 'IncidentPutOnHold':
      return { status: 'OnHold', holdReason: event.reason }
    case 'IncidentResolved':
      return standing('Resolved')
    case 'IncidentClosed':
      return standing('Closed')
    case 'IncidentCancelled':
      return standing('Cancelled')
    case 'MergedInto':
      return standing('Merged')
    case 'RecordedAsImported':
      return event.to
    case 'FirstResponseRecorded':
    case 'PriorityChanged':
    case 'ServiceReclassified':
    case 'CustomerCorrected':
    case 'ExternalVerdictRecorded':
      return before
  }
}

/** From where to where an event takes an incident. */
export interface Move {
  readonly before: Standing
  readonly after: Standing
}

type Phase = 'open' | 'waiting' | 'done' | 'dropped'

const phases: Readonly<Record<Status, Phase>> = {
  New: 'open',
  Assigned: 'open',
  InProgress: 'open',
  OnHold: 'waiting',
  Resolved: 'done',
  Closed: 'done',
  Cancelled: 'dropped',
  Merged: 'dropped',
}

/** What the incident waits for, as a step; nothing where it does not wait. */
export const waitOf = ({ status, holdReason }: Standing, at: Instant): readonly Step[] =>
  phases[status] === 'waiting' ? [{ do: 'wait', at, reason: (holdReason ?? 'Unspecified') as string as Title }] : []

const isRunning = (phase: Phase): boolean => phase === 'open' || phase === 'waiting'

/** How a target goes on when nothing ends and nothing begins again. */
const within = (before: Standing, after: Standing, at: Instant): readonly Step[] => {
  if (phases[after.status] === 'waiting') return after.holdReason === before.holdReason ? [] : waitOf(after, at)
  return phases[before.status] === 'waiting' ? [{ do: 'go on', at }] : []
}

/** What a move from one standing to another means for the targets. */
const stepsOfMove = ({ before, after }: Move, at: Instant): readonly Step[] => {
  const [from, to] = [phases[before.status], phases[after.status]]
  if (isRunning(from) && isRunning(to)) return within(before, after, at)
  if (isRunning(to)) return [{ do: 'begin again', at }, ...waitOf(after, at)]
  if (!isRunning(from)) return []
  return [{ do: to === 'done' ? 'stop' : 'cancel', at, why: after.status as string as Title }]
}

const stepsOfFact = (event: LaterEvent, target: TargetName): readonly Step[] => {
  const { at } = event
  if (event.type === 'FirstResponseRecorded' && target === 'respond')
    return [{ do: 'stop', at, why: event.how as string as Title }]
  if (event.type === 'ExternalVerdictRecorded' && target === 'resolve')
    return [{ do: 'judge', at, source: event.source, made: event.made }]
  return []
}

/** What an event means for a target, in order. */
export const stepsOf = (event: LaterEvent, move: Move, target: TargetName): readonly Step[] => [
  ...stepsOfMove(move, event.at),
  ...stepsOfFact(event, target),
]

/** What the raising means for a target: it counts from when the incident was reported, as all durations do. */
export const firstSteps = ({ reportedAt, at, imported }: IncidentRaised, target: TargetName): readonly Step[] => {
  const begin: Step = { do: 'begin', at: reportedAt }
  if (target === 'respond' || imported === null || imported.serviceLevelMade === null) return [begin]
  return [begin, { do: 'judge', at, source: imported.source, made: imported.serviceLevelMade }]
}
