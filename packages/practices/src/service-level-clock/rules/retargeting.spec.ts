import { specify } from '@deskledger/testing'
import { serviceLevelClockDecider } from '../decide.ts'
import { serviceLevelClockExamples } from '../examples.ts'
import { count, escalations, gold, instant, labels, monday, said, saidAt, share, urgent } from '../examples/said.ts'
import { scheduleIn } from '../words.ts'

const { given } = specify(serviceLevelClockDecider)
const { commands, events } = serviceLevelClockExamples
const { ClockStarted: started, ClockRetargeted: retargeted } = events
const { RetargetClock: retarget } = commands
const superseded = { ...retargeted.superseded, dueAt: monday('16:00') }
const silver = { ...urgent, agreement: { ...urgent.agreement, version: count(4) } }

describe('a new goal', () => {
  it('counts from the start of the cycle', () => {
    given(started)
      .when({ ...retarget, ...saidAt('11:00') })
      .then({
        ...retargeted,
        ...saidAt('11:00'),
        superseded,
        effectiveAt: monday('11:00'),
        elapsedSeconds: count(10_800),
        dueAt: monday('12:00'),
        warnAt: [share(50, monday('10:00')), share(75, monday('11:00'))],
        escalateAt: escalations(monday('11:12'), monday('12:00'), monday('14:00')),
      })
  })
  it('counts from now on if that is the policy', () => {
    given(started)
      .when({ ...retarget, ...saidAt('11:00'), policy: 'from-now' })
      .then({
        ...retargeted,
        ...saidAt('11:00'),
        policy: 'from-now',
        superseded,
        countsFrom: monday('11:00'),
        effectiveAt: monday('11:00'),
        elapsedSeconds: count(0),
        dueAt: monday('15:00'),
        warnAt: [share(50, monday('13:00')), share(75, monday('14:00'))],
        escalateAt: escalations(monday('14:12'), monday('15:00'), '2025-03-04T09:00:00.000Z'),
      })
  })
  it('is not taken if the policy keeps the one there is: agreement and priority alone change', () => {
    given(started)
      .when({ ...retarget, ...saidAt('11:00'), policy: 'keep', terms: silver })
      .then({
        ...retargeted,
        ...saidAt('11:00'),
        policy: 'keep',
        terms: { ...gold, agreement: silver.agreement },
        superseded,
        effectiveAt: monday('11:00'),
        elapsedSeconds: count(10_800),
        ...scheduleIn(started),
      })
  })
  it('may come with another calendar, which counts from the start too', () => {
    const { calendar } = gold
    const always = { timeZone: 'UTC', weekly: { mon: [['00:00', '24:00']] }, holidays: [], extra: [] } as const
    const terms = { ...urgent, calendar: { ...calendar, definition: always } }
    const decided = serviceLevelClockDecider.decide(
      { ...retarget, terms, at: instant('2025-03-03T23:00:00.000Z') },
      serviceLevelClockDecider.evolve(serviceLevelClockDecider.initial, started),
    )
    expect(decided).toMatchObject({
      right: [{ type: 'ClockBreached' }, { dueAt: monday('12:00'), elapsedSeconds: 15 * 3600 }],
    })
  })
  it('that is the same promise again begins nothing anew, whatever the policy', () => {
    for (const policy of ['recompute-from-origin', 'from-now', 'keep'] as const)
      given(started)
        .when({ ...retarget, policy, terms: gold, priority: labels.priority })
        .thenNothing()
  })
  it('gives a breach of the goal before it no hold, and gives it back with that goal', () => {
    const breached = { ...events.ClockBreached, ...saidAt('16:00'), breachedAt: monday('16:00') }
    const longer = { ...retargeted, dueAt: instant('2025-03-05T16:00:00.000Z') }
    const back = { ...retargeted, dueAt: monday('16:00') }
    given(started, breached, longer)
      .when({ ...commands.BreachClock, ...saidAt('17:00') })
      .thenRefused({ type: 'ClockNotDueYet', clockId: said.clockId, dueAt: longer.dueAt })
    given(started, breached, longer, back)
      .when({ ...commands.BreachClock, ...saidAt('17:00') })
      .thenNothing()
  })
})

describe('a step that comes late', () => {
  it('counts from the step in front of it, and from no earlier', () => {
    given(started, events.ClockPaused, events.ClockResumed)
      .when({ ...commands.PauseClock, ...saidAt('10:00') })
      .then({
        ...events.ClockPaused,
        ...saidAt('10:00'),
        effectiveAt: monday('11:00'),
        elapsedSeconds: count(3600),
      })
  })
})

describe('a cycle after another', () => {
  it('has a goal of its own if the restart brings one, and else that of the cycle before', () => {
    const { ClockStopped: stopped, ClockRestarted: restarted } = events
    given(started, stopped)
      .when({ ...commands.RestartClock, terms: urgent, pauseReasons: [], labels })
      .then({ ...restarted, pauseReasons: [], labels })
    given(started, stopped)
      .when(commands.RestartClock)
      .then({
        ...restarted,
        terms: gold,
        labels,
        targetSeconds: started.targetSeconds,
        dueAt: instant('2025-03-05T16:00:00.000Z'),
        warnAt: [share(50, '2025-03-05T12:00:00.000Z'), share(75, '2025-03-05T14:00:00.000Z')],
        escalateAt: escalations('2025-03-05T14:24:00.000Z', '2025-03-05T16:00:00.000Z', '2025-03-06T12:00:00.000Z'),
      })
  })
  it('does not begin before the one in front of it has ended', () => {
    const { ClockStopped: stopped } = events
    const decided = serviceLevelClockDecider.decide(
      { ...commands.RestartClock, at: monday('10:00') },
      [started, stopped].reduce(serviceLevelClockDecider.evolve, serviceLevelClockDecider.initial),
    )
    expect(decided).toMatchObject({ right: [{ at: monday('10:00'), effectiveAt: monday('15:00') }] })
  })
})
