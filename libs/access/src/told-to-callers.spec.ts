import { START, type Instant, type StoredEvent, type Uuid } from '@deskledger/kernel'
import {
  incidentDetails,
  incidentEvents,
  incidentExamples,
  incidentTimeline,
  type IncidentDetails,
  type IncidentEvent,
  type TimelineEntry,
} from '@deskledger/practices/incident'
import { person, somebody } from './people.spec.kit.ts'
import { detailsFor, seesEntry, seesEvent } from './told-to-callers.ts'

const carol = somebody('carol', 'requester')
const { events } = incidentExamples

const stored = (data: IncidentEvent): StoredEvent<IncidentEvent> => ({
  stream: `incident-${data.incidentId}`,
  revision: 0,
  position: START,
  recordedAt: '2025-03-03T10:00:00.000Z' as Instant,
  hash: '',
  eventId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid,
  type: data.type,
  data,
  metadata: {
    commandId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid,
    correlationId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid,
    causationId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid,
    schemaVersion: 1,
  },
})

/** The entry that the timeline makes of an event. */
const entryOf = (data: IncidentEvent): TimelineEntry => {
  const entry = incidentTimeline.apply(undefined, stored(data), data.incidentId)?.entries[0]
  if (entry === undefined) throw new Error(`${data.type} has no entry`)
  return entry
}

const { NoteAdded, IncidentPutOnHold, IncidentResumed, IncidentRaised } = events
const text = NoteAdded.text
const long = text.repeat(Math.floor(60_000 / text.length)) as typeof text

/** Events, and whether callers are told of them, in the history and in the feed. */
const cases: readonly (readonly [string, IncidentEvent, boolean])[] = [
  ['a public note', { ...NoteAdded, visibility: 'public' }, true],
  ['a long public note', { ...NoteAdded, visibility: 'public', text: long }, true],
  ['an internal note', { ...NoteAdded, visibility: 'internal' }, false],
  ['a long internal note', { ...NoteAdded, visibility: 'internal', text: long }, false],
  [
    'an internal note that says it is public',
    { ...NoteAdded, visibility: 'internal', text: `${NoteAdded.by} noted (public): hello` as typeof text },
    false,
  ],
  [
    'an internal note of somebody whose name says it is public',
    { ...NoteAdded, visibility: 'internal', by: `${NoteAdded.by} noted (public): x` as typeof NoteAdded.by },
    false,
  ],
  ['a question to the caller', { ...IncidentPutOnHold, reason: 'AwaitingCaller' }, true],
  ['a wait for somebody else', { ...IncidentPutOnHold, reason: 'AwaitingVendor' }, false],
  ['the end of a wait for the caller', { ...IncidentResumed, reason: 'AwaitingCaller', comment: null }, true],
  ['a comment of the desk on it', { ...IncidentResumed, reason: 'AwaitingCaller', comment: text }, false],
  ['the end of another wait', { ...IncidentResumed, reason: 'AwaitingProblem', comment: null }, false],
  ['how it was raised', { ...IncidentRaised, imported: null }, true],
  ['an assignment', events.IncidentAssigned, false],
  ['a priority with its reason', events.PriorityChanged, false],
  ['an escalation', events.EscalatedHierarchically, false],
  ['time logged', events.TimeLogged, false],
  ['a link', events.LinkedTo, false],
  ['a proposal of a major incident', events.MajorIncidentProposed, false],
  ['a change of confidentiality', events.ConfidentialityChanged, false],
  ['another ticket merged into it', events.MergeReceived, false],
  ['a resolution', events.IncidentResolved, true],
  ['its closure', events.IncidentClosed, true],
]

describe('a caller', () => {
  it.each(cases)('and %s', (_, event, told) => {
    expect(seesEvent(carol)(stored(event))).toBe(told)
    expect(seesEntry(carol)(entryOf(event))).toBe(told)
  })

  it('is told of the beginning of an import in words, not of its columns', () => {
    const imported = Object.values(events).find((event) => event.type === 'IncidentRaised')
    if (imported?.type !== 'IncidentRaised') throw new Error('There is an example.')
    const columns = { source: 'ServiceNow', row: 1, fields: { x: 'y' }, finals: {}, serviceLevelMade: null }
    const raised = stored({ ...imported, imported: columns as unknown as typeof imported.imported })
    expect(seesEvent(carol)(raised)).toBe(false)
    expect(seesEntry(carol)(entryOf(raised.data))).toBe(true)
  })

  it('is told the same in the history as in the feed, of every kind of event', () => {
    for (const [type, event] of Object.entries(events))
      if (type !== 'IncidentRaised')
        expect([type, seesEntry(carol)(entryOf(event))]).toEqual([type, seesEvent(carol)(stored(event))])
  })

  it('is told nothing of events that nobody has heard of', () => {
    for (const type of ['ClockBreached', 'AgreementDrafted', '__proto__', 'constructor'])
      expect(seesEvent(carol)({ type, data: {} })).toBe(false)
  })
})

describe('details', () => {
  const secret = 'nobody outside the desk' as typeof text
  const history: readonly IncidentEvent[] = [
    { ...IncidentRaised, imported: null },
    { ...events.EscalatedHierarchically, reason: secret },
    { ...events.PriorityChanged, reason: secret },
    { ...events.MajorIncidentProposed, reason: secret },
    { ...NoteAdded, visibility: 'internal', by: person('internal-noter') },
    { ...NoteAdded, visibility: 'public' },
    events.TimeLogged,
    { ...events.LinkedTo, reference: 'PRB-secret' as typeof events.LinkedTo.reference },
    { ...events.MergeReceived, from: 'INC-secret' as typeof events.MergeReceived.from },
  ]
  const details = history.reduce<IncidentDetails | undefined>(
    (before, event) => incidentDetails.apply(before, stored(event), event.incidentId),
    undefined,
  )
  if (details === undefined) throw new Error('The incident was raised.')

  it('are whole for the desk', () => {
    expect(detailsFor(somebody('ada', 'agent'), details)).toBe(details)
  })

  it('hold for a caller nothing of what the desk says among itself', () => {
    const told = JSON.stringify(detailsFor(carol, details))
    for (const word of [secret, 'PRB-secret', 'INC-secret', 'internal', 'secondsLogged', 'escalations'])
      expect([word, JSON.stringify(details).includes(word), told.includes(word)]).toEqual([word, true, false])
    expect(detailsFor(carol, details)).toMatchObject({ summary: IncidentRaised.summary, notes: { public: 1 } })
  })
})

describe('others', () => {
  it('of the desk are told everything, importers nothing', () => {
    for (const event of Object.values(events)) {
      for (const role of ['agent', 'manager', 'system'] as const) {
        expect(seesEvent(somebody('ada', role))(stored(event))).toBe(true)
        expect(seesEntry(somebody('ada', role))(entryOf(event))).toBe(true)
      }
      expect(seesEvent(somebody('feed', 'importer'))(stored(event))).toBe(false)
      expect(seesEntry(somebody('feed', 'importer'))(entryOf(event))).toBe(false)
    }
    expect(Object.keys(events).sort()).toEqual(Object.keys(incidentEvents).sort())
  })
})
