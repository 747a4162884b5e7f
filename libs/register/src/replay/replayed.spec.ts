import * as E from 'fp-ts/lib/Either.js'
import { instantOf, type Instant, type StoredEvent } from '@deskledger/kernel'
import { incidentExamples } from '@deskledger/practices/incident'
import { serviceLevelClockExamples } from '@deskledger/practices/service-level-clock'
import type { ViewFailure } from '@deskledger/read-store'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { replayed, type ReplayLedger, type ReplayWanted } from './replayed.ts'

const { IncidentRaised: raised } = incidentExamples.events
const { ClockStarted: started } = serviceLevelClockExamples.events
const down: ViewFailure = { type: 'ViewsUnavailable', message: 'They do not answer. Start them.' }

interface Told {
  readonly tickets?: number
  /** of the streams whose names begin so */
  readonly fails?: string
}

/** Tickets that were raised and have a clock each, in pages of two. */
const ledgerOf = ({ tickets = 3, fails }: Told = {}): ReplayLedger => {
  const keys = Array.from({ length: tickets }, (_, n) => `INC000000${n + 1}`)
  const find = (_: string, { after = '0' }: { readonly after?: string }) => {
    const from = Number(after)
    const found = keys.slice(from, from + 2).map((key) => ({ key, position: '1', document: {} }))
    return TE.right({ found, next: from + 2 < keys.length ? String(from + 2) : null })
  }
  const history = (stream: string) => {
    if (fails !== undefined && stream.startsWith(fails)) return Promise.resolve(E.left(down))
    const id = stream.slice(stream.indexOf('INC'))
    const data = stream.startsWith('incident-')
      ? { ...raised, incidentId: id }
      : { ...started, clockId: id, ticket: id.split('.')[0] }
    const isThere = stream.startsWith('incident-') || id.endsWith('.resolve')
    return Promise.resolve(E.right(isThere ? [{ type: data.type, data } as unknown as StoredEvent] : []))
  }
  const views = { find, count: () => (fails === 'count' ? TE.left(down) : TE.right(keys.length)) }
  return { views, history } as unknown as ReplayLedger
}

const wanted: ReplayWanted = {
  agreed: { inForce: [], calendars: [] },
  asOf: '2025-03-03T09:00:00.000Z' as Instant,
  rows: 1,
}

describe('a replay', () => {
  it('goes over all pages, keeps as many rows as are wanted, and says how far it is', async () => {
    const seen: (readonly [number, number])[] = []
    const onProgress = (...progress: readonly [number, number]) => seen.push(progress)
    expect(await replayed(ledgerOf(), { ...wanted, onProgress })).toMatchObject(
      E.right({
        tickets: 3,
        clocks: 3,
        recorded: { running: 3, none: 0 },
        other: { running: 0, none: 3 },
        differing: 3,
        rows: [{ ticket: 'INC0000001', target: 'resolve', cycle: 1, other: null }],
      }),
    )
    expect(seen).toEqual([
      [2, 3],
      [3, 3],
    ])
  })
  it('does not begin where there are more tickets than are allowed', async () => {
    expect(await replayed(ledgerOf(), { ...wanted, most: 3 })).toHaveProperty('right')
    expect(await replayed(ledgerOf({ fails: 'incident' }), { ...wanted, most: 2 })).toEqual(
      E.left({
        type: 'TooManyTickets',
        tickets: 3,
        message: expect.stringMatching(/^3 tickets .* 2 are replayed/) as string,
      }),
    )
  })
  it('ends between two tickets when it is told to, though its stores answer at once', async () => {
    const ending = new AbortController()
    setImmediate(() => {
      ending.abort()
    })
    expect(await replayed(ledgerOf(), { ...wanted, signal: ending.signal })).toMatchObject(
      E.left({ type: 'ReplayStopped' }),
    )
  })
  it.each(['count', 'incident-', 'service-level-clock-'])('tells that a store fails, at %s', async (fails) => {
    expect(await replayed(ledgerOf({ fails }), wanted)).toEqual(E.left(down))
  })
  it('of no tickets is empty', async () => {
    expect(await replayed(ledgerOf({ tickets: 0 }), { ...wanted, asOf: instantOf(0) })).toMatchObject(
      E.right({ tickets: 0, clocks: 0, rows: [] }),
    )
  })
})
