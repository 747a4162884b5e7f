import type { IncidentEvent } from '../events.ts'
import type { Deed, IncidentDetails, MajorDetails } from './details.ts'
import type { SomeHandlers } from './handlers.ts'
import type { Draft } from './ticket.ts'

const deedOf = ({ at, by }: IncidentEvent): Deed => ({ at, by })
const without = <T>(list: readonly T[], gone: T): readonly T[] => list.filter((one) => one !== gone)
const withOne = <T>(list: readonly T[], come: T): readonly T[] => (list.includes(come) ? list : [...list, come])

const noMajor: MajorDetails = {
  proposed: null,
  declined: null,
  accepted: null,
  communications: 0,
  lastCommunicationAt: null,
  stoodDown: null,
  review: null,
}

type Handlers = SomeHandlers<Draft<IncidentDetails>, void>

const inMajor =
  <Event extends IncidentEvent>(patchOf: (event: Event, before: MajorDetails) => Partial<MajorDetails>) =>
  (event: Event, details: Draft<IncidentDetails>): void => {
    const before = details.majorIncident ?? noMajor
    details.majorIncident = { ...before, ...patchOf(event, before) }
  }

/** What major-incident events change. */
export const changedByMajor: Handlers = {
  MajorIncidentProposed: inMajor((event) => ({ proposed: { ...deedOf(event), reason: event.reason }, declined: null })),
  MajorIncidentAccepted: inMajor((event) => ({
    accepted: { ...deedOf(event), manager: event.manager },
    stoodDown: null,
  })),
  MajorIncidentDeclined: inMajor((event) => ({ declined: { ...deedOf(event), reason: event.reason } })),
  MajorCommunicationSent: inMajor((event, before) => ({
    communications: before.communications + 1,
    lastCommunicationAt: event.at,
  })),
  MajorIncidentStoodDown: inMajor((event) => ({ stoodDown: deedOf(event) })),
  PostIncidentReviewRecorded: inMajor((event) => ({ review: { ...deedOf(event), findings: event.findings } })),
}

/** What links, watchers and relations to other incidents change. */
export const changedByRelation: Handlers = {
  LinkedTo: ({ kind, reference }, details) => {
    details.links = [...details.links, { kind, reference }]
  },
  UnlinkedFrom: (event, details) => {
    details.links = details.links.filter(({ kind, reference }) => kind !== event.kind || reference !== event.reference)
  },
  WatcherAdded: ({ watcher }, details) => {
    details.watchers = withOne(details.watchers, watcher)
  },
  WatcherRemoved: ({ watcher }, details) => {
    details.watchers = without(details.watchers, watcher)
  },
  ParentSet: ({ parent }, details) => {
    details.parent = parent
  },
  ParentRemoved: (_, details) => {
    details.parent = null
  },
  MergedInto: ({ into }, details) => {
    details.mergedInto = into
  },
  MergeReceived: ({ from }, details) => {
    details.mergedFrom = withOne(details.mergedFrom, from)
  },
}

/** What notes, files, time and escalations change. */
export const changedByWork: Handlers = {
  NoteAdded: (event, details) => {
    const { visibility } = event
    const last = { ...deedOf(event), visibility }
    details.notes = { ...details.notes, [visibility]: details.notes[visibility] + 1, last }
  },
  FileAttached: ({ name, mediaType, size, sha256 }, details) => {
    details.attachments = [...details.attachments, { name, mediaType, size, sha256 }]
  },
  FileDetached: (gone, details) => {
    details.attachments = details.attachments.filter(({ name, sha256 }) => name !== gone.name || sha256 !== gone.sha256)
  },
  TimeLogged: ({ seconds }, details) => {
    details.secondsLogged += seconds
  },
  EscalatedFunctionally: (event, details) => {
    const { escalations } = details
    const last = { ...deedOf(event), to: event.toGroup, reason: event.reason }
    details.escalations = { ...escalations, functional: escalations.functional + 1, last }
  },
  EscalatedHierarchically: (event, details) => {
    const { escalations } = details
    const last = { ...deedOf(event), to: event.to, reason: event.reason }
    details.escalations = { ...escalations, hierarchic: escalations.hierarchic + 1, level: event.level, last }
  },
}

/** What another incident's event changes here: that it became a child, or no longer is one. */
export const changedByChild = (details: IncidentDetails, event: IncidentEvent): IncidentDetails => {
  const { incidentId, children } = details
  if (event.type === 'ParentSet' && event.parent === incidentId)
    return { ...details, children: withOne(children, event.incidentId) }
  return children.includes(event.incidentId) ? { ...details, children: without(children, event.incidentId) } : details
}
