import { Readable } from 'node:stream'
import { incidentDecider, type Incident, type IncidentEvent } from '@deskledger/practices/incident'
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { rowCommandId } from './command-ids.ts'
import { importLog, type ImportOptions } from './import-log.ts'
import { decodeMapping } from './read-mapping.ts'
import { bundledLog, mappingNamed } from './shipped.ts'
import type { Answer, Ask, Sink } from './sink.ts'
import type { ImportResult } from './tally.ts'

/** Streams in memory, decided by the practice: what a command repeated left is answered again. */
const ledger = () => {
  const states = new Map<string, Incident>()
  const taken = new Map<string, readonly IncidentEvent[]>()
  const one = ({ command, commandId }: Ask): Answer => {
    const before = taken.get(commandId)
    const state = states.get(command.incidentId) ?? incidentDecider.initial
    const decided = before ? E.right(before) : incidentDecider.decide(command, state)
    if (E.isLeft(decided)) throw new Error(decided.left.type)
    if (!before) {
      taken.set(commandId, decided.right)
      states.set(command.incidentId, decided.right.reduce(incidentDecider.evolve, state))
    }
    return { repeated: before !== undefined, events: decided.right.map((data) => ({ type: data.type, data })) }
  }
  const rowsOf = new Map<string, number>()
  const ask: Sink = (asks) => async () => {
    await Promise.resolve()
    for (const { command } of asks) rowsOf.set(command.incidentId, command.row)
    return E.right(asks.map(one))
  }
  return { ask, rowsOf, taken }
}

const mappingOf = (more: object = {}): ImportOptions['mapping'] => {
  const decoded = decodeMapping({
    name: 'random',
    source: 'random',
    key: { column: 'id' },
    at: 'at',
    by: { column: 'who', otherwise: 'nobody' },
    missing: ['?'],
    times: [{ columns: ['at'], format: 'epoch-s', zone: 'UTC' }],
    states: {
      columns: ['state'],
      map: {
        New: { status: 'New' },
        Active: { status: 'InProgress' },
        Waiting: { status: 'OnHold', holdReason: 'AwaitingCaller' },
        Done: { status: 'Resolved' },
        Closed: { status: 'Closed' },
        Dropped: { status: 'Cancelled' },
      },
    },
    tracked: { group: 'group' },
    ...more,
  })
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
  return decoded.right
}

const imported = async (options: ImportOptions): Promise<ImportResult> => {
  const outcome = await importLog(options)
  if (E.isLeft(outcome)) throw new Error(outcome.left.message)
  return outcome.right
}
const csv = (rows: readonly (readonly (string | number)[])[]) =>
  Readable.from([Buffer.from(['id,state,at,who,group,more', ...rows.map((row) => row.join(','))].join('\n'))])
const total = (events: Readonly<Record<string, number>>) => Object.values(events).reduce((sum, n) => sum + n, 0)

const row = fc.tuple(
  fc.constantFrom('A1', 'A2', 'A3', '4711'),
  fc.constantFrom('New', 'Active', 'Waiting', 'Done', 'Closed', 'Dropped', '?'),
  fc.integer({ min: 1_456_000_000, max: 1_456_000_050 }),
  fc.constantFrom('ada', 'bob', '?'),
  fc.constantFrom('Group 1', 'Group 2', '?', ''),
  fc.constantFrom('x', 'y', '?'),
)

describe('any log', () => {
  const logs = fc.array(row, { minLength: 1, maxLength: 60 })
  it('has every row accounted for, however incidents, states and times are mixed', async () => {
    await fc.assert(
      fc.asyncProperty(logs, fc.boolean(), async (rows, byTime) => {
        const { ask, rowsOf, taken } = ledger()
        const mapping = mappingOf(byTime ? { rows: { order: { column: 'at', as: 'time' } } } : {})
        const result = await imported({ input: csv(rows), mapping, ask })
        expect(result.rows).toBe(rows.length)
        expect(taken.size).toBe(rows.length)
        const expected = new Map<string, number>()
        for (const [id] of rows) expected.set(id, (expected.get(id) ?? 0) + 1)
        expect(rowsOf).toEqual(expected)
        expect(result.incidents).toBe(expected.size)
      }),
    )
  })
  it('is told beforehand what it will come to, without being stored', async () => {
    await fc.assert(
      fc.asyncProperty(logs, async (rows) => {
        const never: Sink = () => {
          throw new Error('asked')
        }
        const dry = await imported({ input: csv(rows), mapping: mappingOf(), ask: never, dryRun: true })
        const result = await imported({ input: csv(rows), mapping: mappingOf(), ask: ledger().ask })
        expect({ ...dry, seconds: 0 }).toEqual({ ...result, seconds: 0 })
      }),
    )
  })
  it('adds nothing the second time', async () => {
    await fc.assert(
      fc.asyncProperty(logs, async (rows) => {
        const { ask } = ledger()
        await imported({ input: csv(rows), mapping: mappingOf(), ask })
        const again = await imported({ input: csv(rows), mapping: mappingOf(), ask })
        expect(again).toMatchObject({
          rows: rows.length,
          repeatedRows: rows.length,
          events: {},
          recordedAsImported: {},
        })
      }),
    )
  })
  it('adds its new rows alone when it has grown, and ends as if imported at once', async () => {
    await fc.assert(
      fc.asyncProperty(logs, fc.nat(60), async (rows, cut) => {
        const before = rows.slice(0, Math.max(1, Math.min(cut, rows.length)))
        const [grown, whole] = [ledger(), ledger()]
        await imported({ input: csv(before), mapping: mappingOf(), ask: grown.ask })
        const result = await imported({ input: csv(rows), mapping: mappingOf(), ask: grown.ask })
        await imported({ input: csv(rows), mapping: mappingOf(), ask: whole.ask })
        expect(result.repeatedRows).toBe(before.length)
        expect([...grown.taken].sort()).toEqual([...whole.taken].sort())
      }),
    )
  })
})

describe('rows of one incident', () => {
  const many = Array.from({ length: 450 }, (_, n) => ['A1', 'New', 1_456_000_000 + n, 'ada', '', n] as const)
  it('are asked in order, at most 200 a call, one call after the other', async () => {
    const calls: number[][] = []
    let underWay = 0
    const ask: Sink = (asks) => async () => {
      expect(++underWay).toBe(1)
      await new Promise(setImmediate)
      calls.push(asks.map(({ command }) => command.row))
      underWay--
      return E.right(asks.map(() => ({ repeated: false, events: [{ type: 'Any', data: {} }] })))
    }
    await imported({ input: csv(many), mapping: mappingOf(), ask })
    expect(calls.map(({ length }) => length)).toEqual([200, 200, 50])
    expect(calls.flat()).toEqual(many.map((_, n) => n + 1))
  })
  it('are in the order of a column where the mapping says so; ties as in the file', async () => {
    const { ask, taken } = ledger()
    const rows = [
      ['A1', 'Active', 30, 'c', '', ''],
      ['A2', 'New', 5, 'x', '', ''],
      ['A1', 'New', 10, 'a', '', ''],
      ['A1', 'New', 30, 'd', '', ''],
    ]
    await imported({ input: csv(rows), mapping: mappingOf({ rows: { order: { column: 'at', as: 'number' } } }), ask })
    const who = [1, 2, 3].map((n) => taken.get(rowCommandId('random', 'A1', n))?.[0]?.by)
    expect(who).toEqual(['a', 'c', 'd'])
  })
})

describe('an import that does not come to its end', () => {
  const rows = Array.from({ length: 300 }, (_, n) => [`A${n}`, 'New', 1_456_000_000, 'ada', '', n] as const)
  it('says how many rows are safe when the ledger fails, and goes on from there', async () => {
    const { ask, taken } = ledger()
    let calls = 0
    const failing: Sink = (asks) =>
      ++calls > 100 ? () => Promise.resolve(E.left({ type: 'StoreFull', message: 'The disk is full.' })) : ask(asks)
    const outcome = await importLog({ input: csv(rows), mapping: mappingOf(), ask: failing })
    expect(outcome).toMatchObject({
      left: { type: 'NotStored', rowsStored: taken.size, failure: { type: 'StoreFull' } },
    })
    expect(E.isLeft(outcome) && outcome.left.message).toContain(
      `The disk is full. ${taken.size} rows are safely stored. Run the same command again`,
    )
    const rest = await imported({ input: csv(rows), mapping: mappingOf(), ask })
    expect(rest.repeatedRows + total(rest.events)).toBe(300)
  })
  it('stops when it is told to', async () => {
    const { ask, taken } = ledger()
    const stop = new AbortController()
    const asking: Sink = (asks) => {
      if (taken.size > 50) stop.abort()
      return ask(asks)
    }
    const outcome = await importLog({ input: csv(rows), mapping: mappingOf(), ask: asking, signal: stop.signal })
    expect(outcome).toMatchObject({ left: { type: 'Stopped', rowsStored: taken.size } })
    expect(taken.size).toBeLessThan(300)
  })
  it('is refused when the ledger holds another log under the same source', async () => {
    const { ask } = ledger()
    await imported({ input: csv(rows.slice(0, 5)), mapping: mappingOf(), ask })
    const other = rows.slice(0, 5).map(([id, state]) => [id, state, 1_456_999_999, 'eve', '', ''])
    expect(await importLog({ input: csv(other), mapping: mappingOf(), ask })).toMatchObject({
      left: { type: 'OtherLog' },
    })
  })
  it('is a defect, said aloud, when a row leaves no event', async () => {
    const ask: Sink = (asks) => () => Promise.resolve(E.right(asks.map(() => ({ repeated: false, events: [] }))))
    expect(await importLog({ input: csv(rows), mapping: mappingOf(), ask })).toMatchObject({
      left: { type: 'RowsUnaccounted' },
    })
  })
})

describe('the bundled log', () => {
  it('comes out whole: rows, incidents, and the steps that the rules forbid', async () => {
    const mapping = await mappingNamed(bundledLog.mapping)
    if (E.isLeft(mapping)) throw new Error(mapping.left.message)
    const { ask } = ledger()
    const told: number[] = []
    const onProgress = ({ rows }: { readonly rows: number }) => told.push(rows)
    const result = await imported({ input: bundledLog.path, mapping: mapping.right, ask, onProgress })
    expect(result).toMatchObject({ rows: 63_532, incidents: 10_000, repeatedRows: 0 })
    expect(result.recordedAsImported).toMatchObject({ DoesNotStartAtNew: 3940, ClosedIsFinal: 5 })
    expect(result.events).toMatchObject({ IncidentRaised: 10_000, ExternalVerdictRecorded: 5635, CallerCorrected: 4 })
    expect(told.at(-1)).toBe(63_532)
  }, 60_000)
})

describe('a column that names the customer', () => {
  it('says which customer an incident concerns, and that it became another', async () => {
    const { ask, taken } = ledger()
    const rows = [
      ['A1', 'New', 1_456_000_000, 'ada', 'Acme', 'x'],
      ['A1', 'New', 1_456_000_001, 'ada', 'Sales & Co.', 'x'],
      ['A1', 'New', 1_456_000_002, 'ada', '?', 'x'],
      ['A1', 'New', 1_456_000_003, 'ada', '?', 'y'],
    ] as const
    await imported({ input: csv(rows), mapping: mappingOf({ tracked: { customer: 'group' } }), ask })
    expect([...taken.values()].flat()).toMatchObject([
      { type: 'IncidentRaised', customer: 'Acme', group: null },
      { type: 'CustomerCorrected', from: 'Acme', to: 'Sales & Co.' },
      { type: 'CustomerCorrected', from: 'Sales & Co.', to: null },
      { type: 'UpdateRecorded' },
    ])
  })
})
