import { corrected, imported, noted, raised, updated } from './folds.ts'
import type { IncidentEvent } from './events.ts'
import type { Ticket } from './ticket.ts'

/** What the rules must remember; not what people look at (see read-models/). */
export type Incident = { readonly status: 'Unknown' } | Ticket

export const initial: Incident = { status: 'Unknown' }

const working = { status: 'InProgress', holdReason: null, holdComment: null } as const

const folded = (ticket: Ticket, event: IncidentEvent): Ticket => {
  switch (event.type) {
    case 'IncidentRaised':
      return raised(event)
    case 'IncidentAssigned':
      return { ...ticket, ...event.to, status: event.status, reassignments: event.reassignments }
    case 'IncidentUnassigned':
      return { ...ticket, group: null, assignee: null, status: event.status, reassignments: event.reassignments }
    case 'WorkStarted':
    case 'IncidentResumed':
      return { ...ticket, ...working }
    case 'IncidentReopened':
      return { ...ticket, ...working, reopenings: event.reopenings }
    case 'IncidentPutOnHold':
      return { ...ticket, status: 'OnHold', holdReason: event.reason, holdComment: event.comment }
    case 'IncidentResolved': {
      const { attempt: attempts, code, text, at: resolvedAt } = event
      return { ...ticket, status: 'Resolved', holdReason: null, holdComment: null, attempts, code, text, resolvedAt }
    }
    case 'ResolutionUpdated':
      return { ...ticket, ...event.to }
    case 'IncidentClosed':
      return { ...ticket, status: 'Closed', holdReason: null, ending: { code: event.code, text: event.comment } }
    case 'IncidentCancelled':
      return { ...ticket, status: 'Cancelled', holdReason: null, ending: { code: null, text: event.reason } }
    case 'MergedInto':
      return { ...ticket, status: 'Merged', holdReason: null, mergedInto: event.into }
    case 'MergeReceived':
      return { ...ticket, received: [...ticket.received, event.from] }
    case 'FirstResponseRecorded':
      return { ...ticket, responded: true }
    case 'PriorityChanged':
      return { ...ticket, ...event.to }
    case 'IncidentRecategorised':
      return { ...ticket, ...event.to }
    case 'ServiceReclassified':
      return { ...ticket, service: event.to }
    case 'CallerCorrected':
      return { ...ticket, caller: event.to }
    case 'CustomerCorrected':
      return { ...ticket, customer: event.to }
    case 'DetailsCorrected':
      return corrected(ticket, event)
    case 'ConfidentialityChanged':
      return { ...ticket, confidentialTo: event.to }
    case 'ExternalVerdictRecorded':
      return { ...ticket, verdict: { source: event.source, made: event.made } }
    case 'NoteAdded':
      return noted(ticket, event)
    case 'TimeLogged':
      return { ...ticket, said: [...ticket.said, event.entryId] }
    case 'MajorCommunicationSent':
      return { ...ticket, said: [...ticket.said, event.communicationId] }
    case 'FileAttached':
      return { ...ticket, files: [...ticket.files, { name: event.name, sha256: event.sha256 }] }
    case 'FileDetached':
      return {
        ...ticket,
        files: ticket.files.filter(({ name, sha256 }) => name !== event.name || sha256 !== event.sha256),
      }
    case 'LinkedTo':
      return { ...ticket, links: [...ticket.links, { kind: event.kind, reference: event.reference }] }
    case 'UnlinkedFrom':
      return {
        ...ticket,
        links: ticket.links.filter(({ kind, reference }) => kind !== event.kind || reference !== event.reference),
      }
    case 'WatcherAdded':
      return { ...ticket, watchers: [...ticket.watchers, event.watcher] }
    case 'WatcherRemoved':
      return { ...ticket, watchers: ticket.watchers.filter((watcher) => watcher !== event.watcher) }
    case 'EscalatedFunctionally':
      return ticket // the assignment that follows says it
    case 'EscalatedHierarchically':
      return { ...ticket, escalation: { level: event.level, to: event.to } }
    case 'MajorIncidentProposed':
      return { ...ticket, major: { phase: 'Proposed', reason: event.reason } }
    case 'MajorIncidentAccepted':
      return { ...ticket, major: { phase: 'Accepted', manager: event.manager } }
    case 'MajorIncidentDeclined':
      return { ...ticket, major: { phase: 'Declined' } }
    case 'MajorIncidentStoodDown':
      return { ...ticket, major: { phase: 'StoodDown', findings: null } }
    case 'PostIncidentReviewRecorded':
      return { ...ticket, major: { phase: 'StoodDown', findings: event.findings } }
    case 'ParentSet':
      return { ...ticket, parent: event.parent }
    case 'ParentRemoved':
      return { ...ticket, parent: null }
    case 'UpdateRecorded':
      return updated(ticket, event)
    case 'RecordedAsImported':
      return imported(ticket, event)
  }
}

/** What an incident is after one more event; anything but a beginning leaves an unknown one unknown. */
export const evolve = (incident: Incident, event: IncidentEvent): Incident => {
  if (event.type === 'IncidentRaised') return raised(event)
  return incident.status === 'Unknown' ? incident : folded(incident, event)
}
