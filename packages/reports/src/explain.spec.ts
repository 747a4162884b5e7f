import * as fc from 'fast-check'
import { explainMetric, type Explained, type Part } from './explain.ts'
import { metricCatalogue } from './metric-catalogue.ts'
import { log, right, viewsOfEvents } from './views-of-events.spec.kit.ts'

const values = { status: 'Closed', verdict: 'missed', standing: 'OnHold/AwaitingCaller' }

describe('an explanation', () => {
  it('has parts that add up to the number, and events that are there', async () => {
    await fc.assert(
      fc.asyncProperty(
        log,
        fc.constantFrom(...metricCatalogue),
        fc.record({
          period: fc.constantFrom('2016', '2016-03', '2016-W09', '2016-03-01'),
          timeZone: fc.constantFrom('UTC', 'America/New_York'),
        }),
        async (events, metric, when) => {
          const views = await viewsOfEvents(events)
          const asked: Explained = {
            ...when,
            limit: 2,
            ...(metric.slice ? { value: values[metric.slice] } : {}),
          }
          const parts: Part[] = []
          let page = right(await explainMetric(views, metric.name, asked)())
          parts.push(...page.parts)
          while (page.next !== null) {
            page = right(await explainMetric(views, metric.name, { ...asked, after: page.next })())
            parts.push(...page.parts)
          }
          expect(parts.length).toBe(page.count)
          expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(page.sum)
          const known = new Set<string>(events.map(({ eventId }) => eventId))
          expect(parts.flatMap(({ eventIds }) => eventIds).every((eventId) => known.has(eventId))).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })
  it('can be narrowed to a value of a dimension', async () => {
    await fc.assert(
      fc.asyncProperty(log, async (events) => {
        const views = await viewsOfEvents(events)
        const one = right(await explainMetric(views, 'timeToResolve', { by: 'priority', value: '3' })())
        expect(one.parts).toHaveLength(one.count)
        expect(one.parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(one.sum)
      }),
      { numRuns: 30 },
    )
  })
  it.each([
    ['no such metric', ['happiness', {}, 'volume']],
    ['no such period', ['volume', { period: '2016-13' }, '2016-13']],
    ['no ISO week 53 in 2016', ['volume', { period: '2016-W53' }, '2016-W53']],
    ['a value of nothing', ['volume', { value: 'Mail' }, 'priority']],
    ['a slice without its value', ['finalState', {}, 'Closed']],
    ['a slice cut by a dimension', ['finalState', { by: 'group', value: 'Mail' }, 'group']],
  ] as const)('refuses %s with a sentence', async (_, [metric, asked, named]) => {
    const answer = await explainMetric(await viewsOfEvents([]), metric, asked)()
    expect(answer).toMatchObject({ left: { type: 'BadQuery', message: expect.stringContaining(named) as string } })
  })
})
