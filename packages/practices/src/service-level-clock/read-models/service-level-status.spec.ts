import { poisoned } from '@deskledger/testing'
import * as fc from 'fast-check'
import type { ServiceLevelClockEvent } from '../events.ts'
import { serviceLevelClockExamples } from '../examples.ts'
import { clockId, count, escalations, labels, monday, saidAt, share, ticket } from '../examples/said.ts'
import { commandLists, pastOf, stored } from '../histories.spec.kit.ts'
import { hoursKeyOf } from '../hours.ts'
import { statusAsOf } from '../status-as-of.ts'
import { serviceLevelStatus } from './service-level-status.ts'
import type { ServiceLevelTimer } from './service-level-timers.ts'
import type { ServiceLevelStatus } from './status.ts'

const { events } = serviceLevelClockExamples
const {
  ClockEscalated: escalated,
  ClockStarted: started,
  ClockPaused: paused,
  ClockStopped: stopped,
  ClockWarned: warned,
} = events
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
      escalation: null,
      nextEscalation: started.escalateAt[0],
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
  it('shows the last escalation that was reached, known or not, and the next, while it is paused as if it went on now', () => {
    const [first, second] = started.escalateAt
    expect(statusAsOf(documentOf(started), monday('14:24'))).toMatchObject({
      escalation: first,
      nextEscalation: second,
    })
    expect(statusAsOf(documentOf(started), monday('16:00'))).toMatchObject({
      escalation: first,
      nextEscalation: second,
    })
    expect(statusAsOf(documentOf(started, paused), monday('10:00'))).toMatchObject({
      escalation: null,
      nextEscalation: { percent: 80, at: '2025-03-03T15:24:00.000Z' },
    })
    expect(statusAsOf(documentOf(started, stopped), monday('16:00'))).toMatchObject({ nextEscalation: null })
  })
  it('names the last escalation that holds, and none that a stop before it or another promise took back', () => {
    const [first] = started.escalateAt
    const told = { ...escalated, ...saidAt('14:24'), escalatedAt: monday('14:24') }
    expect(documentOf(started, told)).toMatchObject({ escalation: first })
    expect(documentOf(started, told, { ...stopped, dueAt: monday('16:00') })).toMatchObject({ escalation: first })
    const before = { ...stopped, effectiveAt: monday('14:23'), dueAt: monday('16:00') }
    expect(documentOf(started, told, before)).toMatchObject({ escalation: null })
    expect(documentOf(started, told, events.ClockRetargeted)).toMatchObject({ escalation: null })
  })
  it('names none that came with a breach where the target was met after all', () => {
    const told = [breached, { ...escalated, percent: count(100), escalatedAt: monday('16:00') }]
    const at = monday('16:00')
    const met = { ...stopped, verdict: 'met' as const, effectiveAt: at, dueAt: at }
    expect(documentOf(started, ...told)).toMatchObject({ escalation: { percent: 100 } })
    expect(documentOf(started, ...told, met)).toMatchObject({ escalation: null, breachedAt: null })
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
    const { targetSeconds, escalateAt, terms } = started
    const stands = { targetSeconds, steppedAt: started.at, elapsedSeconds: 0, escalateAt }
    const hours = hoursKeyOf(terms.calendar.definition)
    expect(rowsIn('service-level-board', documentOf(started))).toStrictEqual([
      { key: clockId, row: { ...row, dueAt: monday('16:00'), ...stands, hours } },
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

const unescalated = { ...started, terms: { ...started.terms, escalations: [] }, escalateAt: [] }
const timerIn = (document: ServiceLevelStatus) =>
  (rowsIn('service-level-timers', document)?.[0]?.row as ServiceLevelTimer | undefined)?.ask

describe('timers', () => {
  const by = 'service-level-timer'
  it('wait for the next warning, escalation or breach, with the command to ask', () => {
    const ask = { type: 'WarnClock', clockId, by, at: monday('12:00'), percent: 50 }
    expect(rowsIn('service-level-timers', documentOf(started))).toStrictEqual([
      { key: clockId, row: { wakeAt: monday('12:00'), ask } },
    ])
    const later = { percent: count(75), warnedAt: monday('14:00') }
    const all = documentOf(started, warned, { ...warned, ...later })
    expect(timerIn(all)).toMatchObject({ type: 'EscalateClock', at: monday('14:24'), percent: 80 })
    const escalatedToo = { ...escalated, escalatedAt: monday('14:24') }
    const due = documentOf(started, warned, { ...warned, ...later }, escalatedToo)
    expect(timerIn(due)).toStrictEqual({ type: 'BreachClock', clockId, by, at: monday('16:00') })
  })
  it('wait for warnings, then the breach, then escalations where all are at one instant, and for escalations alone after it', () => {
    const at = monday('16:00')
    const begun = { ...started, warnAt: [share(50, at)], escalateAt: escalations(at, at, '2025-03-04T12:00:00.000Z') }
    const told = [
      { ...warned, warnedAt: at },
      breached,
      { ...escalated, escalatedAt: at },
      { ...escalated, percent: count(100), escalatedAt: at },
    ]
    const asked = [0, 1, 2, 3, 4].map((length) => timerIn(documentOf(begun, ...told.slice(0, length))))
    expect(asked).toMatchObject([
      { type: 'WarnClock', percent: 50 },
      { type: 'BreachClock' },
      { type: 'EscalateClock', percent: 80 },
      { type: 'EscalateClock', percent: 100 },
      { type: 'EscalateClock', percent: 150, at: '2025-03-04T12:00:00.000Z' },
    ])
  })
  it.each([
    ['is paused before anything was reached', [started, paused]],
    ['is breached, with all its escalations told', [unescalated, breached]],
    ['has stopped', [started, stopped]],
    ['was cancelled', [started, events.ClockCancelled]],
  ])('wait for nothing where the clock %s', (_, history) => {
    expect(rowsIn('service-level-timers', documentOf(...history))).toStrictEqual([])
  })
})
