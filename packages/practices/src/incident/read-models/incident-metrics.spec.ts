import * as fc from 'fast-check'
import { difference, instantOf, type Contribution, type StoredEvent } from '@deskledger/kernel'
import { poisoned } from '@deskledger/testing'
import type { IncidentEvent } from '../events.ts'
import { incidentExamples } from '../examples.ts'
import type { IncidentFact } from './fact.ts'
import { history, moment, stored } from './histories.spec.kit.ts'
import { incidentMetrics } from './incident-metrics.ts'
import { isOpen, raisedTicket, ticketAfter, type Ticket } from './ticket.ts'

const foldOf = (events: readonly StoredEvent<IncidentEvent>[]): IncidentFact =>
  events.reduce<IncidentFact | undefined>(
    (fact, event) => incidentMetrics.apply(fact, event, event.data.incidentId),
    undefined,
  ) as IncidentFact

/** A fact as it comes back from a store: nothing is remembered of it. */
const fresh = (fact: IncidentFact): IncidentFact => JSON.parse(JSON.stringify(fact)) as IncidentFact

/** The row at a moment, from the definition: after the highest revision that happened by then. */
const rowAt = (events: readonly StoredEvent<IncidentEvent>[], at: string): Ticket | undefined => {
  const [first, ...others] = events
  if (first?.data.type !== 'IncidentRaised') return undefined
  const last = events.findLastIndex(({ data }) => data.at <= at)
  if (last === -1) return first.data.reportedAt <= at ? raisedTicket(first.data) : undefined
  return others.slice(0, last).reduce((row, { data }) => ticketAfter(row, data), raisedTicket(first.data))
}

const added = (cells: Map<string, [number, number]>, { cell, count, sum }: Contribution, times: 1 | -1) => {
  const [n, s] = cells.get(cell) ?? [0, 0]
  const now: [number, number] = [n + times * count, s + times * sum]
  if (now[0] === 0 && now[1] === 0) cells.delete(cell)
  else cells.set(cell, now)
}

describe('the facts of an incident', () => {
  it('are open exactly when the state of the highest revision by then is', () => {
    fc.assert(
      fc.property(history, fc.array(moment, { minLength: 20 }), (events, moments) => {
        const { versions } = foldOf(events)
        for (const at of [...moments, ...events.map(({ data }) => data.at)]) {
          const row = rowAt(events, at)
          const found = versions.filter(({ from, to }) => from <= at && (to === null || to > at))
          expect(found.map((version) => version.row)).toEqual(row && isOpen(row.status) ? [row] : [])
        }
      }),
    )
  })
  it('have another version from when another customer was named', () => {
    const { IncidentRaised: raised, CustomerCorrected: corrected } = incidentExamples.events
    const at = instantOf(Date.parse(raised.at) + 60_000)
    expect(foldOf(stored([raised, { ...corrected, at }])).versions).toEqual([
      { from: raised.reportedAt, to: at, row: expect.objectContaining({ customer: corrected.from }) as Ticket },
      { from: at, to: null, row: expect.objectContaining({ customer: corrected.to }) as Ticket },
    ])
  })
  it('have versions in order, none of length 0, no two equal neighbours', () => {
    fc.assert(
      fc.property(history, (events) => {
        const { versions } = foldOf(events)
        for (const [index, { from, to, row }] of versions.entries()) {
          expect(to === null || from < to).toBe(true)
          const before = versions[index - 1]
          if (before) expect((before.to ?? '') <= from).toBe(true)
          if (before?.to === from) expect(before.row).not.toEqual(row)
        }
      }),
    )
  })
  it('count time by standing as from each event to the next, a step back as nothing', () => {
    fc.assert(
      fc.property(history, (events) => {
        const { stays } = foldOf(events)
        const seconds = events.slice(1).reduce((sum, { data }, index) => {
          const before = events[index]?.data.at ?? data.at
          return sum + Math.max(0, (Date.parse(data.at) - Date.parse(before)) / 1000)
        }, 0)
        const all = Object.values(stays)
        expect(all.reduce((sum, stay) => sum + stay.seconds, 0)).toBe(seconds)
        expect(all.reduce((sum, stay) => sum + stay.events, 0)).toBe(events.length)
      }),
    )
  })
})

describe('what facts give rise to', () => {
  it('comes to the same event by event as from the last fact alone', () => {
    fc.assert(
      fc.property(history, (events) => {
        const cells = new Map<string, [number, number]>()
        let fact: IncidentFact | undefined
        for (const event of events) {
          const now = incidentMetrics.apply(fact, event, event.data.incidentId) as IncidentFact
          for (const { contributionsOf } of incidentMetrics.rollups)
            for (const [one, times] of difference(fact ? contributionsOf(fact) : [], contributionsOf(now)))
              added(cells, one, times)
          fact = now
        }
        const whole = new Map<string, [number, number]>()
        const last = fresh(fact as IncidentFact)
        for (const { contributionsOf } of incidentMetrics.rollups)
          for (const one of contributionsOf(last)) added(whole, one, 1)
        expect([...cells].toSorted()).toEqual([...whole].toSorted())
        for (const { rowsOf } of incidentMetrics.tables)
          expect(JSON.stringify(rowsOf(fact as IncidentFact).map(({ key, row }) => [key, row]))).toBe(
            JSON.stringify(rowsOf(fresh(last)).map(({ key, row }) => [key, row])),
          )
      }),
    )
  })
  it('is folded without clock, chance or timers, to the same bytes twice', () => {
    fc.assert(
      fc.property(history, (events) => {
        const once = poisoned(() => foldOf(events))
        expect(JSON.stringify(foldOf(events))).toBe(JSON.stringify(once))
      }),
    )
  })
  it('has no entry more than a response, a closure, a reopening and one for each resolution', () => {
    fc.assert(
      fc.property(history, (events) => {
        const fact = foldOf(events)
        const rows = incidentMetrics.tables[1]?.rowsOf(fact) ?? []
        expect(rows.length).toBeLessThanOrEqual(3 + fact.resolutions.length)
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
      }),
    )
  })
})
