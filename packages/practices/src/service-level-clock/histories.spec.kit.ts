import { instantOf, type Instant, type StoredEvent } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type { ServiceLevelClockCommand } from './commands.ts'
import { serviceLevelClockDecider } from './decide.ts'
import type { ServiceLevelClockEvent } from './events.ts'
import { body, clockId, count, labels, pauseReasons, title } from './examples/said.ts'
import { hardLives, lifeOf } from './lives.spec.kit.ts'
import type { ServiceLevelClock } from './state.ts'
import { terms } from './terms.spec.kit.ts'

const START = 1_743_148_800_000 // 2025-03-28T08:00:00.000Z, a Friday; clocks of Europe change that Sunday

/** What may be asked, but when. */
const asked = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('PauseClock' as const),
      reason: fc.constantFrom(...pauseReasons, title('AwaitingChange')),
    }),
  },
  { weight: 5, arbitrary: fc.constant({ type: 'ResumeClock' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('RetargetClock' as const),
      policy: fc.constantFrom('recompute-from-origin' as const, 'from-now' as const, 'keep' as const),
      terms,
      priority: fc.constantFrom(1 as const, 3 as const),
      why: fc.constant(body('The priority changed.')),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ type: 'StopClock' as const, why: title('Resolved') }) },
  { weight: 2, arbitrary: fc.constant({ type: 'RestartClock' as const, why: title('Reopened') }) },
  { weight: 1, arbitrary: fc.constant({ type: 'BreachClock' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('WarnClock' as const),
      percent: fc.constantFrom(count(10), count(50), count(75), count(99)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('EscalateClock' as const),
      percent: fc.constantFrom(count(80), count(100), count(150)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('RelabelClock' as const),
      team: fc.constantFrom(labels.team, null),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('NoteExternalVerdict' as const),
      source: fc.constant(title('a log')),
      verdict: fc.constantFrom('made' as const, 'missed' as const),
    }),
  },
)

const inSeconds = (min: number, max: number) => fc.integer({ min, max }).map((seconds) => seconds * 1000)
/** Milliseconds from one step to the next: now and then back, often none, sometimes over a weekend; with parts of a second. */
const gap = fc.oneof(
  fc.constant(0),
  inSeconds(-20_000, 20_000),
  inSeconds(0, 200_000),
  fc.integer({ min: 0, max: 9_999_999 }),
)

const many = fc.array(fc.tuple(gap, asked), { maxLength: 14, size: 'max' })

/** Any commands to a clock from its start on, at any times. */
const anyLives: fc.Arbitrary<readonly ServiceLevelClockCommand[]> = fc
  .tuple(fc.integer({ min: 0, max: 200_000 }), terms, many)
  .map(([first, wanted, list]) => lifeOf(START + first * 1000, wanted, list))

/** Commands to a clock from its start on. */
export const commandLists: fc.Arbitrary<readonly ServiceLevelClockCommand[]> = fc.oneof(
  { weight: 2, arbitrary: anyLives },
  { weight: 1, arbitrary: hardLives },
)

export interface Past {
  readonly clock: ServiceLevelClock
  readonly events: readonly ServiceLevelClockEvent[]
}

export const nothingYet: Past = { clock: serviceLevelClockDecider.initial, events: [] }

/** Asks one more command; refused ones change nothing. */
export const askedOf = ({ clock, events }: Past, command: ServiceLevelClockCommand): Past => {
  const decided = serviceLevelClockDecider.decide(command, clock)
  if (E.isLeft(decided)) return { clock, events }
  return { clock: decided.right.reduce(serviceLevelClockDecider.evolve, clock), events: [...events, ...decided.right] }
}

/** What events come to, one after the other: each with the clock before it and after it. */
export const stepsOf = (events: readonly ServiceLevelClockEvent[]) => {
  let clock = serviceLevelClockDecider.initial
  return events.map((event) => {
    const before = clock
    clock = serviceLevelClockDecider.evolve(clock, event)
    return { event, before, clock }
  })
}

/** What came of commands. */
export const pastOf = (commands: readonly ServiceLevelClockCommand[]): Past => commands.reduce(askedOf, nothingYet)

/** Events as a store would give them back. */
export const stored = (events: readonly ServiceLevelClockEvent[]): readonly StoredEvent<ServiceLevelClockEvent>[] =>
  events.map(
    (data, revision) =>
      ({
        stream: `service-level-clock-${clockId}`,
        revision,
        position: String(revision).padStart(16, '0'),
        eventId: `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`,
        type: data.type,
        data,
        recordedAt: instantOf(1_800_000_000_000 + revision * 1000),
      }) as StoredEvent<ServiceLevelClockEvent>,
  )

/** A moment around such histories. */
export const moment: fc.Arbitrary<Instant> = fc
  .integer({ min: 0, max: 1_500_000 })
  .map((seconds) => instantOf(START + seconds * 1000))
