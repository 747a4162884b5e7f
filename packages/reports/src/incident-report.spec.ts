import * as E from 'fp-ts/lib/Either.js'
import { secondsBetween } from '@deskledger/kernel'
import * as fc from 'fast-check'
import { incidentReport, type IncidentFigures } from './incident-report.ts'
import { log, minute, moment, right, viewsOfEvents } from './views-of-events.spec.kit.ts'

const exactOf = (figures: IncidentFigures): readonly number[] => [
  figures.incidents,
  figures.resolutions.count,
  figures.timeToResolve.count,
  figures.timeToResolve.sumSeconds ?? 0,
  figures.timeToClose.count,
  figures.timeToClose.sumSeconds ?? 0,
  figures.reopened.incidents ?? 0,
  figures.reopened.times ?? 0,
  figures.reassignments.count ?? 0,
  figures.firstContactResolution.count ?? 0,
]
const total = (parts: readonly IncidentFigures[]): readonly number[] =>
  parts.map(exactOf).reduce(
    (sums, part) => sums.map((sum, index) => sum + (part[index] ?? 0)),
    Array.from({ length: 10 }, () => 0),
  )

describe('a report', () => {
  it('adds up: two parts of any range come to the whole', async () => {
    await fc.assert(
      fc.asyncProperty(log, moment, async (events, cut) => {
        const views = await viewsOfEvents(events)
        const before = right(await incidentReport(views, { to: cut })())
        const after = right(await incidentReport(views, { from: cut })())
        const all = right(await incidentReport(views)())
        expect(total([before, after])).toEqual(exactOf(all))
        expect(before.events + after.events).toBe(all.events)
        expect(all.events).toBe(events.length)
      }),
      { numRuns: 40 },
    )
  })
  it('adds up over every series, in any zone', async () => {
    const cuts = ['day', 'week', 'month', 'priority', 'category', 'group'] as const
    await fc.assert(
      fc.asyncProperty(
        log,
        fc.constantFrom(...cuts),
        fc.constantFrom('UTC', 'America/St_Johns', 'Pacific/Apia'),
        async (events, by, timeZone) => {
          const views = await viewsOfEvents(events)
          const { series = [], ...all } = right(await incidentReport(views, { by, timeZone })())
          expect(total(series)).toEqual(exactOf(all))
        },
      ),
      { numRuns: 40 },
    )
  })
  it('gives the series of a zone by its own days', async () => {
    await fc.assert(
      fc.asyncProperty(log, async (events) => {
        const views = await viewsOfEvents(events)
        const { series = [] } = right(await incidentReport(views, { by: 'day', timeZone: 'Asia/Kolkata' })())
        const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Kolkata', dateStyle: 'short' })
        const days = new Map<string, number>()
        for (const { data } of events)
          if (data.type === 'IncidentRaised') {
            const day = format.format(new Date(data.reportedAt))
            days.set(day, (days.get(day) ?? 0) + 1)
          }
        expect(
          new Map(series.filter((one) => one.incidents > 0).map(({ key, incidents }) => [key, incidents])),
        ).toEqual(new Map([...days].toSorted()))
      }),
      { numRuns: 20 },
    )
  })
  it('has the mean of what it says to have the mean of', async () => {
    await fc.assert(
      fc.asyncProperty(log, async (events) => {
        const views = await viewsOfEvents(events)
        const { timeToResolve } = right(await incidentReport(views)())
        const durations = new Map<string, number>()
        const reported = new Map<string, string>()
        for (const { data } of events) {
          if (data.type === 'IncidentRaised') reported.set(data.incidentId, data.reportedAt)
          const enters =
            data.type === 'IncidentResolved' ||
            (data.type === 'RecordedAsImported' && data.to.status === 'Resolved' && data.from.status !== 'Resolved')
          if (enters)
            durations.set(data.incidentId, secondsBetween(reported.get(data.incidentId) as typeof data.at, data.at))
        }
        const sum = [...durations.values()].reduce((all, one) => all + one, 0)
        expect(timeToResolve.count).toBe(durations.size)
        expect(timeToResolve.meanSeconds).toBe(durations.size === 0 ? null : sum / durations.size)
      }),
      { numRuns: 40 },
    )
  })
  it('says null of empty populations, never 0 of them', async () => {
    const empty = right(await incidentReport(await viewsOfEvents([]))())
    const none = {
      count: 0,
      sumSeconds: null,
      meanSeconds: null,
      medianSeconds: null,
      p90Seconds: null,
      p95Seconds: null,
      relativeError: 0.01,
    }
    expect(empty).toEqual({
      incidents: 0,
      events: 0,
      volumeByMonth: {},
      finalState: {},
      priority: {},
      resolutions: { count: 0, incidents: 0 },
      timeToRespond: none,
      timeToResolve: none,
      timeToClose: none,
      reopened: { incidents: null, times: null, rate: null },
      reassignments: { count: null, incidents: null },
      firstContactResolution: { count: null, of: 0, rate: null },
      timeInStateSeconds: {},
      slaVerdict: null,
    })
  })
  it('refuses a zone that is not there, with a sentence', async () => {
    const views = await viewsOfEvents([])
    expect(await incidentReport(views, { from: minute(0), timeZone: 'Europe/Atlantis' })()).toEqual(
      E.left({ type: 'BadQuery', message: expect.stringContaining('Europe/Atlantis') as string }),
    )
  })
})
