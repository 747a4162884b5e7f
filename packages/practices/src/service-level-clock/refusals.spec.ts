import { specify } from '@deskledger/testing'
import type { ServiceLevelClockCommand } from './commands.ts'
import { serviceLevelClockDecider } from './decide.ts'
import type { ServiceLevelClockEvent } from './events.ts'
import { serviceLevelClockExamples } from './examples.ts'
import { body, clockId, count, gold, hours, instant, monday, saidAt, steps, title } from './examples/said.ts'
import { wordsForRefusal } from './refusal-words.ts'
import type { ServiceLevelClockRefusal } from './refusals.ts'

const { given } = specify(serviceLevelClockDecider)
const { commands, events } = serviceLevelClockExamples
const { ClockStarted: started, ClockPaused: paused, ClockBreached, ClockStopped: stopped } = events
const { StartClock: start } = commands
const breached = { ...ClockBreached, breachedAt: monday('16:00') }
const cancelled = { ...events.ClockCancelled, effectiveAt: monday('09:00') }

const calendar = (definition: object) => ({
  ...gold,
  calendar: { ...gold.calendar, definition: { ...gold.calendar.definition, ...definition } },
})
/** Hours on one date alone: a goal may be more than they come to. */
const oneDate = calendar({ weekly: {}, extra: [{ date: '2025-03-03', from: '09:00', to: '12:00' }] })
const fromNine = { date: '2025-03-03', from: '09:00', to: '12:00' }

type Case = readonly [readonly ServiceLevelClockEvent[], ServiceLevelClockCommand, ServiceLevelClockRefusal]

const cases: readonly Case[] = [
  [[], commands.PauseClock, { type: 'ClockNotFound', clockId }],
  [[started], start, { type: 'ClockAlreadyStarted', clockId }],
  [[], { ...start, target: 'respond' }, { type: 'NotTheClockOfThatTarget', clockId, expected: 'INC0000042.respond' }],
  [[], { ...start, terms: { ...gold, goal: hours(0) } }, { type: 'GoalNotPositive', clockId, goal: hours(0) }],
  [
    [],
    { ...start, terms: { ...gold, goal: { days: count(0), endOfDay: true } } },
    { type: 'GoalNotPositive', clockId, goal: { days: count(0), endOfDay: true } },
  ],
  [
    [],
    { ...start, terms: { ...gold, warnings: [count(50), count(100)] } },
    { type: 'WarningOutOfRange', clockId, percent: count(100) },
  ],
  [
    [],
    { ...start, terms: { ...gold, warnings: [count(0)] } },
    { type: 'WarningOutOfRange', clockId, percent: count(0) },
  ],
  [
    [],
    { ...start, terms: { ...gold, escalations: [...steps, { percent: count(1001), to: null, tell: [] }] } },
    { type: 'EscalationOutOfRange', clockId, percent: count(1001) },
  ],
  [
    [],
    { ...start, terms: { ...gold, escalations: [{ percent: count(0), to: null, tell: [] }] } },
    { type: 'EscalationOutOfRange', clockId, percent: count(0) },
  ],
  [
    [],
    { ...start, terms: calendar({ weekly: {} }) },
    {
      type: 'CalendarUnusable',
      clockId,
      mistakes: [
        {
          type: 'CalendarNeverOpens',
          pointer: '',
          message: 'These hours never open. Give a weekday hours under weekly, or a date hours under extra.',
        },
      ],
    },
  ],
  [
    [],
    { ...start, terms: { ...oneDate, goal: { seconds: count(10_801) } } },
    { type: 'GoalNeverReached', clockId, goal: { seconds: count(10_801) }, from: start.at },
  ],
  [
    [],
    { ...start, terms: { ...oneDate, goal: { days: count(2), endOfDay: true } } },
    { type: 'GoalNeverReached', clockId, goal: { days: count(2), endOfDay: true }, from: start.at },
  ],
  [
    [started],
    { ...commands.RetargetClock, terms: oneDate },
    { type: 'GoalNeverReached', clockId, goal: hours(8), from: start.at },
  ],
  [
    [started, stopped],
    commands.PauseClock,
    { type: 'ClockAlreadyStopped', clockId, stoppedAt: monday('15:00'), verdict: 'missed' },
  ],
  [
    [started, stopped],
    { ...commands.StopClock, why: title('Closed') },
    { type: 'ClockAlreadyStopped', clockId, stoppedAt: monday('15:00'), verdict: 'missed' },
  ],
  [
    [started, stopped],
    commands.CancelClock,
    { type: 'ClockAlreadyStopped', clockId, stoppedAt: monday('15:00'), verdict: 'missed' },
  ],
  [
    [started, cancelled],
    commands.RestartClock,
    { type: 'ClockAlreadyCancelled', clockId, reason: 'Merged into INC0000007.' },
  ],
  [
    [started, cancelled],
    { ...commands.CancelClock, reason: body('Raised by mistake.') },
    { type: 'ClockAlreadyCancelled', clockId, reason: 'Merged into INC0000007.' },
  ],
  [[started], commands.RestartClock, { type: 'ClockStillRuns', clockId, cycle: count(1) }],
  [
    [started],
    { ...commands.BreachClock, at: instant('2025-03-03T15:59:59.999Z') },
    { type: 'ClockNotDueYet', clockId, dueAt: monday('16:00') },
  ],
  [
    [started, paused],
    commands.BreachClock,
    { type: 'ClockIsPaused', clockId, since: monday('09:00'), reason: title('AwaitingCaller') },
  ],
  [
    [started, paused],
    commands.WarnClock,
    { type: 'ClockIsPaused', clockId, since: monday('09:00'), reason: title('AwaitingCaller') },
  ],
  [[{ ...started, dueAt: null, warnAt: [] }], commands.BreachClock, { type: 'ClockNeverDue', clockId }],
  [
    [started],
    { ...commands.WarnClock, percent: count(60) },
    { type: 'NoSuchWarning', clockId, percent: count(60), warnings: gold.warnings },
  ],
  [
    [{ ...started, terms: { ...gold, warnings: [] }, warnAt: [] }],
    commands.WarnClock,
    { type: 'NoSuchWarning', clockId, percent: count(50), warnings: [] },
  ],
  [
    [started],
    { ...commands.WarnClock, at: instant('2025-03-03T11:59:59.999Z') },
    { type: 'WarningNotReachedYet', clockId, percent: count(50), warnAt: monday('12:00') },
  ],
  [
    [started, breached],
    { ...commands.WarnClock, ...saidAt('17:00') },
    { type: 'ClockAlreadyBreached', clockId, breachedAt: monday('16:00') },
  ],
  [
    [started, paused],
    commands.EscalateClock,
    { type: 'ClockIsPaused', clockId, since: monday('09:00'), reason: title('AwaitingCaller') },
  ],
  [
    [started],
    { ...commands.EscalateClock, percent: count(90) },
    { type: 'NoSuchEscalation', clockId, percent: count(90), escalations: [80, 100, 150].map(count) },
  ],
  [
    [{ ...started, terms: { ...gold, escalations: [] }, escalateAt: [] }],
    commands.EscalateClock,
    { type: 'NoSuchEscalation', clockId, percent: count(80), escalations: [] },
  ],
  [
    [started],
    { ...commands.EscalateClock, at: instant('2025-03-03T14:23:59.999Z') },
    { type: 'EscalationNotReachedYet', clockId, percent: count(80), escalateAt: monday('14:24') },
  ],
  [
    [{ ...started, escalateAt: started.escalateAt.slice(0, 2) }],
    { ...commands.EscalateClock, percent: count(150) },
    { type: 'EscalationNeverReached', clockId, percent: count(150) },
  ],
]

describe('a refusal', () => {
  it.each(cases)('%# names the fact that forbids', (history, command, refusal) => {
    given(...history)
      .when(command)
      .thenRefused(refusal)
  })
  it.each(cases)('%# is worded: which clock, and what to do', (_history, _command, refusal) => {
    const words = wordsForRefusal(refusal)
    expect(words).toContain(clockId)
    expect(words).toMatch(/^[A-Z].*[.] .*[.]$/)
    expect(words).not.toMatch(/undefined|null|\[object/)
  })
  it('is specified for every kind of fact', () => {
    const kinds = new Set(cases.map(([, , { type }]) => type))
    expect(kinds.size).toBe(20)
  })
  it('names every mistake of a calendar, and where it is', () => {
    const terms = calendar({ timeZone: 'Europe/Atlantis', extra: [{ ...fromNine, date: '2025-02-30' }] })
    const decided = serviceLevelClockDecider.decide({ ...start, terms }, serviceLevelClockDecider.initial)
    expect(decided).toMatchObject({
      left: { type: 'CalendarUnusable', mistakes: [{ pointer: '/timeZone' }, { pointer: '/extra/0/date' }] },
    })
  })
})
