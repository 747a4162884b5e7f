import type { Instant } from '@deskledger/kernel'
import { specify } from '@deskledger/testing'
import { serviceLevelClockDecider } from '../decide.ts'
import { serviceLevelClockExamples } from '../examples.ts'
import { count, escalations, gold, instant, monday, said, saidAt, steps, timer, title } from '../examples/said.ts'
import { scheduleIn } from '../words.ts'

const { given } = specify(serviceLevelClockDecider)
const { commands, events } = serviceLevelClockExamples
const { ClockStarted: started, ClockPaused: paused, ClockStopped: stopped } = events
const { StopClock: stop, WarnClock: warn } = commands
const breach = { ...commands.BreachClock, ...saidAt('16:00'), by: timer }
const breached = { ...events.ClockBreached, ...saidAt('16:00'), by: timer, breachedAt: monday('16:00') }
const warned = (percent: number, time: string) => ({
  ...events.ClockWarned,
  percent: count(percent),
  warnedAt: monday(time),
})
/** What is reached of the schedule at the due instant. */
const reached = { ...scheduleIn(started), escalateAt: started.escalateAt.slice(0, 2) }
const tuesday = instant('2025-03-04T09:00:00.000Z')

describe('a breach', () => {
  it('is at the due instant, however late the timer', () => {
    given(started)
      .when({ ...breach, at: tuesday })
      .then({ ...breached, at: tuesday })
  })
  it('comes with the stop if nobody made it known before, at its own instant', () => {
    const missed = {
      ...stopped,
      at: tuesday,
      effectiveAt: tuesday,
      dueAt: monday('16:00'),
      elapsedSeconds: count(32_400),
    }
    given(started)
      .when({ ...stop, at: tuesday })
      .then({ ...breached, ...said, at: tuesday }, { ...missed, overrunSeconds: count(3600) })
  })
  it('comes with a cancellation, and with a new promise, if nobody made it known before', () => {
    given(started)
      .when({ ...commands.CancelClock, at: tuesday })
      .then(
        { ...breached, ...said, at: tuesday },
        { ...events.ClockCancelled, at: tuesday, effectiveAt: tuesday, elapsedSeconds: count(32_400) },
      )
    const decided = serviceLevelClockDecider.decide(
      { ...commands.RetargetClock, at: tuesday },
      serviceLevelClockDecider.evolve(serviceLevelClockDecider.initial, started),
    )
    expect(decided).toMatchObject({
      right: [
        { type: 'ClockBreached', breachedAt: monday('16:00') },
        { type: 'ClockRetargeted', superseded: { breachedAt: monday('16:00') }, dueAt: monday('12:00') },
      ],
    })
  })
  it('does not hold against a stop by the due instant that was heard of later', () => {
    given(started, breached)
      .when({ ...stop, at: monday('15:00') })
      .then({
        ...stopped,
        verdict: 'met',
        elapsedSeconds: count(25_200),
        overrunSeconds: count(0),
        dueAt: monday('16:00'),
      })
  })
  it('does not hold against a pause before the due instant that was heard of later, and holds again where it is due again', () => {
    given(started, breached, paused)
      .when(breach)
      .thenRefused({
        type: 'ClockIsPaused',
        clockId: said.clockId,
        since: monday('09:00'),
        reason: title('AwaitingCaller'),
      })
    given(started, breached, paused, events.ClockResumed)
      .when({ ...breach, at: tuesday })
      .thenRefused({ type: 'ClockNotDueYet', clockId: said.clockId, dueAt: instant('2025-03-04T10:00:00.000Z') })
  })
  it('holds against a pause in the second it is due: the goal was used up', () => {
    const at = monday('16:00')
    const atDue = { ...paused, at, effectiveAt: at, elapsedSeconds: count(28_800), ...reached }
    given(started)
      .when({ ...commands.PauseClock, at })
      .then(atDue)
    given(started, atDue)
      .when({ ...stop, at: tuesday })
      .then(
        { ...breached, ...said, at: tuesday },
        {
          ...stopped,
          at: tuesday,
          effectiveAt: tuesday,
          dueAt: monday('16:00'),
          elapsedSeconds: count(28_800),
          overrunSeconds: count(0),
        },
      )
  })
  it('holds while paused after the due instant, and can be made known then', () => {
    const late = {
      ...paused,
      ...saidAt('16:30'),
      effectiveAt: monday('16:30'),
      elapsedSeconds: count(28_800),
      ...reached,
    }
    given(started)
      .when({ ...commands.PauseClock, ...saidAt('16:30') })
      .then(late)
    given(started, late).when(breach).then(breached)
  })
})

describe('a warning', () => {
  it('that nobody came for comes with the next, in order', () => {
    given(started)
      .when({ ...warn, ...saidAt('14:00'), percent: count(75) })
      .then({ ...warned(50, '12:00'), ...saidAt('14:00') }, { ...warned(75, '14:00'), ...saidAt('14:00') })
  })
  it('that was given is not given again with the next', () => {
    given(started, warned(50, '12:00'))
      .when({ ...warn, ...saidAt('14:00'), percent: count(75) })
      .then({ ...warned(75, '14:00'), ...saidAt('14:00') })
  })
  it('of an earlier promise is given again where its instant is another one', () => {
    given(started, warned(50, '12:00'), { ...events.ClockRetargeted, warnAt: started.warnAt })
      .when(warn)
      .thenNothing()
    given(started, warned(50, '12:00'), events.ClockRetargeted)
      .when({ ...warn, ...saidAt('13:00'), percent: count(75) })
      .then({ ...warned(75, '13:00'), ...saidAt('13:00') })
  })
})

describe('an escalation', () => {
  const escalate = (percent: number, at = tuesday) => ({ ...commands.EscalateClock, percent: count(percent), at })
  const escalated = (percent: number, escalatedAt: Instant, at = tuesday) => ({
    ...events.ClockEscalated,
    at,
    percent: count(percent),
    escalatedAt,
    steps: steps.filter((step) => step.percent === percent),
  })
  const byTimer = { ...breached, at: tuesday }
  const first = escalated(80, monday('14:24'))
  const atDue = escalated(100, monday('16:00'))

  it('says its steps and its own instant, however late the timer', () => {
    given(started).when(escalate(80)).then(first)
  })
  it('says every step of its share once, in the order they were written', () => {
    const more = { percent: count(80), to: null, tell: [said.by] }
    const terms = { ...gold, escalations: [...steps, more, more] }
    const begun = { ...started, terms: { ...gold, escalations: [...steps.slice(0, 1), more, ...steps.slice(1)] } }
    given()
      .when({ ...commands.StartClock, terms })
      .then(begun)
    given(begun)
      .when(escalate(80))
      .then({ ...first, steps: [...first.steps, more] })
  })
  it('at the due instant or later comes with the breach if nobody made that known, and with those before it, in order', () => {
    given(started).when(escalate(100)).then(first, byTimer, atDue)
    const at = instant('2025-03-04T12:00:00.000Z')
    given(started, first)
      .when(escalate(150, at))
      .then({ ...breached, at }, { ...atDue, at }, escalated(150, at, at))
    given(started, first, breached).when(escalate(100)).then(atDue)
  })
  it('before the due instant that nobody came for is told after the breach too', () => {
    given(started, breached).when(escalate(80)).then(first)
  })
  it('is told while paused if it was reached before', () => {
    given(started, { ...paused, ...reached, ...saidAt('16:00'), effectiveAt: monday('16:00') })
      .when(escalate(100))
      .then(first, byTimer, atDue)
  })
  it('of a goal so small that its shares end with it comes with the breach as well', () => {
    const small = {
      ...started,
      dueAt: monday('08:01'),
      escalateAt: escalations(monday('08:01'), monday('08:01'), monday('08:02')),
    }
    given(small)
      .when(escalate(80))
      .then({ ...byTimer, breachedAt: monday('08:01') }, { ...first, escalatedAt: monday('08:01') })
  })
  it('is not told again where another promise moves its instant there and back, but is at another instant', () => {
    const { escalateAt } = started
    given(started, first, events.ClockRetargeted, { ...events.ClockRetargeted, terms: gold, escalateAt })
      .when(escalate(80))
      .thenNothing()
    given(started, first, events.ClockRetargeted)
      .when(escalate(80))
      .then(escalated(80, monday('13:12')))
  })
  it('is given once in each cycle', () => {
    // heard late: stopped and reopened in the second it began, so that the next cycle comes to the same instants
    const begun = { ...events.ClockRestarted, terms: gold, ...scheduleIn(started), effectiveAt: monday('08:00') }
    given(started, first, { ...stopped, effectiveAt: monday('08:00') }, begun)
      .when(escalate(80))
      .then(first)
  })
  it('that nobody came for is not given any more once the clock has ended', () => {
    given(started)
      .when({ ...stop, at: tuesday })
      .then(
        { ...breached, ...said, at: tuesday },
        {
          ...stopped,
          at: tuesday,
          effectiveAt: tuesday,
          dueAt: monday('16:00'),
          elapsedSeconds: count(32_400),
          overrunSeconds: count(3600),
        },
      )
  })
})
