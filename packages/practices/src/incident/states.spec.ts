import * as E from 'fp-ts/lib/Either.js'
import type { IncidentCommand } from './commands.ts'
import { incidentDecider } from './decide.ts'
import type { IncidentEvent } from './events.ts'
import { incidentExamples } from './examples.ts'
import type { IncidentRefusal } from './refusals.ts'
import type { Status } from './words.ts'

type Type = IncidentCommand['type']
type Standing = Status | 'Unknown'

const { commands, events } = incidentExamples
const { IncidentRaised: raised, IncidentAssigned: assigned, WorkStarted: started, IncidentPutOnHold: held } = events
const { IncidentResolved: resolved, IncidentClosed: closed, IncidentCancelled: cancelled, MergedInto: merged } = events

/** How an incident gets into each status. */
const histories: Readonly<Record<Standing, readonly IncidentEvent[]>> = {
  Unknown: [],
  New: [raised],
  Assigned: [raised, assigned],
  InProgress: [raised, assigned, started],
  OnHold: [raised, assigned, started, held],
  Resolved: [raised, assigned, started, resolved],
  Closed: [raised, assigned, started, resolved, closed],
  Cancelled: [raised, assigned, started, cancelled],
  Merged: [raised, merged],
}
const statuses = Object.keys(histories) as Standing[]

/** What some commands need besides a status. */
const needs: Partial<Record<Type, readonly IncidentEvent[]>> = {
  AcceptMajor: [events.MajorIncidentProposed],
  DeclineMajor: [events.MajorIncidentProposed],
  SendMajorCommunication: [events.MajorIncidentAccepted],
  StandDownMajor: [events.MajorIncidentAccepted],
  RecordPostIncidentReview: [events.MajorIncidentStoodDown],
  FollowParent: [events.ParentSet],
}

const open: readonly Standing[] = ['New', 'Assigned', 'InProgress', 'OnHold']
const live: readonly Standing[] = [...open, 'Resolved']
const known: readonly Standing[] = [...live, 'Closed', 'Cancelled', 'Merged']

/** The pairs that are allowed; a command repeated where it already holds counts. Every other pair is refused. */
const allowed: Readonly<Record<Type, readonly Standing[]>> = {
  RaiseIncident: ['Unknown'],
  AssignIncident: open,
  UnassignIncident: open,
  StartWork: ['Assigned', 'InProgress'],
  PutOnHold: open,
  ResumeIncident: ['InProgress', 'OnHold'],
  ResolveIncident: live,
  UpdateResolution: ['Resolved'],
  CloseIncident: ['Resolved', 'Closed'],
  ReopenIncident: ['Resolved'],
  CancelIncident: [...open, 'Cancelled'],
  AcceptIncident: open,
  ChangePriority: live,
  OverridePriority: live,
  Recategorise: live,
  ReclassifyService: live,
  CorrectCaller: live,
  CorrectCustomer: live,
  CorrectDetails: live,
  ChangeConfidentiality: known,
  RecordExternalVerdict: known,
  AddNote: live,
  AttachFile: live,
  DetachFile: live,
  Link: live,
  Unlink: live,
  LogTime: live,
  AddWatcher: live,
  RemoveWatcher: live,
  EscalateFunctionally: open,
  EscalateHierarchically: open,
  ProposeMajor: open,
  AcceptMajor: live,
  DeclineMajor: live,
  SendMajorCommunication: live,
  StandDownMajor: live,
  RecordPostIncidentReview: live,
  SetParent: live,
  RemoveParent: live,
  FollowParent: known,
  MergeInto: [...live, 'Merged'],
  ReceiveMerge: live,
  RecordImportedRow: ['Unknown', ...known],
}

/** The fact that forbids, where the status alone says it. */
const usual: Readonly<Record<Standing, IncidentRefusal['type'] | undefined>> = {
  Unknown: 'IncidentNotFound',
  New: undefined,
  Assigned: undefined,
  InProgress: undefined,
  OnHold: undefined,
  Resolved: 'IncidentAlreadyResolved',
  Closed: 'IncidentAlreadyClosed',
  Cancelled: 'IncidentAlreadyCancelled',
  Merged: 'IncidentAlreadyMerged',
}
const everywhere = (statuses: readonly Standing[], refusal: IncidentRefusal['type']) =>
  Object.fromEntries(statuses.map((status) => [status, refusal])) as Partial<Record<Standing, IncidentRefusal['type']>>

/** The fact that forbids, where a command has one of its own. */
const particular: Partial<Record<Type, Partial<Record<Standing, IncidentRefusal['type']>>>> = {
  RaiseIncident: everywhere(known, 'IncidentAlreadyRaised'),
  StartWork: { New: 'StartWorkNeedsAssignment', OnHold: 'IncidentAlreadyOnHold' },
  ResumeIncident: everywhere(['New', 'Assigned'], 'IncidentNotOnHold'),
  UpdateResolution: everywhere(open, 'IncidentNotResolved'),
  CloseIncident: everywhere(open, 'CloseNeedsResolved'),
  ReopenIncident: everywhere(open, 'IncidentNotResolved'),
}

const ask = (type: Type, status: Standing) => {
  const [first, ...rest] = histories[status]
  const history = first === undefined ? [] : [first, ...(needs[type] ?? []), ...rest]
  return incidentDecider.decide(commands[type], history.reduce(incidentDecider.evolve, incidentDecider.initial))
}

const pairs = (Object.keys(commands) as Type[]).flatMap((type) => statuses.map((status) => [type, status] as const))

describe('every command in every status', () => {
  it.each(pairs.filter(([type, status]) => allowed[type].includes(status)))(
    '%s may be asked when %s',
    (type, status) => {
      expect(ask(type, status)).toMatchObject({ _tag: 'Right' })
    },
  )
  it.each(pairs.filter(([type, status]) => !allowed[type].includes(status)))(
    '%s is refused when %s',
    (type, status) => {
      const refusal = particular[type]?.[status] ?? usual[status]
      expect(ask(type, status)).toStrictEqual(E.left(expect.objectContaining({ type: refusal })))
    },
  )
  it('reaches each status by its history', () => {
    expect(
      statuses.map((status) => histories[status].reduce(incidentDecider.evolve, incidentDecider.initial).status),
    ).toStrictEqual(statuses)
  })
})
