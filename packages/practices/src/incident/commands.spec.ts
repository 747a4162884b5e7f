import { specify } from '@deskledger/testing'
import type { IncidentCommand } from './commands.ts'
import { incidentDecider } from './decide.ts'
import type { IncidentEvent } from './events.ts'
import { incidentExamples } from './examples.ts'
import { bob, count, network } from './examples/said.ts'

const { given } = specify(incidentDecider)
const { commands, events } = incidentExamples
const { IncidentRaised: raised, IncidentAssigned: assigned, WorkStarted: started, IncidentPutOnHold: held } = events
const responded = events.FirstResponseRecorded
const resolved = events.IncidentResolved
const working = [raised, assigned, started, responded]

/** What each command does: the history, the command by its type, what happens. */
const does: readonly (readonly [IncidentCommand['type'], readonly IncidentEvent[], readonly IncidentEvent[]])[] = [
  ['AssignIncident', [raised], [assigned]],
  ['UnassignIncident', [raised, assigned], [events.IncidentUnassigned]],
  ['StartWork', [raised, assigned], [started, responded]],
  ['PutOnHold', working, [held]],
  ['ResumeIncident', [...working, held], [events.IncidentResumed]],
  ['ResolveIncident', working, [resolved]],
  ['ResolveIncident', [raised, assigned, started], [resolved, { ...responded, how: 'Resolved' }]],
  ['UpdateResolution', [...working, resolved], [events.ResolutionUpdated]],
  ['CloseIncident', [...working, resolved], [events.IncidentClosed]],
  ['ReopenIncident', [...working, resolved], [events.IncidentReopened]],
  ['CancelIncident', working, [events.IncidentCancelled]],
  ['AcceptIncident', [raised], [responded]],
  ['ChangePriority', [raised], [events.PriorityChanged]],
  [
    'OverridePriority',
    [raised],
    [
      {
        ...events.PriorityChanged,
        to: { impact: 1, urgency: 2, priority: 4, computed: 2 },
        reason: commands.OverridePriority.reason,
      },
    ],
  ],
  ['Recategorise', [raised], [events.IncidentRecategorised]],
  ['ReclassifyService', [raised], [events.ServiceReclassified]],
  ['CorrectCaller', [raised], [events.CallerCorrected]],
  ['CorrectCustomer', [raised], [events.CustomerCorrected]],
  ['CorrectDetails', [raised], [events.DetailsCorrected]],
  ['ChangeConfidentiality', [raised], [events.ConfidentialityChanged]],
  ['RecordExternalVerdict', [raised], [events.ExternalVerdictRecorded]],
  ['AddNote', [raised], [events.NoteAdded, { ...responded, how: 'PublicReply' }]],
  ['AttachFile', [raised], [events.FileAttached]],
  ['DetachFile', [raised, events.FileAttached], [events.FileDetached]],
  ['Link', [raised], [events.LinkedTo]],
  ['Unlink', [raised, events.LinkedTo], [events.UnlinkedFrom]],
  ['LogTime', [raised], [events.TimeLogged]],
  ['AddWatcher', [raised], [events.WatcherAdded]],
  ['RemoveWatcher', [raised, events.WatcherAdded], [events.WatcherRemoved]],
  [
    'EscalateFunctionally',
    working,
    [
      events.EscalatedFunctionally,
      {
        ...assigned,
        from: assigned.to,
        to: { group: events.EscalatedFunctionally.toGroup, assignee: null },
        status: 'InProgress',
        reassignments: count(1),
      },
    ],
  ],
  ['EscalateHierarchically', [raised], [events.EscalatedHierarchically]],
  ['ProposeMajor', [raised], [events.MajorIncidentProposed]],
  [
    'AcceptMajor',
    [raised, events.MajorIncidentProposed],
    [events.MajorIncidentAccepted, { ...events.PriorityChanged, to: { ...events.PriorityChanged.from, priority: 1 } }],
  ],
  ['DeclineMajor', [raised, events.MajorIncidentProposed], [events.MajorIncidentDeclined]],
  ['SendMajorCommunication', [raised, events.MajorIncidentAccepted], [events.MajorCommunicationSent]],
  ['StandDownMajor', [raised, events.MajorIncidentAccepted], [events.MajorIncidentStoodDown]],
  ['RecordPostIncidentReview', [raised, events.MajorIncidentStoodDown], [events.PostIncidentReviewRecorded]],
  ['SetParent', [raised], [events.ParentSet]],
  ['RemoveParent', [raised, events.ParentSet], [events.ParentRemoved]],
  ['FollowParent', [...working, events.ParentSet], [resolved]],
  ['MergeInto', [raised], [events.MergedInto]],
  ['ReceiveMerge', [raised], [events.MergeReceived]],
]

describe('a command', () => {
  it('raises an incident with the priority that follows from impact and urgency', () => {
    given().when(commands.RaiseIncident).then(raised)
  })
  it.each(does)('%s does what it says', (type, history, outcome) => {
    given(...history)
      .when(commands[type])
      .then(...outcome)
  })
  it.each(does)('%s again adds nothing', (type, history, outcome) => {
    given(...history, ...outcome)
      .when(commands[type])
      .thenNothing()
  })
  it('is specified for every type', () => {
    const specified = new Set<string>([...does.map(([type]) => type), 'RaiseIncident', 'RecordImportedRow'])
    expect(Object.keys(commands).filter((type) => !specified.has(type))).toStrictEqual([])
  })
})

describe('what a command leaves out', () => {
  it('keeps the group when only a person is named', () => {
    const to = { group: network, assignee: bob }
    given(raised, assigned)
      .when({ ...commands.StartWork, type: 'AssignIncident', assignee: bob })
      .then({ ...assigned, from: assigned.to, to, reassignments: count(1) })
  })
  it('takes urgency from the incident when only impact changes', () => {
    given(raised)
      .when({ ...commands.StartWork, type: 'ChangePriority', impact: 3 })
      .then({ ...events.PriorityChanged, to: { impact: 3, urgency: 2, priority: 4, computed: 4 } })
  })
})
