import type { Instant } from '@deskledger/kernel'
import { specify } from '@deskledger/testing'
import type { IncidentCommand } from './commands.ts'
import { incidentDecider } from './decide.ts'
import type { IncidentEvent } from './events.ts'
import { incidentExamples } from './examples.ts'
import { ada, bob, body, carol, count, incidentId, other, said, title } from './examples/said.ts'
import { wordsForRefusal } from './refusal-words.ts'
import type { IncidentRefusal } from './refusals.ts'

const { given } = specify(incidentDecider)
const { commands, events } = incidentExamples
const { IncidentRaised: raised, IncidentAssigned: assigned, IncidentResolved: resolved } = events
const { MajorIncidentProposed: proposed, MajorIncidentAccepted: accepted, MajorIncidentStoodDown: stoodDown } = events
const { StartWork: bare } = commands

type Case = readonly [readonly IncidentEvent[], IncidentCommand, IncidentRefusal]

const cases: readonly Case[] = [
  [[], commands.StartWork, { type: 'IncidentNotFound', incidentId }],
  [[raised], commands.RaiseIncident, { type: 'IncidentAlreadyRaised', incidentId }],
  [[], { ...commands.RaiseIncident, followUpOf: incidentId }, { type: 'FollowUpOfItself', incidentId }],
  [[raised], { ...bare, type: 'AssignIncident', group: null }, { type: 'AssignNeedsSomebody', incidentId }],
  [[raised], commands.StartWork, { type: 'StartWorkNeedsAssignment', incidentId }],
  [[raised], { ...commands.PutOnHold, comment: null }, { type: 'HoldReasonNeedsComment', incidentId }],
  [[raised], { ...bare, type: 'PutOnHold', reason: 'AwaitingCaller' }, { type: 'HoldReasonNeedsComment', incidentId }],
  [
    [raised, events.IncidentPutOnHold],
    { ...commands.PutOnHold, reason: 'AwaitingVendor' },
    { type: 'IncidentAlreadyOnHold', incidentId, reason: 'AwaitingCaller' },
  ],
  [
    [raised, events.IncidentPutOnHold],
    { ...commands.PutOnHold, comment: body('Another question.') },
    { type: 'IncidentAlreadyOnHold', incidentId, reason: 'AwaitingCaller' },
  ],
  [[raised], commands.ResumeIncident, { type: 'IncidentNotOnHold', incidentId, status: 'New' }],
  [
    [raised, resolved],
    { ...commands.ResolveIncident, text: body('Something else.') },
    { type: 'IncidentAlreadyResolved', incidentId },
  ],
  [[raised], commands.UpdateResolution, { type: 'IncidentNotResolved', incidentId, status: 'New' }],
  [[raised, assigned], commands.CloseIncident, { type: 'CloseNeedsResolved', incidentId, status: 'Assigned' }],
  [
    [raised, resolved, events.IncidentClosed],
    { ...commands.CloseIncident, comment: body('Other words.') },
    { type: 'IncidentAlreadyClosed', incidentId },
  ],
  [
    [raised, events.IncidentCancelled],
    { ...commands.CancelIncident, reason: body('Other words.') },
    { type: 'IncidentAlreadyCancelled', incidentId },
  ],
  [
    [raised, resolved],
    { ...commands.ReopenIncident, at: '2025-03-15T09:30:00.001Z' as Instant },
    { type: 'ReopeningWindowPassed', incidentId, until: '2025-03-15T09:30:00.000Z' as Instant },
  ],
  [
    [raised, resolved],
    { ...commands.ReopenIncident, at: '2025-03-01T10:30:01.000Z' as Instant, windowSeconds: count(3600) },
    { type: 'ReopeningWindowPassed', incidentId, until: '2025-03-01T10:30:00.000Z' as Instant },
  ],
  [[raised], { ...commands.AcceptIncident, by: carol }, { type: 'CallerIsNoResponder', incidentId }],
  [
    [{ ...raised, impact: null, urgency: null }],
    commands.ChangePriority,
    { type: 'PriorityNeedsImpactAndUrgency', incidentId },
  ],
  [
    [raised],
    { ...commands.EscalateHierarchically, level: count(0) },
    { type: 'EscalationGoesUp', incidentId, level: count(1) },
  ],
  [
    [raised, { ...events.EscalatedHierarchically, level: count(3) }],
    commands.EscalateHierarchically,
    { type: 'EscalationGoesUp', incidentId, level: count(3) },
  ],
  [
    [raised, proposed],
    { ...commands.ProposeMajor, reason: body('Another.') },
    { type: 'MajorIncidentAlreadyProposed', incidentId },
  ],
  [[raised, accepted], commands.ProposeMajor, { type: 'MajorIncidentAlreadyAccepted', incidentId, manager: bob }],
  [[raised, stoodDown], commands.ProposeMajor, { type: 'MajorIncidentOver', incidentId }],
  [[raised], commands.AcceptMajor, { type: 'MajorIncidentNotProposed', incidentId }],
  [
    [raised, accepted],
    { ...commands.AcceptMajor, manager: ada },
    { type: 'MajorIncidentAlreadyAccepted', incidentId, manager: bob },
  ],
  [[raised], commands.DeclineMajor, { type: 'MajorIncidentNotProposed', incidentId }],
  [[raised, accepted], commands.DeclineMajor, { type: 'MajorIncidentAlreadyAccepted', incidentId, manager: bob }],
  [[raised, proposed], commands.SendMajorCommunication, { type: 'NoMajorIncident', incidentId }],
  [[raised], commands.StandDownMajor, { type: 'NoMajorIncident', incidentId }],
  [[raised], commands.RecordPostIncidentReview, { type: 'NoMajorIncident', incidentId }],
  [[raised, accepted], commands.RecordPostIncidentReview, { type: 'MajorIncidentNotStoodDown', incidentId }],
  [[raised, accepted], commands.OverridePriority, { type: 'MajorIncidentKeepsPriority', incidentId }],
  [[raised, accepted, resolved], commands.CloseIncident, { type: 'MajorIncidentNotStoodDown', incidentId }],
  [[raised, stoodDown, resolved], commands.CloseIncident, { type: 'PostIncidentReviewMissing', incidentId }],
  [[raised], { ...commands.SetParent, parent: incidentId }, { type: 'ParentIsItself', incidentId }],
  [[raised], { ...commands.SetParent, ancestors: [incidentId] }, { type: 'ParentCycle', incidentId, parent: other }],
  [
    [raised],
    { ...commands.SetParent, depthBelow: count(4) },
    { type: 'ParentTooDeep', incidentId, generations: 6, most: 5 },
  ],
  [
    [raised],
    { ...commands.SetParent, mostGenerations: count(1) },
    { type: 'ParentTooDeep', incidentId, generations: 2, most: 1 },
  ],
  [[raised], commands.FollowParent, { type: 'NotItsParent', incidentId, parent: null }],
  [[raised], { ...commands.MergeInto, into: incidentId }, { type: 'MergeIntoItself', incidentId }],
  [[raised], { ...commands.MergeInto, ancestors: [incidentId] }, { type: 'MergeCycle', incidentId, into: other }],
  [[raised], { ...commands.ReceiveMerge, from: incidentId }, { type: 'MergeIntoItself', incidentId }],
  [[raised, events.MergedInto], commands.AssignIncident, { type: 'IncidentAlreadyMerged', incidentId, into: other }],
]

describe('a refusal', () => {
  it.each(cases)('%# names the fact that forbids', (history, command, refusal) => {
    given(...history)
      .when(command)
      .thenRefused(refusal)
  })
  it.each(cases)('%# is worded: which incident, and what to do', (_history, _command, refusal) => {
    const words = wordsForRefusal(refusal)
    expect(words).toContain(incidentId)
    expect(words).toMatch(/^[A-Z].*[.] .*[.]$/)
    expect(words).not.toMatch(/undefined|null|\[object/)
  })
})

describe('the last moment of the reopening window', () => {
  it('is inside it', () => {
    const at = '2025-03-15T09:30:00.000Z' as Instant
    given(raised, resolved)
      .when({ ...commands.ReopenIncident, at })
      .then({ ...events.IncidentReopened, at })
  })
})

describe('a major incident with its review', () => {
  it('can be closed', () => {
    given(raised, accepted, stoodDown, events.PostIncidentReviewRecorded, resolved)
      .when(commands.CloseIncident)
      .then({ ...events.IncidentClosed, ...said, code: title('Confirmed') })
  })
})
