import { difference, type Contribution, type StoredEvent } from '@deskledger/kernel'
import { poisoned } from '@deskledger/testing'
import * as fc from 'fast-check'
import type { ServiceLevelClockEvent } from '../events.ts'
import { serviceLevelClockExamples } from '../examples.ts'
import { clockId, count, desk, instant, labels, monday, saidAt, steps } from '../examples/said.ts'
import { commandLists, pastOf, stored } from '../histories.spec.kit.ts'
import type { ServiceLevelFact } from './fact.ts'
import type { ServiceLevelEntry } from './service-level-entries.ts'
import { serviceLevelFacts } from './service-level-facts.ts'

const { events } = serviceLevelClockExamples
const { ClockStarted: started, ClockStopped: stopped, ClockRestarted: restarted, ClockCancelled: cancelled } = events
const breached = { ...events.ClockBreached, ...saidAt('16:00'), breachedAt: monday('16:00') }
const missed = {
  ...stopped,
  effectiveAt: instant('2025-03-04T08:01:00.000Z'),
  dueAt: monday('16:00'),
  overrunSeconds: count(60),
}

const factOf = (history: readonly StoredEvent<ServiceLevelClockEvent>[]): ServiceLevelFact => {
  let fact: ServiceLevelFact | undefined
  for (const event of history) fact = serviceLevelFacts.apply(fact, event, clockId)
  if (fact === undefined) throw new Error('no fact')
  return fact
}
const of = (...history: readonly ServiceLevelClockEvent[]): ServiceLevelFact => factOf(stored(history))
const entriesOf = (fact: ServiceLevelFact) =>
  (serviceLevelFacts.tables[0]?.rowsOf(fact) ?? []).map(({ row }) => row as ServiceLevelEntry)
const cellsOf = (fact: ServiceLevelFact): readonly Contribution[] =>
  serviceLevelFacts.rollups.flatMap(({ contributionsOf }) => contributionsOf(fact))
const counts = (fact: ServiceLevelFact, by: string) =>
  Object.fromEntries(
    cellsOf(fact)
      .filter(({ labels: { by: cut } }) => cut === by)
      .map(({ labels: { metric, day, value }, count: n, sum }) => [`${metric} ${day} ${value}`, [n, sum]]),
  )

describe('the figures of a clock', () => {
  it('count a target met at its stop, with the time it took', () => {
    const met = { ...stopped, verdict: 'met' as const, dueAt: monday('16:00') }
    expect(counts(of(started, met), 'all')).toStrictEqual({ 'met 2025-03-03 ': [1, 18_000] })
  })
  it('count a breach when it was due, known as running until it is stopped', () => {
    const late = { ...breached, at: instant('2025-03-05T08:00:00.000Z') }
    expect(counts(of(started, late), 'all')).toStrictEqual({
      'breached 2025-03-03 ': [1, 0],
      'runningBreaches 2025-03-03 ': [1, 0],
    })
    expect(counts(of(started, late, missed), 'agreement')).toStrictEqual({
      'breached 2025-03-03 mail-gold': [1, 0],
      'overrun 2025-03-03 mail-gold': [1, 60],
    })
  })
  it('count nothing of a clock that was cancelled, but for a breach before that', () => {
    expect(cellsOf(of(started, cancelled))).toStrictEqual([])
    expect(entriesOf(of(started, breached, cancelled))).toMatchObject([{ outcome: 'breached', running: false }])
    const before = { ...cancelled, effectiveAt: monday('15:00') }
    expect(entriesOf(of(started, breached, before))).toStrictEqual([])
  })
  it('take a breach back that does not hold: met after all, paused before, or another promise', () => {
    const met = { ...stopped, verdict: 'met' as const, dueAt: monday('16:00') }
    expect(entriesOf(of(started, breached, met))).toMatchObject([{ outcome: 'met' }])
    expect(entriesOf(of(started, breached, events.ClockPaused))).toStrictEqual([])
    expect(entriesOf(of(started, breached, events.ClockRetargeted))).toStrictEqual([])
  })
  it('belong to the team, service and priority of their own cycle', () => {
    const relabelled = { ...events.ClockRelabelled, to: { ...labels, team: desk } }
    const fact = of(started, breached, missed, { ...restarted, labels }, relabelled, {
      ...stopped,
      verdict: 'met',
      effectiveAt: instant('2025-03-05T10:00:00.000Z'),
    })
    expect(entriesOf(fact).map(({ cycle, team, outcome }) => [cycle, team, outcome])).toStrictEqual([
      [1, labels.team, 'breached'],
      [2, desk, 'met'],
    ])
  })
  it('set the verdict of another system beside ours', () => {
    const noted = events.ExternalVerdictNoted
    expect(counts(of(started, noted), 'verdicts')).toStrictEqual({ 'external 2025-03-03 missed-running': [1, 0] })
    expect(counts(of(started, noted, breached, missed), 'verdicts')).toStrictEqual({
      'external 2025-03-03 missed-breached': [1, 0],
    })
    const made = { ...noted, verdict: 'made' as const }
    const met = { ...stopped, verdict: 'met' as const }
    expect(counts(of(started, met, made), 'verdicts')).toStrictEqual({ 'external 2025-03-03 made-met': [1, 0] })
  })
})

const history = commandLists.map((commands) => stored(pastOf(commands).events))

describe('the history of a clock', () => {
  it('has each warning, breach and escalation at its own instant, and the event that proves it', () => {
    const late = instant('2025-03-05T08:00:00.000Z')
    const told = [events.ClockWarned, breached, { ...events.ClockEscalated, escalatedAt: monday('14:24') }]
    const { cycles } = of(started, ...told.map((event) => ({ ...event, at: late })))
    const [first, second, third] = stored([started, ...told]).slice(1)
    expect(cycles).toMatchObject([
      {
        warned: [{ at: monday('12:00'), percent: 50, eventId: first?.eventId }],
        breaches: [{ at: monday('16:00'), eventId: second?.eventId }],
        escalated: [{ at: monday('14:24'), percent: 80, steps: steps.slice(0, 1), eventId: third?.eventId }],
      },
    ])
  })
})

describe('any history of a clock', () => {
  it('has one result for each cycle that ended or was breached, as its stop has it', () => {
    fc.assert(
      fc.property(history, (log) => {
        if (log.length === 0) return
        const results = log.flatMap(({ data }) => (data.type === 'ClockStopped' ? [data.verdict] : []))
        const ended = entriesOf(factOf(log)).filter(({ running }) => !running)
        expect(ended.map(({ outcome }) => (outcome === 'met' ? 'met' : 'missed'))).toStrictEqual(results)
      }),
    )
  })
  it('keeps cycles that are over as they were', () => {
    fc.assert(
      fc.property(history, fc.nat(), (log, some) => {
        if (log.length === 0) return
        const before = factOf(log.slice(0, 1 + (some % log.length)))
        const over = before.cycles.slice(0, -1)
        expect(factOf(log).cycles.slice(0, over.length)).toStrictEqual(over)
      }),
    )
  })
  it('comes to the same cells event by event as from the last fact alone, without clock or chance', () => {
    fc.assert(
      fc.property(history, (log) => {
        const cells = new Map<string, number>()
        const add = ({ cell, count: n, sum }: Contribution, times: 1 | -1) => {
          const now = (cells.get(cell) ?? 0) + times * (n + sum * 1000)
          if (now === 0) cells.delete(cell)
          else cells.set(cell, now)
        }
        let fact: ServiceLevelFact | undefined
        for (const event of log) {
          const before = fact
          const now = poisoned(() => serviceLevelFacts.apply(before, event, clockId))
          if (now === undefined) throw new Error('no fact')
          for (const [one, times] of difference(before ? cellsOf(before) : [], cellsOf(now))) add(one, times)
          fact = now
        }
        if (fact === undefined) return
        for (const one of cellsOf(fact)) add(one, -1)
        expect([...cells]).toStrictEqual([])
      }),
    )
  })
})
