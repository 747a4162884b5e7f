import type { Instant } from '@deskledger/kernel'
import {
  serviceLevelClockReadModels,
  serviceLevelStatus,
  statusAsOf,
  type ServiceLevelStatus,
} from '@deskledger/practices/service-level-clock'
import * as fc from 'fast-check'
import { right, viewsOfEvents } from '../views-of-events.spec.kit.ts'
import { boardOf, type BoardEntry } from './board-of.ts'
import { clockLog } from './clock-histories.spec.kit.ts'

const now = '2025-03-29T00:00:00.000Z' as Instant
type Log = typeof clockLog extends fc.Arbitrary<infer One> ? One : never

const clocksOf = (events: Log): readonly ServiceLevelStatus[] => {
  const clocks = new Map<string, ServiceLevelStatus>()
  for (const event of events) {
    const clock = serviceLevelStatus.apply(clocks.get(event.data.clockId), event, event.data.clockId)
    if (clock) clocks.set(event.data.clockId, clock)
  }
  return [...clocks.values()]
}

describe('the board', () => {
  it('has every clock that runs unbreached, the most urgent first, page by page, each as of now', async () => {
    await fc.assert(
      fc.asyncProperty(clockLog, fc.constantFrom(undefined, 'desk', null), async (events, team) => {
        const views = await viewsOfEvents(events, undefined, serviceLevelClockReadModels)
        const rows: BoardEntry[] = []
        let after: string | undefined
        const narrowed = team === undefined ? {} : { team: team as BoardEntry['team'] }
        do {
          const page = right(
            await boardOf(views, { now, limit: 2, ...narrowed, ...(after === undefined ? {} : { after }) })(),
          )
          rows.push(...page.rows)
          after = page.next ?? undefined
        } while (after !== undefined)
        const expected = clocksOf(events)
          .filter(({ status, dueAt, breachedAt }) => status === 'Running' && dueAt !== null && breachedAt === null)
          .filter(({ labels }) => team === undefined || labels.team === team)
        expect(rows.map(({ dueAt }) => dueAt)).toStrictEqual(expected.map(({ dueAt }) => dueAt).sort())
        expect(new Map(rows.map(({ clockId, now: status }) => [clockId, status]))).toEqual(
          new Map(expected.map((clock) => [clock.clockId, statusAsOf(clock, now)])),
        )
      }),
      { numRuns: 40 },
    )
  })
  it('ends before an instant if that is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(clockLog, async (events) => {
        const views = await viewsOfEvents(events, undefined, serviceLevelClockReadModels)
        const all = right(await boardOf(views, { now, limit: 100 })()).rows
        const dueBefore = all[1]?.dueAt ?? now
        const { rows } = right(await boardOf(views, { now, dueBefore, limit: 100 })())
        expect(rows).toStrictEqual(all.filter(({ dueAt }) => dueAt < dueBefore))
      }),
      { numRuns: 20 },
    )
  })
})
