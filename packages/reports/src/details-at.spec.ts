import { incidentExamples } from '@deskledger/practices/incident'
import type { Instant, StoredEvent } from '@deskledger/kernel'
import { detailsAt } from './details-at.ts'
import { differences } from './differences.ts'

const { events } = incidentExamples
const hour = (number: number): Instant => `2025-03-01T${String(number).padStart(2, '0')}:00:00.000Z` as Instant

/** Raised at 9, on hold at 12, and at 13 somebody enters late that it was assigned at 11. */
const stream = [
  { ...events.IncidentRaised, at: hour(9) },
  { ...events.IncidentPutOnHold, at: hour(12) },
  { ...events.IncidentAssigned, at: hour(11), status: 'OnHold' as const },
].map((data, revision) => ({ data, revision, recordedAt: hour(9 + revision * 2) }) as StoredEvent)

describe('one incident in the past', () => {
  it('is not there before it began', () => {
    expect(detailsAt(stream, { at: hour(8) })).toBeUndefined()
  })
  it('is as of a time what the highest revision by then left', () => {
    expect(detailsAt(stream, { at: hour(10) })).toMatchObject({ status: 'New', revision: 0 })
    expect(detailsAt(stream, { at: hour(11) })).toMatchObject({ status: 'OnHold', revision: 2 })
  })
  it('is as known at a time what was recorded by then', () => {
    expect(detailsAt(stream, { at: hour(11), knownAt: hour(12) })).toMatchObject({ status: 'New', revision: 0 })
  })
  it('is now what all events made of it', () => {
    expect(detailsAt(stream)?.group).toBe(events.IncidentAssigned.to.group)
  })
})

describe('differences', () => {
  it('name each field with its way there, before and after', () => {
    expect(differences({ a: 1, b: { c: [1, 2] }, d: null }, { a: 1, b: { c: [1, 3, 4] }, d: { e: 5 } })).toEqual([
      { field: 'b.c.1', from: 2, to: 3 },
      { field: 'b.c.2', from: null, to: 4 },
      { field: 'd', from: null, to: { e: 5 } },
    ])
  })
  it('are none between equals, and all fields from nothing', () => {
    expect(differences({ a: [1] }, { a: [1] })).toEqual([])
    expect(differences(undefined, { a: 1 })).toEqual([{ field: 'a', from: null, to: 1 }])
  })
})
