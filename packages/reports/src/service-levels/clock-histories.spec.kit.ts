import { instantOf } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import {
  serviceLevelClockDecider,
  serviceLevelClockExamples,
  type Goal,
  type PauseClock,
  type RetargetClock,
  type ServiceLevelClockCommand,
  type ServiceLevelClockEvent,
  type StartClock,
  type Terms,
} from '@deskledger/practices/service-level-clock'
import type { Told } from './past.ts'

type Type = ServiceLevelClockEvent['type']

const { commands, events } = serviceLevelClockExamples
const START = 1_743_148_800_000 // 2025-03-28T08:00:00.000Z, a Friday; clocks of Europe change that Sunday

export const told = (data: ServiceLevelClockEvent): Told => ({ data })

/** Examples of these types, one after the other. */
export const example = (...types: readonly Type[]): readonly Told[] => types.map((type) => told(events[type]))

const seconds = (amount: number): Goal => ({ seconds: amount as Extract<Goal, { seconds: unknown }>['seconds'] })
const { terms } = commands.StartClock
const always = {
  timeZone: 'America/New_York',
  weekly: { fri: [['00:00', '24:00']], sun: [['01:00', '05:00']] },
} as const

/** Terms of several goals and calendars. */
const wanted: fc.Arbitrary<Terms> = fc
  .tuple(fc.constantFrom(1, 7200, 30_000, 100_000), fc.boolean())
  .map(([goal, other]) => ({
    ...terms,
    goal: seconds(goal),
    calendar: other ? { ...terms.calendar, definition: always } : terms.calendar,
  }))

export const reasons = ['AwaitingCaller', 'AwaitingVendor', 'AwaitingChange'] as PauseClock['reason'][]

const asked: fc.Arbitrary<object> = fc.oneof(
  fc.record({ type: fc.constant('PauseClock'), reason: fc.constantFrom(...reasons) }),
  fc.constant({ type: 'ResumeClock' }),
  fc.record({
    type: fc.constant('RetargetClock'),
    policy: fc.constantFrom<RetargetClock['policy']>('recompute-from-origin', 'from-now', 'keep'),
    terms: wanted,
    priority: fc.constantFrom(1, 4),
    why: fc.constant('The priority changed.'),
  }),
  fc.constant({ type: 'StopClock', why: 'Resolved' }),
  fc.constant({ type: 'RestartClock', why: 'Reopened' }),
)

const gap = fc.oneof(fc.constant(0), fc.integer({ min: -10_000, max: 100_000 }), fc.integer({ min: 0, max: 300_000 }))

const commandLists: fc.Arbitrary<readonly ServiceLevelClockCommand[]> = fc
  .tuple(wanted, fc.array(fc.tuple(gap, asked), { maxLength: 14, size: 'max' }))
  .map(([first, steps]) => {
    let millis = START
    const { clockId, by } = commands.StartClock
    const start: StartClock = { ...commands.StartClock, at: instantOf(millis), terms: first }
    return [
      start,
      ...steps.map(([more, command]) => {
        millis += more * 1000 + 7
        return { clockId, by, at: instantOf(millis), ...command } as ServiceLevelClockCommand
      }),
    ]
  })

/** The events of one clock as any commands at any times leave them. */
export const clockEvents: fc.Arbitrary<readonly Told[]> = commandLists.map((list) => {
  let clock = serviceLevelClockDecider.initial
  return list.flatMap((command) => {
    const decided = serviceLevelClockDecider.decide(command, clock)
    if (E.isLeft(decided)) return []
    clock = decided.right.reduce(serviceLevelClockDecider.evolve, clock)
    return decided.right.map(told)
  })
})
