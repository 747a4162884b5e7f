import type { Instant } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { serviceLevelClockExamples, type Clock } from '@deskledger/practices/service-level-clock'
import { wordsForClock } from './clock-words.ts'
import { explainClock, type ClockExplanation } from './explain-clock.ts'
import type { Told } from './past.ts'
import { example, toldOf } from './clock-histories.spec.kit.ts'

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}
const explain = (events: readonly Told[], asked = {}): ClockExplanation => right(explainClock(events, asked))
const { events } = serviceLevelClockExamples
const timer = 'service-level-timer'
const at = (time: string): Instant => `2025-03-03T${time}:00.000Z` as Instant

describe('the account of one clock', () => {
  const all = example(
    'ClockStarted',
    'ClockPaused',
    'ClockResumed',
    'ClockRelabelled',
    'ClockNotPaused',
    'ClockRetargeted',
    'ClockWarned',
    'ClockEscalated',
    'ClockBreached',
    'ClockStopped',
  )
  const step = (from: string, to: string) => ({ from: at(from), to: at(to) })

  it('names every step with who and why, what counted, and how it adds up', () => {
    const { segments, ...explained } = explain(all)
    expect(explained).toMatchObject({
      ticket: 'INC0000042',
      target: 'resolve',
      cycle: 1,
      agreement: { id: 'mail-gold', version: 3 },
      calendar: { id: 'berlin-office', version: 2, timeZone: 'Europe/Berlin' },
      targetSeconds: 14_400,
      startedAt: at('08:00'),
      dueAt: at('14:00'),
      stoppedAt: at('15:00'),
      elapsedSeconds: 18_000,
      overrunSeconds: 3600,
      verdict: 'missed',
      breachedAt: at('14:00'),
      superseded: [{ at: at('12:00'), goal: { targetSeconds: 28_800 } }],
      marks: [
        { type: 'warning', percent: 50, at: at('12:00'), by: timer, saidAt: at('12:00'), steps: [], holds: true },
        { type: 'escalation', percent: 80, at: at('13:12'), steps: events.ClockEscalated.steps, holds: true },
        { type: 'breach', percent: 100, at: at('14:00'), by: timer, saidAt: at('14:00'), holds: true },
      ],
      recordedSeconds: 18_000,
    })
    const by = 'incident-runs-service-level-clocks'
    expect(segments).toMatchObject([
      { ...step('08:00', '09:00'), counted: true, why: 'started', by, seconds: 3600, subtotalSeconds: 3600 },
      { ...step('09:00', '11:00'), counted: false, why: 'paused: AwaitingCaller', seconds: 0, uncountedSeconds: 7200 },
      { ...step('11:00', '11:30'), counted: true, why: 'resumed: no longer AwaitingCaller', seconds: 1800 },
      { ...step('11:30', '12:00'), counted: true, why: 'goes on: AwaitingChange does not pause it', seconds: 1800 },
      {
        ...step('12:00', '15:00'),
        counted: true,
        why: 'set anew (recompute-from-origin): Priority raised from 3 to 2.',
        workingIntervals: [[at('12:00'), at('15:00')]],
        subtotalSeconds: 18_000,
      },
    ])
  })
  it('says of what was made known whether it holds: not if another promise, a pause or a stop before it came later', () => {
    const { terms, priority } = { terms: events.ClockStarted.terms, priority: 3 as const }
    const { dueAt, warnAt, escalateAt, targetSeconds } = events.ClockStarted
    const schedule = { dueAt, warnAt, escalateAt, targetSeconds }
    const back = toldOf({ ...events.ClockRetargeted, terms, priority, ...schedule })
    const first = example('ClockStarted', 'ClockRetargeted', 'ClockWarned', 'ClockEscalated', 'ClockBreached')
    const holding = (list: readonly Told[]) => explain(list).marks.map(({ holds }) => holds)
    expect(holding(first)).toStrictEqual([true, true, true])
    // half of eight hours are used when the first event says so, and not when half of four are
    const moved = toldOf({ ...events.ClockWarned, warnedAt: at('10:00') })
    expect(holding([...first, moved, back])).toStrictEqual([true, false, false, false])
    const stopped = toldOf({ ...events.ClockStopped, effectiveAt: at('13:00'), verdict: 'met' })
    expect(holding([...first, stopped])).toStrictEqual([true, false, false])
    const cancelled = toldOf({ ...events.ClockCancelled, effectiveAt: at('13:12') })
    expect(holding([...first, cancelled])).toStrictEqual([true, true, false])
  })
  it('leaves out what was before a goal that counts from then on', () => {
    const anew = toldOf({ ...events.ClockRetargeted, policy: 'from-now', countsFrom: at('12:00') })
    const [started, , , later] = explain([...example('ClockStarted', 'ClockNotPaused'), anew]).segments
    expect([started, later]).toMatchObject([
      { counted: false, why: 'started; before the goal counts', uncountedSeconds: 12_600 },
    ])
  })
  it('of a clock that runs goes up to the time asked for, and is missed from the second after it is due', () => {
    const running = example('ClockStarted')
    expect(explain(running, { asOf: at('16:00') })).toMatchObject({ verdict: 'running', stoppedAt: null })
    const late = '2025-03-04T08:00:01.000Z' as Instant
    expect(explain(running, { asOf: late })).toMatchObject({
      verdict: 'missed',
      elapsedSeconds: 28_801,
      overrunSeconds: 1,
      breachedAt: at('16:00'),
    })
  })
  it('before its start, or of a cycle that has not begun, is a sentence', () => {
    expect(explainClock(all, { asOf: at('07:00') })).toMatchObject({ left: { type: 'ClockNotBegun' } })
    expect(explainClock(all, { cycle: 2 })).toMatchObject({
      left: { message: 'This clock had not begun cycle 2. Ask about a later time or an earlier cycle.' },
    })
    expect(explainClock([])).toMatchObject({ left: { type: 'ClockNotBegun' } })
  })
  it('reads in local times, with subtotals and a sum', () => {
    expect(wordsForClock(explain(all)).slice(0, 8)).toStrictEqual([
      'INC0000042, resolve, cycle 1: missed.',
      'Agreement mail-gold version 3; calendar berlin-office version 2 (Europe/Berlin).',
      'Goal 4 h from Mon 2025-03-03 09:00 +01:00; due Mon 2025-03-03 15:00 +01:00; stopped Mon 2025-03-03 16:00 +01:00.',
      'Until Mon 2025-03-03 13:00 +01:00 the goal was 8 h by agreement mail-gold version 3, due Tue 2025-03-04 11:00 +01:00; replaced by incident-runs-service-level-clocks.',
      'Mon 2025-03-03 09:00 +01:00 to Mon 2025-03-03 10:00 +01:00: started, by incident-runs-service-level-clocks: 1 h counted, 1 h so far.',
      '  Mon 2025-03-03 09:00 +01:00 to Mon 2025-03-03 10:00 +01:00',
      'Mon 2025-03-03 10:00 +01:00 to Mon 2025-03-03 12:00 +01:00: paused: AwaitingCaller, by incident-runs-service-level-clocks: not counted (2 h of working time).',
      'Mon 2025-03-03 12:00 +01:00 to Mon 2025-03-03 12:30 +01:00: resumed: no longer AwaitingCaller, by incident-runs-service-level-clocks: 30 min counted, 1 h 30 min so far.',
    ])
    const words = wordsForClock(explain(all))
    expect(words.slice(-4, -1)).toStrictEqual([
      'Mon 2025-03-03 13:00 +01:00: warned at 50 percent, by service-level-timer.',
      'Mon 2025-03-03 14:12 +01:00: escalated at 80 percent to group mail-experts, telling ada, by service-level-timer.',
      'Mon 2025-03-03 15:00 +01:00: breached, by service-level-timer.',
    ])
    const noted = explain([...all, ...example('ExternalVerdictNoted')])
    expect(wordsForClock(noted).slice(-2)).toStrictEqual(['Sum 5 h of 4 h, 1 h over.', 'ServiceNow says: missed.'])
  })
  it('says when a mark was made known that was late, and that a later step took it back', () => {
    const { steps: agreed } = { steps: events.ClockStarted.terms.escalations }
    const late = { ...events.ClockEscalated, at: at('14:30') }
    const atDue = {
      ...late,
      percent: agreed[1]?.percent ?? late.percent,
      escalatedAt: at('14:00'),
      steps: agreed.slice(1),
    }
    const words = wordsForClock(explain([...example('ClockStarted', 'ClockRetargeted'), toldOf(late), toldOf(atDue)]))
    expect(words.slice(-3, -1)).toStrictEqual([
      'Mon 2025-03-03 14:12 +01:00: escalated at 80 percent to group mail-experts, telling ada, by service-level-timer (said Mon 2025-03-03 15:30 +01:00).',
      'Mon 2025-03-03 15:00 +01:00: escalated at 100 percent to bob, level 1, telling ada and bob; telling bob, by service-level-timer (said Mon 2025-03-03 15:30 +01:00).',
    ])
    const back = wordsForClock(explain(example('ClockStarted', 'ClockBreached', 'ClockPaused')))
    expect(back.at(-2)).toMatch(/breached, by service-level-timer; a later step took it back[.]$/)
  })
  it('tells local times before and after a change of clocks apart', () => {
    const autumn = toldOf({ ...events.ClockStarted, at: '2025-10-26T00:30:00.000Z' as Instant })
    const words = wordsForClock(explain([autumn], { asOf: '2025-10-26T01:30:05.000Z' as Instant }))
    expect(words.join('\n')).toContain('Sun 2025-10-26 02:30 +02:00 to Sun 2025-10-26 02:30:05 +01:00')
  })
  it('says so where the platform counts otherwise than what was recorded', () => {
    const other = toldOf({ ...events.ClockStopped, elapsedSeconds: 17_000 as Clock['elapsedSeconds'] })
    const words = wordsForClock(explain([...all.slice(0, -1), other]))
    expect(words.at(-1)).toMatch(/^Recorded at the end: 4 h 43 min 20 s[.]/)
  })
  it('says when a step was said to be that came late', () => {
    const late = toldOf({ ...events.ClockPaused, at: at('08:30'), effectiveAt: at('09:00') })
    const words = wordsForClock(explain([...example('ClockStarted'), late]))
    expect(words.join('\n')).toContain('(said to be Mon 2025-03-03 09:30 +01:00; counts from the step before)')
  })
})
