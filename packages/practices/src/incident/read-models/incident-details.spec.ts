import * as fc from 'fast-check'
import type { StoredEvent } from '@deskledger/kernel'
import { poisoned } from '@deskledger/testing'
import type { IncidentEvent } from '../events.ts'
import { incidentExamples } from '../examples.ts'
import type { IncidentDetails } from './details.ts'
import { history, stored } from './histories.spec.kit.ts'
import { incidentDetails } from './incident-details.ts'
import { incidentQueue } from './incident-queue.ts'

const { events } = incidentExamples

const foldOf = (all: readonly StoredEvent<IncidentEvent>[]): IncidentDetails =>
  all.reduce<IncidentDetails | undefined>(
    (details, event) => incidentDetails.apply(details, event, event.data.incidentId),
    undefined,
  ) as IncidentDetails

const told = (...all: readonly IncidentEvent[]) => foldOf(stored(all))
const queued = (details: IncidentDetails) => incidentQueue.rowsOf(details).map(({ row }) => row)

describe('the details of an incident', () => {
  it('show every example event without losing what was there', () => {
    const before = told(events.IncidentRaised)
    for (const event of Object.values(events)) {
      if (event.type === 'IncidentRaised') continue
      const after = told(events.IncidentRaised, event)
      expect(Object.keys(after)).toEqual(Object.keys(before))
      expect(after).toMatchObject({ revision: 1, updatedBy: event.by, updatedAt: event.at })
    }
  })
  it('say which customer it concerns, the last one that was said', () => {
    const { from, to } = events.CustomerCorrected
    expect(told(events.IncidentRaised)).toMatchObject({ customer: from })
    expect(told(events.IncidentRaised, events.CustomerCorrected)).toMatchObject({ customer: to })
  })
  it('keep every resolution over a reopening', () => {
    const details = told(
      events.IncidentRaised,
      events.IncidentResolved,
      events.IncidentReopened,
      events.IncidentResolved,
    )
    expect(details.resolutions).toHaveLength(2)
    expect(details.reopenings).toHaveLength(1)
    expect(details.status).toBe('Resolved')
  })
  it('know a child from its own event, and that it left', () => {
    const parent = told(events.IncidentRaised)
    const child = 'INC9999999' as IncidentDetails['incidentId']
    const [set, gone] = stored([
      { ...events.ParentSet, incidentId: child, parent: parent.incidentId, from: null },
      { ...events.ParentRemoved, incidentId: child, parent: parent.incidentId },
    ])
    if (!set || !gone) throw new Error('two events were stored')
    expect(incidentDetails.keysOf(set)).toEqual([child, parent.incidentId])
    const with1 = incidentDetails.apply(parent, set, parent.incidentId)
    expect(with1?.children).toEqual([child])
    expect(incidentDetails.apply(with1, gone, parent.incidentId)?.children).toEqual([])
  })
  it('fold to the same bytes twice, without clock, chance or timers, and are plain JSON', () => {
    fc.assert(
      fc.property(history, (all) => {
        const once = poisoned(() => foldOf(all))
        expect(JSON.stringify(foldOf(all))).toBe(JSON.stringify(once))
        expect(JSON.parse(JSON.stringify(once))).toStrictEqual(once)
      }),
    )
  })
})

describe('the queue', () => {
  it('holds an open ticket', () => {
    const { incidentId, summary } = events.IncidentRaised
    expect(queued(told(events.IncidentRaised))).toEqual([
      expect.objectContaining({ incidentId, summary, status: 'New' }),
    ])
  })
  it('holds the customer, and is asked for it in every order', () => {
    const { to } = events.CustomerCorrected
    expect(queued(told(events.IncidentRaised, events.CustomerCorrected))).toEqual([
      expect.objectContaining({ customer: to }),
    ])
    const fields = incidentQueue.indexes.map((index) => index.fields)
    for (const sort of [['priority', 'reportedAt'], ['reportedAt'], ['updatedAt']])
      expect(fields).toContainEqual(['customer', ...sort])
  })
  it('lets a resolved ticket go, and has it back whole when it is reopened', () => {
    expect(queued(told(events.IncidentRaised, events.IncidentResolved))).toEqual([])
    const { summary, caller, reportedAt } = events.IncidentRaised
    expect(queued(told(events.IncidentRaised, events.IncidentResolved, events.IncidentReopened))).toEqual([
      expect.objectContaining({ status: 'InProgress', summary, caller, reportedAt }),
    ])
  })
})
