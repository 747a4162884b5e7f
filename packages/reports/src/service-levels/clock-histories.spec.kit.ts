import { instantOf, type StoredEvent } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import {
  serviceLevelClockDecider,
  serviceLevelClockExamples,
  type Labels,
  type ServiceLevelClockCommand,
  type ServiceLevelClockEvent,
  type StartClock,
  type Target,
} from '@deskledger/practices/service-level-clock'
import {
  commandsFrom,
  hardLives,
  paused,
  restarted,
  resumed,
  retargeted,
  stopped,
  told,
  wanted,
} from './clock-lives.spec.kit.ts'
import type { Told } from './past.ts'

type Type = ServiceLevelClockEvent['type']

const { events } = serviceLevelClockExamples

export const toldOf = (data: ServiceLevelClockEvent): Told => ({ data })

/** Examples of these types, one after the other. */
export const example = (...types: readonly Type[]): readonly Told[] => types.map((type) => toldOf(events[type]))

const asked = fc.oneof(paused, resumed, retargeted(1, 4), stopped, restarted, told)
const gap = fc.oneof(fc.constant(0), fc.integer({ min: -10_000, max: 100_000 }), fc.integer({ min: 0, max: 300_000 }))

const anyLives: fc.Arbitrary<readonly ServiceLevelClockCommand[]> = fc
  .tuple(wanted, fc.array(fc.tuple(gap, asked), { maxLength: 14, size: 'max' }))
  .map(([first, steps]) => commandsFrom(first, steps))

const commandLists = fc.oneof({ weight: 2, arbitrary: anyLives }, { weight: 1, arbitrary: hardLives })

const eventsAfter = (list: readonly ServiceLevelClockCommand[]): readonly ServiceLevelClockEvent[] => {
  let clock = serviceLevelClockDecider.initial
  return list.flatMap((command) => {
    const decided = serviceLevelClockDecider.decide(command, clock)
    if (E.isLeft(decided)) return []
    clock = decided.right.reduce(serviceLevelClockDecider.evolve, clock)
    return decided.right
  })
}

/** What commands to one clock leave; refused ones leave nothing. */
export const happened = (list: readonly ServiceLevelClockCommand[]): readonly Told[] => eventsAfter(list).map(toldOf)

/** The events of one clock as any commands at any times leave them. */
export const clockEvents: fc.Arbitrary<readonly Told[]> = commandLists.map(happened)

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
