import * as TE from 'fp-ts/lib/TaskEither.js'
import type { StoredEvent } from '@deskledger/kernel'
import {
  incidentMetrics,
  type IncidentEvent,
  type IncidentFact,
  type IncidentRow,
} from '@deskledger/practices/incident'
import * as fc from 'fast-check'
import { backlogAsKnown } from './backlog-as-known.ts'
import { backlogAt } from './backlog.ts'
import { queueAt } from './queue-at.ts'
import { log, moment, right, viewsOfEvents } from './views-of-events.spec.kit.ts'

type Events = readonly StoredEvent<IncidentEvent>[]

const factsOf = (events: Events): readonly IncidentFact[] => {
  const facts = new Map<string, IncidentFact>()
  for (const event of events) {
    const fact = incidentMetrics.apply(facts.get(event.stream), event, event.data.incidentId)
    if (fact) facts.set(event.stream, fact)
  }
  return [...facts.values()]
}

/** The definition, looked up the slow way. */
const rowsAt = (events: Events, at: string): readonly IncidentRow[] =>
  factsOf(events).flatMap(({ versions }) =>
    versions.filter(({ from, to }) => from <= at && (to === null || to > at)).map(({ row }) => row),
  )

const backlogOf = (events: Events, at: string) => {
  const days = rowsAt(events, at).map(({ reportedAt }) => (Date.parse(at) - Date.parse(reportedAt)) / 86_400_000)
  const between = (from: number, to: number) => days.filter((age) => age >= from && age < to).length
  const ages = {
    '0-1': between(-Infinity, 1),
    '1-3': between(1, 3),
    '3-7': between(3, 7),
    '7-30': between(7, 30),
    '30+': between(30, Infinity),
  }
  return { at, open: days.length, ages }
}

describe('the backlog', () => {
  it('as of any instant is what was open then, by age', async () => {
    await fc.assert(
      fc.asyncProperty(log, fc.array(moment, { minLength: 5, maxLength: 5 }), async (events, moments) => {
        const views = await viewsOfEvents(events)
        for (const at of moments) expect(right(await backlogAt(views, at)())).toEqual(backlogOf(events, at))
      }),
      { numRuns: 40 },
    )
  })
  it('as known at any instant knows nothing that was recorded later', async () => {
    await fc.assert(
      fc.asyncProperty(log, moment, fc.nat(), async (events, at, some) => {
        const knownAt = events[some % Math.max(1, events.length)]?.recordedAt ?? at
        const views = await viewsOfEvents(events)
        const readStream = (stream: string) => TE.right(events.filter((event) => event.stream === stream))
        const known = events.filter(({ recordedAt }) => recordedAt <= knownAt)
        expect(right(await backlogAsKnown(views, readStream, { at, knownAt })())).toEqual({
          ...backlogOf(known, at),
          knownAt,
        })
      }),
      { numRuns: 40 },
    )
  })
})

describe('the queue as of an instant', () => {
  it('is every row that stood then, page by page, in order', async () => {
    await fc.assert(
      fc.asyncProperty(log, moment, async (events, at) => {
        const views = await viewsOfEvents(events)
        const rows: IncidentRow[] = []
        let after: string | undefined
        do {
          const page = right(
            await queueAt(views, at, {
              sort: [{ path: 'reportedAt', descending: true }],
              limit: 2,
              ...(after === undefined ? {} : { after }),
            })(),
          )
          rows.push(...page.rows)
          after = page.next ?? undefined
        } while (after !== undefined)
        const expected = rowsAt(events, at).toSorted((a, b) =>
          `${a.reportedAt}${a.incidentId}` < `${b.reportedAt}${b.incidentId}` ? 1 : -1,
        )
        expect(rows).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })
  it('refuses the cursor of another instant', async () => {
    const views = await viewsOfEvents([])
    const answer = await queueAt(views, '2016-03-01T00:00:00.000Z' as IncidentRow['reportedAt'], { after: 'e30' })()
    expect(answer).toMatchObject({ left: { type: 'BadQuery' } })
  })
})
