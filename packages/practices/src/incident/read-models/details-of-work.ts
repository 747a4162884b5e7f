import type { IncidentEvent } from '../events.ts'
import type { SomeHandlers } from './handlers.ts'
import type { Deed, IncidentDetails, MajorDetails } from './details.ts'

/** The fields that an event changes. */
type Patch = Partial<IncidentDetails>

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

const inMajor =
  <Event extends IncidentEvent>(patchOf: (event: Event, before: MajorDetails) => Partial<MajorDetails>) =>
  (event: Event, { majorIncident }: IncidentDetails): Patch => {
    const before = majorIncident ?? noMajor
    return { majorIncident: { ...before, ...patchOf(event, before) } }
  }

/** What major-incident events change. */
export const changedByMajor: SomeHandlers<IncidentDetails, Patch> = {
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
export const changedByRelation: SomeHandlers<IncidentDetails, Patch> = {
  LinkedTo: ({ kind, reference }, { links }) => ({ links: [...links, { kind, reference }] }),
  UnlinkedFrom: (event, { links }) => ({
    links: links.filter(({ kind, reference }) => kind !== event.kind || reference !== event.reference),
  }),
  WatcherAdded: ({ watcher }, { watchers }) => ({ watchers: withOne(watchers, watcher) }),
  WatcherRemoved: ({ watcher }, { watchers }) => ({ watchers: without(watchers, watcher) }),
  ParentSet: ({ parent }) => ({ parent }),
  ParentRemoved: () => ({ parent: null }),
  MergedInto: ({ into }) => ({ mergedInto: into }),
  MergeReceived: ({ from }, { mergedFrom }) => ({ mergedFrom: withOne(mergedFrom, from) }),
}

/** What notes, files, time and escalations change. */
export const changedByWork: SomeHandlers<IncidentDetails, Patch> = {
  NoteAdded: (event, { notes }) => {
    const { visibility } = event
    return { notes: { ...notes, [visibility]: notes[visibility] + 1, last: { ...deedOf(event), visibility } } }
  },
  FileAttached: ({ name, mediaType, size, sha256 }, { attachments }) => ({
    attachments: [...attachments, { name, mediaType, size, sha256 }],
  }),
  FileDetached: (gone, { attachments }) => ({
    attachments: attachments.filter(({ name, sha256 }) => name !== gone.name || sha256 !== gone.sha256),
  }),
  TimeLogged: ({ seconds }, { secondsLogged }) => ({ secondsLogged: secondsLogged + seconds }),
  EscalatedFunctionally: (event, { escalations }) => {
    const last = { ...deedOf(event), to: event.toGroup, reason: event.reason }
    return { escalations: { ...escalations, functional: escalations.functional + 1, last } }
  },
  EscalatedHierarchically: (event, { escalations }) => {
    const last = { ...deedOf(event), to: event.to, reason: event.reason }
    return { escalations: { ...escalations, hierarchic: escalations.hierarchic + 1, level: event.level, last } }
  },
}

/** What another incident's event changes here: that it became a child, or no longer is one. */
export const changedByChild = (details: IncidentDetails, event: IncidentEvent): IncidentDetails => {
  const { incidentId, children } = details
  if (event.type === 'ParentSet' && event.parent === incidentId)
    return { ...details, children: withOne(children, event.incidentId) }
  return children.includes(event.incidentId) ? { ...details, children: without(children, event.incidentId) } : details
}
