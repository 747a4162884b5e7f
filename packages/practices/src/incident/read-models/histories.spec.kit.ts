import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { instantOf, type Instant, type StoredEvent } from '@deskledger/kernel'
import type { RecordImportedRow } from '../commands/imported.ts'
import { incidentDecider } from '../decide.ts'
import type { IncidentEvent } from '../events.ts'
import type { Standing } from '../words.ts'

const START = 1_456_704_000_000 // 2016-02-29
const MINUTE = 60_000

const standings: readonly Standing[] = [
  { status: 'New', holdReason: null },
  { status: 'InProgress', holdReason: null },
  { status: 'OnHold', holdReason: 'AwaitingCaller' },
  { status: 'OnHold', holdReason: 'AwaitingVendor' },
  { status: 'Resolved', holdReason: null },
  { status: 'Closed', holdReason: null },
]

const row = fc.record({
  step: fc.integer({ min: -90, max: 3000 }),
  standing: fc.constantFrom(...standings),
  group: fc.constantFrom(null, 'Mail', 'Network'),
  priority: fc.constantFrom(null, 1, 3),
  category: fc.constantFrom(null, 'Hardware'),
  counter: fc.nat(2),
  verdict: fc.constantFrom(null, true, false),
})
type Row = typeof row extends fc.Arbitrary<infer One> ? One : never

const commandsOf = (incidentId: string, reportedAt: Instant, rows: readonly Row[]): readonly RecordImportedRow[] => {
  let minute = 0
  let reassignments = 0
  return rows.map(({ step, standing, group, priority, category, counter, verdict }, index) => {
    minute += step
    reassignments += counter
    return {
      type: 'RecordImportedRow',
      incidentId,
      by: 'ada',
      at: instantOf(START + minute * MINUTE),
      source: 'a log',
      row: index + 1,
      reportedAt,
      standing,
      tracked: { group, assignee: null, priority, category },
      counters: { reassignments },
      links: {},
      verdict,
      note: null,
      fields: { colour: String(counter) },
      finals: {},
    } as unknown as RecordImportedRow
  })
}

const eventsOf = (commands: readonly RecordImportedRow[]): readonly IncidentEvent[] => {
  const events: IncidentEvent[] = []
  let state = incidentDecider.initial
  for (const command of commands) {
    const decided = incidentDecider.decide(command, state)
    if (E.isLeft(decided)) continue
    for (const event of decided.right) {
      state = incidentDecider.evolve(state, event)
      events.push(event)
    }
  }
  return events
}

/** Events as a store would give them back, each recorded a second after the one before. */
export const stored = (events: readonly IncidentEvent[], position = 0): readonly StoredEvent<IncidentEvent>[] =>
  events.map(
    (data, revision) =>
      ({
        stream: `incident-${data.incidentId}`,
        revision,
        position: String(position + revision).padStart(16, '0'),
        eventId: `00000000-0000-4000-8000-${String(position + revision).padStart(12, '0')}`,
        type: data.type,
        data,
        recordedAt: instantOf(1_700_000_000_000 + (position + revision) * 1000),
      }) as StoredEvent<IncidentEvent>,
  )

/** One incident's history as an import of any rows leaves it: any steps, ties, steps back in time. */
export const history = fc
  .tuple(fc.integer({ min: -500, max: 60 }), fc.array(row, { minLength: 1, maxLength: 12 }))
  .map(([reported, rows]) => stored(eventsOf(commandsOf('INC0000001', instantOf(START + reported * MINUTE), rows))))

/** A moment around such histories. */
export const moment = fc.integer({ min: -600, max: 15_000 }).map((minute) => instantOf(START + minute * MINUTE))
