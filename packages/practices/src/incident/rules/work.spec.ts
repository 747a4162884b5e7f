import { specify } from '@deskledger/testing'
import { incidentDecider } from '../decide.ts'
import { incidentExamples } from '../examples.ts'
import { bob, carol } from '../examples/said.ts'

const { given } = specify(incidentDecider)
const { commands, events } = incidentExamples
const { IncidentRaised: raised, IncidentPutOnHold: held, NoteAdded: noted, FirstResponseRecorded: responded } = events

describe('an incident that waits for its caller', () => {
  const reply = { ...commands.AddNote, by: carol }
  it('goes on when the caller replies', () => {
    given(raised, held)
      .when(reply)
      .then({ ...noted, by: carol }, { ...events.IncidentResumed, by: carol, comment: null })
  })
  it('waits on when somebody else speaks', () => {
    given(raised, responded, held)
      .when({ ...reply, by: bob })
      .then({ ...noted, by: bob })
  })
  it('waits on when the caller leaves an internal note', () => {
    given(raised, held)
      .when({ ...reply, visibility: 'internal' })
      .then({ ...noted, by: carol, visibility: 'internal' })
  })
  it('waits on for anything else than the caller', () => {
    given(raised, { ...held, reason: 'AwaitingVendor' })
      .when(reply)
      .then({ ...noted, by: carol })
  })
})

describe('the first response', () => {
  it('is the first public reply by somebody else than the caller', () => {
    given(raised)
      .when(commands.AddNote)
      .then(noted, { ...responded, how: 'PublicReply' })
  })
  it('is no note of the caller', () => {
    given(raised)
      .when({ ...commands.AddNote, by: carol })
      .then({ ...noted, by: carol })
  })
  it('is no internal note', () => {
    given(raised)
      .when({ ...commands.AddNote, visibility: 'internal' })
      .then({ ...noted, visibility: 'internal' })
  })
  it('is recorded once', () => {
    given(raised, responded).when(commands.AddNote).then(noted)
    given(raised, responded).when(commands.AcceptIncident).thenNothing()
  })
})
