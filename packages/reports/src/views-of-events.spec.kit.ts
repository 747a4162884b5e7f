import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  contribute,
  instantOf,
  type AnyProjection,
  type Cell,
  type Instant,
  type Rollup,
  type StoredEvent,
} from '@deskledger/kernel'
import {
  incidentDecider,
  incidentReadModels,
  type IncidentEvent,
  type RecordImportedRow,
  type Standing,
} from '@deskledger/practices/incident'
import { openMemoryReadStore, viewsOf, type ReadStore, type Views } from '@deskledger/read-store'
import * as fc from 'fast-check'

/** What a success holds; a failure is shown by the test that expects it not to be. */
export const right = <A>(either: E.Either<unknown, A>): A => {
  expect(either).toHaveProperty('right')
  return (either as E.Right<A>).right
}

type Tables = Map<string, Map<string, object>>

const tableIn = (tables: Tables, name: string): Map<string, object> => {
  const table = tables.get(name) ?? new Map<string, object>()
  tables.set(name, table)
  return table
}

const documentsOf = (model: AnyProjection, events: readonly StoredEvent<object>[]): Map<string, object> => {
  const documents = new Map<string, object>()
  for (const event of events.filter(({ type }) => model.on.includes(type)))
    for (const key of model.keysOf(event)) {
      const document = model.apply(documents.get(key), event, key)
      if (document) documents.set(key, document)
    }
  return documents
}

const cellsOf = (rollup: Rollup<object>, documents: Iterable<object>): Map<string, object> => {
  const cells = new Map<string, object>()
  for (const document of documents)
    for (const contribution of rollup.contributionsOf(document)) {
      const cell = contribute(cells.get(contribution.cell) as Cell | undefined, contribution, 1)
      if (cell) cells.set(contribution.cell, cell)
    }
  return cells
}

type Models = readonly AnyProjection[]

const folded = (events: readonly StoredEvent<object>[], models: Models): Tables => {
  const tables: Tables = new Map()
  for (const model of models) {
    const documents = documentsOf(model, events)
    tables.set(model.name, documents)
    for (const rollup of model.rollups) tables.set(rollup.name, cellsOf(rollup, documents.values()))
    for (const { name, rowsOf } of model.tables)
      for (const { key, row } of [...documents.values()].flatMap(rowsOf)) tableIn(tables, name).set(key, row)
  }
  for (const { tables: derived } of models) for (const { name } of derived) tableIn(tables, name)
  return tables
}

/** Views on a store that holds everything the read models, those of incidents by default, make of these events. */
export const viewsOfEvents = async (
  events: readonly StoredEvent<object>[],
  store: ReadStore = openMemoryReadStore(),
  models: Models = incidentReadModels,
): Promise<Views> => {
  const indexes = new Map(
    models.flatMap((model) => [model, ...model.tables, ...model.rollups].map((one) => [one.name, one.indexes])),
  )
  for (const [name, documents] of folded(events, models)) {
    const table = { name, generation: 'v1' }
    right(await store.prepare(table, indexes.get(name) ?? [])())
    const changes = [...documents].map(([key, document]) => ({ key, position: '1', document }))
    right(await store.write(table, changes)())
  }
  return viewsOf(store, (name) => TE.right({ name, generation: 'v1' }))
}

const START = 1_456_704_000_000 // 2016-02-29
const MINUTE = 60_000

export const minute = (minutes: number): Instant => instantOf(START + minutes * MINUTE)

const standings: readonly Standing[] = [
  { status: 'New', holdReason: null },
  { status: 'InProgress', holdReason: null },
  { status: 'OnHold', holdReason: 'AwaitingCaller' },
  { status: 'Resolved', holdReason: null },
  { status: 'Closed', holdReason: null },
]

const row = fc.record({
  step: fc.integer({ min: -90, max: 20_000 }),
  standing: fc.constantFrom(...standings),
  group: fc.constantFrom(null, 'Mail', 'Network'),
  priority: fc.constantFrom(null, 1, 3),
  counter: fc.nat(1),
  verdict: fc.constantFrom(null, true, false),
})
type Row = typeof row extends fc.Arbitrary<infer One> ? One : never

const eventsOf = (incidentId: string, reported: number, rows: readonly Row[]): readonly IncidentEvent[] => {
  const events: IncidentEvent[] = []
  let [at, reassignments, state] = [reported, 0, incidentDecider.initial]
  for (const [index, { step, standing, group, priority, counter, verdict }] of rows.entries()) {
    at += step
    reassignments += counter
    const command = {
      type: 'RecordImportedRow',
      incidentId,
      by: 'ada',
      at: minute(at),
      source: 'a log',
      row: index + 1,
      reportedAt: minute(reported),
      standing,
      tracked: { group, assignee: null, priority, category: null },
      counters: { reassignments },
      links: {},
      verdict,
      note: null,
      fields: {},
      finals: {},
    } as unknown as RecordImportedRow
    for (const event of right(incidentDecider.decide(command, state))) {
      state = incidentDecider.evolve(state, event)
      events.push(event)
    }
  }
  return events
}

/** The log of up to eight incidents, as an import of any rows leaves it; recorded a second apart. */
export const log = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 80_000 }), fc.array(row, { minLength: 1, maxLength: 8 })), { maxLength: 8 })
  .map((tickets) => {
    let position = 0
    return tickets.flatMap(([reported, rows], number) =>
      eventsOf(`INC${String(number).padStart(7, '0')}`, reported, rows).map((data, revision) => {
        position++
        return {
          stream: `incident-${data.incidentId}`,
          revision,
          position: String(position).padStart(16, '0'),
          eventId: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
          type: data.type,
          data,
          recordedAt: instantOf(1_700_000_000_000 + position * 1000),
        } as StoredEvent<IncidentEvent>
      }),
    )
  })

/** A moment around such logs. */
export const moment = fc.integer({ min: -2000, max: 200_000 }).map(minute)
