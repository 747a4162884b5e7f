import { instantOf, type StoredEvent } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import {
  serviceLevelClockDecider,
  serviceLevelClockExamples,
  type Goal,
  type Labels,
  type PauseClock,
  type RetargetClock,
  type ServiceLevelClockCommand,
  type ServiceLevelClockEvent,
  type StartClock,
  type Target,
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

const eventsAfter = (list: readonly ServiceLevelClockCommand[]): readonly ServiceLevelClockEvent[] => {
  let clock = serviceLevelClockDecider.initial
  return list.flatMap((command) => {
    const decided = serviceLevelClockDecider.decide(command, clock)
    if (E.isLeft(decided)) return []
    clock = decided.right.reduce(serviceLevelClockDecider.evolve, clock)
    return decided.right
  })
}

/** The events of one clock as any commands at any times leave them. */
export const clockEvents: fc.Arbitrary<readonly Told[]> = commandLists.map((list) => eventsAfter(list).map(told))

/** Events as a store would give them back, recorded a second apart, each with an id of its own. */
export const stored = (list: readonly ServiceLevelClockEvent[]): readonly StoredEvent<ServiceLevelClockEvent>[] =>
  list.map(
    (data, position) =>
      ({
        stream: `service-level-clock-${data.clockId}`,
        revision: position,
        position: String(position).padStart(16, '0'),
        eventId: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
        type: data.type,
        data,
        recordedAt: instantOf(1_800_000_000_000 + position * 1000),
      }) as StoredEvent<ServiceLevelClockEvent>,
  )

const labelled = fc.record({
  service: fc.constantFrom('mail', null),
  team: fc.constantFrom('desk', 'network', null),
  priority: fc.constantFrom(1, 4, null),
  customer: fc.constant(null),
}) as fc.Arbitrary<Labels>
const targets = fc.constantFrom<Target>('respond', 'resolve')

/** The log of up to six clocks of different targets, teams and services. */
export const clockLog: fc.Arbitrary<readonly StoredEvent<ServiceLevelClockEvent>[]> = fc
  .array(fc.tuple(labelled, targets, commandLists), { maxLength: 6 })
  .map((clocks) =>
    stored(
      clocks.flatMap(([labels, target, list], number) => {
        const ticket = `INC000000${number}` as StartClock['ticket']
        const clockId = `${ticket}.${target}` as StartClock['clockId']
        return eventsAfter(
          list.map((command) =>
            command.type === 'StartClock' ? { ...command, clockId, ticket, target, labels } : { ...command, clockId },
          ),
        )
      }),
    ),
  )
