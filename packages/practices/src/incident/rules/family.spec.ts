import { specify } from '@deskledger/testing'
import type { FollowParent } from '../commands/family.ts'
import { incidentDecider } from '../decide.ts'
import { incidentExamples } from '../examples.ts'
import type { HoldReason, Status } from '../words.ts'

const { given } = specify(incidentDecider)
const { commands, events } = incidentExamples
const { IncidentRaised: raised, ParentSet: child, IncidentAssigned: assigned, WorkStarted: started } = events
const { IncidentPutOnHold: held, IncidentResolved: resolved, IncidentReopened: reopened } = events
const inProgress = { status: 'InProgress', holdReason: null } as const

const follow = (status: Status, holdReason: HoldReason | null = null): FollowParent => {
  const { type, incidentId, by, at, parent } = commands.FollowParent
  return { type, incidentId, by, at, parent, parentStanding: { status, holdReason } }
}

describe('a child', () => {
  it('starts when its parent does', () => {
    given(raised, child)
      .when(follow('InProgress'))
      .then({ ...started, from: { status: 'New', holdReason: null } })
  })
  it('waits when its parent waits for a vendor', () => {
    given(raised, assigned, started, child)
      .when(follow('OnHold', 'AwaitingVendor'))
      .then({ ...held, from: inProgress, reason: 'AwaitingVendor', comment: null })
  })
  it('does not wait for the caller of its parent', () => {
    given(raised, child).when(follow('OnHold', 'AwaitingCaller')).thenNothing()
  })
  it('changes what it waits for', () => {
    given(raised, held, child)
      .when(follow('OnHold', 'AwaitingChange'))
      .then(
        { ...events.IncidentResumed, comment: null },
        { ...held, from: inProgress, reason: 'AwaitingChange', comment: null },
      )
  })
  it('goes on when its parent goes on', () => {
    given(raised, held, child)
      .when(follow('InProgress'))
      .then({ ...events.IncidentResumed, comment: null })
  })
  it('is resolved with the resolution of its parent', () => {
    given(raised, assigned, started, child).when(commands.FollowParent).then(resolved)
  })
  it('stays resolved when its parent starts', () => {
    given(raised, child, resolved).when(follow('InProgress')).thenNothing()
  })
  it('is reopened when an agent reopens its parent', () => {
    given(raised, child, resolved)
      .when({ ...follow('InProgress'), reopened: true })
      .then({ ...reopened, reason: null })
  })
  it('stays resolved when self-service reopens its parent', () => {
    given(raised, child, resolved)
      .when({ ...follow('InProgress'), reopened: true, bySelfService: true })
      .thenNothing()
  })
  it.each(['Closed', 'Cancelled', 'Merged', 'New', 'Assigned'] as const)(
    'is untouched when its parent is %s',
    (status) => {
      given(raised, assigned, child).when(follow(status)).thenNothing()
    },
  )
  it('is untouched once it is at an end', () => {
    given(raised, child, resolved, events.IncidentClosed).when(follow('InProgress')).thenNothing()
  })
})
