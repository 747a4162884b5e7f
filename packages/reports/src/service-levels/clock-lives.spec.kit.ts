import { instantOf } from '@deskledger/kernel'
import * as fc from 'fast-check'
import {
  serviceLevelClockExamples,
  type Goal,
  type PauseClock,
  type RetargetClock,
  type ServiceLevelClockCommand,
  type Terms,
} from '@deskledger/practices/service-level-clock'

const { commands } = serviceLevelClockExamples
const START = 1_741_334_400_000 // 2025-03-07T08:00:00.000Z, a Friday; clocks change that Sunday, on 30 March and on 6 April
const HOUR = 3600
const DAY = 24 * HOUR

const seconds = (amount: number): Goal => ({ seconds: amount as Extract<Goal, { seconds: unknown }>['seconds'] })
const days = (amount: number, endOfDay: boolean): Goal => ({
  days: amount as Extract<Goal, { days: unknown }>['days'],
  endOfDay,
})
const { terms } = commands.StartClock
const { definition } = terms.calendar

/** Calendars whose clocks change in March and April, with holidays, nights and breaks. */
const definitions = [
  { ...definition, holidays: ['2025-03-31', '2025-04-18'] },
  {
    timeZone: 'America/New_York',
    weekly: { fri: [['00:00', '24:00']], sun: [['01:00', '05:00']] },
    holidays: ['2025-03-14'],
    extra: [],
  },
  {
    timeZone: 'Australia/Lord_Howe',
    weekly: {
      sun: [['00:00', '24:00']],
      mon: [
        ['06:00', '14:00'],
        ['15:00', '22:00'],
      ],
    },
    holidays: [],
    extra: [{ date: '2025-04-05', from: '18:00', to: '24:00' }],
  },
] satisfies readonly Terms['calendar']['definition'][]

/** Terms of several goals and calendars, with steps of escalation or without. */
export const wanted: fc.Arbitrary<Terms> = fc
  .record({
    goal: fc.constantFrom(seconds(1), seconds(7200), seconds(30_000), seconds(100_000), days(1, false), days(2, true)),
    definition: fc.constantFrom(...definitions),
    escalations: fc.constantFrom(terms.escalations, []),
  })
  .map(({ goal, definition: other, escalations }) => ({
    ...terms,
    goal,
    calendar: { ...terms.calendar, definition: other },
    escalations,
  }))

const reasons = ['AwaitingCaller', 'AwaitingVendor', 'AwaitingChange'] as PauseClock['reason'][]
export const paused = fc.record({ type: fc.constant('PauseClock'), reason: fc.constantFrom(...reasons) })
export const resumed = fc.constant({ type: 'ResumeClock' })
export const retargeted = (...priorities: readonly (1 | 4)[]): fc.Arbitrary<object> =>
  fc.record({
    type: fc.constant('RetargetClock'),
    policy: fc.constantFrom<RetargetClock['policy']>('recompute-from-origin', 'from-now', 'keep'),
    terms: wanted,
    priority: fc.constantFrom(...priorities),
    why: fc.constant('The priority changed.'),
  })
export const stopped = fc.constant({ type: 'StopClock', why: 'Resolved' })
export const restarted = fc.constant({ type: 'RestartClock', why: 'Reopened' })
const [warned, breached, escalated] = [commands.WarnClock, commands.BreachClock, commands.EscalateClock]
/** What timers ask, at any time. */
export const told = fc.constantFrom(
  ...[warned, breached, escalated, { ...escalated, percent: 100 }, { ...escalated, percent: 150 }].map(
    ({ type, ...asked }) => ({ type, ...('percent' in asked ? { percent: asked.percent } : {}) }),
  ),
)

/** What is asked, and how many seconds after what was asked before. */
type Step = readonly [seconds: number, asked: object]

/** Commands from a start on, each so many seconds after the one before; with parts of a second. */
export const commandsFrom = (first: Terms, steps: readonly Step[]): readonly ServiceLevelClockCommand[] => {
  let millis = START
  const { clockId, by } = commands.StartClock
  const start: ServiceLevelClockCommand = { ...commands.StartClock, at: instantOf(millis), terms: first }
  return [
    start,
    ...steps.map(([more, asked]) => {
      millis += more * 1000 + 7
      return { clockId, by, at: instantOf(millis), ...asked } as ServiceLevelClockCommand
    }),
  ]
}

const soon = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 30 * HOUR }),
  fc.integer({ min: 2 * DAY, max: 5 * DAY }),
)
const late = fc.integer({ min: -2 * DAY, max: 0 })
const overDays = fc.integer({ min: 2 * DAY, max: 5 * DAY })
const step = (asked: fc.Arbitrary<object>, after = fc.oneof(soon, late)): fc.Arbitrary<Step> => fc.tuple(after, asked)
const some = fc.array(step(fc.oneof(paused, resumed, told, retargeted(1, 4))), { maxLength: 3 })

/** Raised and lowered, and paused for days; in between anything. */
const cycle = fc
  .tuple(
    some,
    step(retargeted(1)).map((one) => [one]),
    some,
    fc.tuple(step(paused), step(resumed, overDays)),
    fc.tuple(step(retargeted(4)), step(told)),
    some,
    fc.tuple(step(stopped), step(restarted)),
  )
  .map((parts) => parts.flat())

/**
 * Commands to a clock that has a hard life: three times reopened, in each cycle raised, lowered and paused for days, over
 * weekends, holidays and changes of clocks; told late and out of order.
 */
export const hardLives: fc.Arbitrary<readonly ServiceLevelClockCommand[]> = fc
  .tuple(wanted, fc.tuple(cycle, cycle, cycle, some))
  .map(([first, cycles]) => commandsFrom(first, cycles.flat()))
