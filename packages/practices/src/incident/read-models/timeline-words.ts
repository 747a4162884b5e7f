import { wordsForSeconds } from '@deskledger/kernel'
import type { IncidentEvent } from '../events.ts'
import type { Assignment, HoldReason } from '../words.ts'
import { handled, type Handlers } from './handlers.ts'
import { standingOf } from './ticket.ts'
import { changesOf } from './timeline-changes.ts'

const holdWords: Readonly<Record<HoldReason, string>> = {
  AwaitingCaller: 'waiting for the caller',
  AwaitingProblem: 'waiting for a problem',
  AwaitingChange: 'waiting for a change',
  AwaitingVendor: 'waiting for a vendor',
  AwaitingEvidence: 'waiting for evidence',
  Unspecified: 'the source does not say why',
}

const spoken = (value: string | number | boolean | null): string => (value === null ? 'nothing' : String(value))
const because = (text: string | null): string => (text === null ? '' : `: ${text}`)
const whose = ({ group, assignee }: Assignment): string => {
  if (assignee === null) return group ?? 'nobody'
  return group === null ? assignee : `${assignee} (${group})`
}

const changed = (event: IncidentEvent): string => {
  const changes = changesOf(event).map(({ field, from, to }) => `${field} from ${spoken(from)} to ${spoken(to)}`)
  return changes.length === 0 ? 'saved it; only who and when changed' : `changed ${changes.join(', ')}`
}

const words: Handlers<undefined, string> = {
  IncidentRaised: ({ summary }) => `raised it${because(summary)}`,
  IncidentAssigned: ({ from, to }) => `assigned it to ${whose(to)}, before: ${whose(from)}`,
  IncidentUnassigned: ({ from }) => `took it from ${whose(from)}`,
  WorkStarted: ({ from }) => `started work on it, before: ${standingOf(from)}`,
  IncidentPutOnHold: ({ from, reason, comment }) =>
    `put it on hold, ${holdWords[reason]}, before: ${standingOf(from)}${because(comment)}`,
  IncidentResumed: ({ reason, comment }) => `resumed it, before: ${holdWords[reason]}${because(comment)}`,
  IncidentResolved: ({ from, attempt, code, text }) =>
    `resolved it (attempt ${attempt}), before: ${standingOf(from)}${because(text ?? code)}`,
  ResolutionUpdated: changed,
  IncidentClosed: ({ code, comment }) => `closed it${because(comment ?? code)}`,
  IncidentReopened: ({ from, reason, reopenings }) =>
    `reopened it (time ${reopenings}), before: ${from}${because(reason)}`,
  IncidentCancelled: ({ from, reason }) => `cancelled it, before: ${standingOf(from)}${because(reason)}`,
  FirstResponseRecorded: ({ how }) => `gave the first response (${how})`,
  PriorityChanged: (event) => `${changed(event)}${because(event.reason)}`,
  IncidentRecategorised: changed,
  ServiceReclassified: changed,
  CallerCorrected: changed,
  CustomerCorrected: changed,
  DetailsCorrected: changed,
  ConfidentialityChanged: ({ to }) =>
    to.length === 0 ? 'opened it to everybody' : `made it confidential to ${to.join(', ')}`,
  ExternalVerdictRecorded: ({ source, made }) =>
    `recorded that ${source} says its service level was ${made ? 'made' : 'missed'}`,
  NoteAdded: ({ visibility, text }) => `noted (${visibility}): ${text}`,
  FileAttached: ({ name, mediaType, size }) => `attached ${name} (${mediaType}, ${size} bytes)`,
  FileDetached: ({ name }) => `removed the attachment ${name}`,
  LinkedTo: ({ kind, reference }) => `linked it to ${kind} ${reference}`,
  UnlinkedFrom: ({ kind, reference }) => `unlinked it from ${kind} ${reference}`,
  TimeLogged: ({ seconds, activity }) => `logged ${wordsForSeconds(seconds)} of ${activity}`,
  WatcherAdded: ({ watcher }) => `added ${watcher} as a watcher`,
  WatcherRemoved: ({ watcher }) => `removed ${watcher} as a watcher`,
  EscalatedFunctionally: ({ fromGroup, toGroup, reason }) =>
    `escalated it to ${toGroup}, before: ${spoken(fromGroup)}: ${reason}`,
  EscalatedHierarchically: ({ level, to, reason }) => `escalated it to level ${level}, ${to}: ${reason}`,
  MajorIncidentProposed: ({ reason }) => `proposed it as a major incident: ${reason}`,
  MajorIncidentAccepted: ({ manager }) => `accepted it as a major incident, led by ${manager}`,
  MajorIncidentDeclined: ({ reason }) => `declined it as a major incident: ${reason}`,
  MajorCommunicationSent: ({ audience, text }) => `informed ${audience}: ${text}`,
  MajorIncidentStoodDown: () => 'stood the major incident down',
  PostIncidentReviewRecorded: ({ findings }) => `recorded the post-incident review: ${findings}`,
  ParentSet: ({ parent, from }) => `made ${parent} its parent, before: ${spoken(from)}`,
  ParentRemoved: ({ parent }) => `removed its parent ${parent}`,
  MergedInto: ({ into }) => `merged it into ${into}`,
  MergeReceived: ({ from }) => `merged ${from} into it`,
  UpdateRecorded: changed,
  RecordedAsImported: ({ from, to, rules }) =>
    `moved it from ${standingOf(from)} to ${standingOf(to)}; kept as imported against ${rules.join(', ')}`,
}

const MOST = 500
/** Cutting must not leave half a character: it has no UTF-8 form. */
const halfPair = /[\uD800-\uDBFF]$/

/** What happened, in one sentence: who did what, from what to what. At most 500 characters; the rest is in the event. */
export const wordsOf = (event: IncidentEvent): string => {
  const sentence = `${event.by} ${handled(words, event, undefined) ?? event.type}`
  return sentence.length > MOST ? `${sentence.slice(0, MOST - 1).replace(halfPair, '')}…` : sentence
}
