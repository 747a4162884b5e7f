import { dayOf, type Instant } from '@deskledger/kernel'
import { serviceLevelClockReadModels, type ServiceLevelEntry } from '@deskledger/practices/service-level-clock'
import type { Views } from '@deskledger/read-store'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { right, viewsOfEvents } from '../views-of-events.spec.kit.ts'
import { clockLog, example, stored } from './clock-histories.spec.kit.ts'
import { complianceReport, type ComplianceFigures, type ComplianceQuery } from './compliance-report.ts'
import { externalVerdicts } from './external-verdicts.ts'
import { serviceLevelResults } from './results.ts'

type Log = typeof clockLog extends fc.Arbitrary<infer One> ? One : never

const viewsOf = (events: Log): Promise<Views> => viewsOfEvents(events, undefined, serviceLevelClockReadModels)
const report = async (views: Views, query: ComplianceQuery = {}) => right(await complianceReport(views, query)())
const moment = fc
  .integer({ min: 0, max: 2_000_000 })
  .map((seconds) => new Date(1_743_148_800_000 + seconds * 1000).toISOString() as Instant)

const exactOf = (figures: ComplianceFigures): readonly number[] => [
  figures.results,
  figures.met,
  figures.breached,
  figures.runningBreaches,
  figures.timeWithinTarget.sumSeconds ?? 0,
  figures.overrun.count,
  figures.overrun.sumSeconds ?? 0,
]
const total = (parts: readonly ComplianceFigures[]): readonly number[] =>
  parts
    .map(exactOf)
    .reduce((sums, part) => sums.map((sum, index) => sum + (part[index] ?? 0)), Array<number>(7).fill(0))

/** The definition, looked up the slow way: the last word of each cycle. */
const wordsIn = (events: Log): Readonly<Record<'met' | 'missed', number>> => {
  const verdicts = events.flatMap(({ data }) => (data.type === 'ClockStopped' ? [data.verdict] : []))
  const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length
  return { met: count('met'), missed: count('missed') }
}

const each = (check: (views: Views, events: Log) => Promise<void>, runs = 40) =>
  fc.assert(
    fc.asyncProperty(clockLog, async (events) => {
      await check(await viewsOf(events), events)
    }),
    { numRuns: runs },
  )

describe('the compliance report', () => {
  it('counts clocks as they were stopped, and breaches that still run apart', async () => {
    await each(async (views, events) => {
      const { met, breached, runningBreaches, complianceRate, breachRate, overrun } = await report(views)
      const words = wordsIn(events)
      expect([met, breached - runningBreaches, overrun.count]).toStrictEqual([words.met, words.missed, words.missed])
      const results = met + breached
      expect([complianceRate, breachRate]).toStrictEqual(
        results === 0 ? [null, null] : [met / results, breached / results],
      )
    })
  })
  it('adds up: two parts of any range come to the whole', async () => {
    await fc.assert(
      fc.asyncProperty(clockLog, moment, async (events, cut) => {
        const views = await viewsOf(events)
        const parts = [await report(views, { to: cut }), await report(views, { from: cut })]
        expect(total(parts)).toStrictEqual(exactOf(await report(views)))
      }),
      { numRuns: 40 },
    )
  })
  it('adds up over every series, in any zone, for all targets or one', async () => {
    const cuts = ['agreement', 'service', 'team', 'priority', 'customer', 'target', 'day', 'week', 'month'] as const
    const queries = fc.record(
      {
        by: fc.constantFrom(...cuts),
        timeZone: fc.constantFrom('UTC', 'Asia/Kolkata'),
        target: fc.constant<'resolve'>('resolve'),
      },
      { requiredKeys: ['by', 'timeZone'] },
    )
    await fc.assert(
      fc.asyncProperty(clockLog, queries, async (events, query) => {
        const { series = [], ...all } = await report(await viewsOf(events), query)
        expect(total(series)).toStrictEqual(exactOf(all))
        if (query.by === 'target' && query.target !== undefined)
          expect(series.map(({ key }) => key)).toStrictEqual(all.results === 0 ? [] : [query.target])
      }),
      { numRuns: 60 },
    )
  })
  it('has behind each number exactly the results that make it', async () => {
    await each(async (views) => {
      const { series = [] } = await report(views, { by: 'team' })
      for (const { key, met, breached } of series) {
        const asked = { by: 'team', value: key ?? '', limit: 1000 } as const
        const results: readonly ServiceLevelEntry[] = right(await serviceLevelResults(views, asked)()).results
        expect(results.filter(({ outcome }) => outcome === 'met')).toHaveLength(met)
        expect(results.filter(({ outcome }) => outcome === 'breached')).toHaveLength(breached)
        expect(results.every(({ team, eventIds }) => team === key && eventIds.length >= 2)).toBe(true)
      }
    })
  })
  it('gives the results of a day page by page, in order of time', async () => {
    await each(async (views) => {
      const all = right(await serviceLevelResults(views, { outcome: 'met', limit: 1000 })()).results
      const day = dayOf(all[0]?.at ?? ('2025-03-28T00:00:00.000Z' as Instant))
      const from = `${day}T00:00:00.000Z` as Instant
      const seen: ServiceLevelEntry[] = []
      let after: string | undefined
      do {
        const page = right(
          await serviceLevelResults(views, {
            outcome: 'met',
            from,
            limit: 1,
            ...(after === undefined ? {} : { after }),
          })(),
        )
        seen.push(...page.results)
        after = page.next ?? undefined
      } while (after !== undefined)
      expect(seen).toStrictEqual(all)
    }, 20)
  })
  it('refuses a zone that is not there, with a sentence', async () => {
    const views = await viewsOf([])
    expect(await complianceReport(views, { timeZone: 'Europe/Atlantis' })()).toEqual(
      E.left({ type: 'BadQuery', message: expect.stringContaining('Europe/Atlantis') as string }),
    )
  })
})

describe('verdicts of another system', () => {
  it('are set beside ours, and counted where both say so', async () => {
    const events = example('ClockStarted', 'ClockRetargeted', 'ClockBreached', 'ClockStopped', 'ExternalVerdictNoted')
    const views = await viewsOf(stored(events.map(({ data }) => data as Log[number]['data'])))
    const counts = { 'missed-breached': 1 }
    expect(right(await externalVerdicts(views)())).toStrictEqual({ agreeing: 1, differing: 0, counts })
    expect(right(await externalVerdicts(views, 'respond')())).toStrictEqual({ agreeing: 0, differing: 0, counts: {} })
  })
})
