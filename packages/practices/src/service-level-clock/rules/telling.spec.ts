import { specify } from '@deskledger/testing'
import { serviceLevelClockDecider } from '../decide.ts'
import { serviceLevelClockExamples } from '../examples.ts'
import { count, instant, monday, said, saidAt, timer, title } from '../examples/said.ts'

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
    const { targetSeconds, dueAt, warnAt } = started
    const at = monday('16:00')
    const atDue = { ...paused, at, effectiveAt: at, elapsedSeconds: count(28_800), targetSeconds, dueAt, warnAt }
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
          dueAt,
          elapsedSeconds: count(28_800),
          overrunSeconds: count(0),
        },
      )
  })
  it('holds while paused after the due instant, and can be made known then', () => {
    const late = { ...paused, ...saidAt('16:30'), effectiveAt: monday('16:30'), elapsedSeconds: count(28_800) }
    const { targetSeconds, dueAt, warnAt } = started
    given(started)
      .when({ ...commands.PauseClock, ...saidAt('16:30') })
      .then({ ...late, targetSeconds, dueAt, warnAt })
    given(started, { ...late, targetSeconds, dueAt, warnAt })
      .when(breach)
      .then(breached)
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
