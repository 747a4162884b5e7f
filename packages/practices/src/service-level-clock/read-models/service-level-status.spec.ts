import { poisoned } from '@deskledger/testing'
import * as fc from 'fast-check'
import type { ServiceLevelClockEvent } from '../events.ts'
import { serviceLevelClockExamples } from '../examples.ts'
import { clockId, labels, monday, saidAt, ticket } from '../examples/said.ts'
import { commandLists, pastOf, stored } from '../histories.spec.kit.ts'
import { statusAsOf } from '../status-as-of.ts'
import { serviceLevelStatus } from './service-level-status.ts'
import type { ServiceLevelStatus } from './status.ts'

const { events } = serviceLevelClockExamples
const { ClockStarted: started, ClockPaused: paused, ClockStopped: stopped, ClockWarned: warned } = events
const breached = { ...events.ClockBreached, ...saidAt('16:00'), breachedAt: monday('16:00') }

const documentOf = (...history: readonly ServiceLevelClockEvent[]): ServiceLevelStatus => {
  let document: ServiceLevelStatus | undefined
  for (const event of stored(history)) document = serviceLevelStatus.apply(document, event, clockId)
  if (document === undefined) throw new Error('no document')
  return document
}
const rowsIn = (table: string, document: ServiceLevelStatus) =>
  serviceLevelStatus.tables.find(({ name }) => name === table)?.rowsOf(document)

describe('the status of a clock', () => {
  it('is what the rules remember of it, and the breach that holds', () => {
    fc.assert(
      fc.property(commandLists, (commands) => {
        const { clock, events: history } = pastOf(commands)
        if (history.length === 0) return
        expect(poisoned(() => documentOf(...history))).toMatchObject(clock)
      }),
      { numRuns: 100 },
    )
  })
  it('is there from its start on', () => {
    expect(stored([paused]).map((event) => serviceLevelStatus.apply(undefined, event, clockId))).toStrictEqual([
      undefined,
    ])
  })
  it('is shown as of now: used, left, percent and due', () => {
    expect(statusAsOf(documentOf(started), monday('10:00'))).toStrictEqual({
      verdict: 'running',
      elapsedSeconds: 7200,
      leftSeconds: 21_600,
      percent: 25,
      dueAt: monday('16:00'),
    })
  })
  it('is due later by the minute while it is paused, and used no more', () => {
    expect(statusAsOf(documentOf(started, paused), monday('10:00'))).toMatchObject({
      elapsedSeconds: 3600,
      dueAt: '2025-03-04T09:00:00.000Z',
    })
    expect(statusAsOf(documentOf(started, paused), monday('10:01'))).toMatchObject({
      elapsedSeconds: 3600,
      dueAt: '2025-03-04T09:01:00.000Z',
    })
  })
  it('is missed from the second after the due instant, known or not, and over by what is worked', () => {
    const late = statusAsOf(documentOf(started), '2025-03-04T09:00:00.000Z' as typeof started.at)
    expect(late).toMatchObject({ verdict: 'missed', leftSeconds: -3600, percent: 112 })
    expect(statusAsOf(documentOf(started), monday('16:00'))).toMatchObject({ verdict: 'running', leftSeconds: 0 })
  })
  it('names the breach that holds, and none of a target that was met after all', () => {
    expect(documentOf(started, breached)).toMatchObject({ breachedAt: monday('16:00'), verdict: null })
    const met = { ...stopped, verdict: 'met' as const, dueAt: monday('16:00') }
    expect(documentOf(started, breached, met)).toMatchObject({ breachedAt: null, verdict: 'met' })
  })
  it('stays as its last step left it before that, and for good once it has ended', () => {
    expect(statusAsOf(documentOf(started, paused, events.ClockResumed), monday('08:30')).elapsedSeconds).toBe(3600)
    const after = '2026-03-03T08:00:00.000Z' as typeof started.at
    expect(statusAsOf(documentOf(started, stopped), after)).toMatchObject({ verdict: 'missed', elapsedSeconds: 18_000 })
    expect(statusAsOf(documentOf(started, events.ClockCancelled), after)).toMatchObject({ verdict: 'cancelled' })
  })
})

describe('the board', () => {
  it('shows what runs towards its due instant', () => {
    const row = { clockId, ticket, kind: 'incident', target: 'resolve', agreement: 'mail-gold', ...labels }
    expect(rowsIn('service-level-board', documentOf(started))).toStrictEqual([
      { key: clockId, row: { ...row, dueAt: monday('16:00') } },
    ])
  })
  it.each([
    ['is paused', [started, paused]],
    ['is known to be breached', [started, breached]],
    ['has stopped', [started, stopped]],
    ['was cancelled', [started, events.ClockCancelled]],
  ])('leaves out what %s', (_, history) => {
    expect(rowsIn('service-level-board', documentOf(...history))).toStrictEqual([])
  })
})

describe('timers', () => {
  const by = 'service-level-timer'
  it('wait for the next warning, then for the breach, with the command to ask', () => {
    const ask = { type: 'WarnClock', clockId, by, at: monday('12:00'), percent: 50 }
    expect(rowsIn('service-level-timers', documentOf(started))).toStrictEqual([
      { key: clockId, row: { wakeAt: monday('12:00'), ask } },
    ])
    const all = documentOf(started, warned, {
      ...warned,
      percent: started.warnAt[1]?.percent ?? warned.percent,
      warnedAt: monday('14:00'),
    })
    expect(rowsIn('service-level-timers', all)).toStrictEqual([
      {
        key: clockId,
        row: { wakeAt: monday('16:00'), ask: { type: 'BreachClock', clockId, by, at: monday('16:00') } },
      },
    ])
  })
  it.each([
    ['is paused before anything was reached', [started, paused]],
    ['is breached', [started, breached]],
    ['has stopped', [started, stopped]],
    ['was cancelled', [started, events.ClockCancelled]],
  ])('wait for nothing where the clock %s', (_, history) => {
    expect(rowsIn('service-level-timers', documentOf(...history))).toStrictEqual([])
  })
})
