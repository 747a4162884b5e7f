import { instantOf, type Instant, type StoredEvent } from '@deskledger/kernel'
import type { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type { ServiceLevelClockCommand } from './commands.ts'
import { serviceLevelClockDecider } from './decide.ts'
import type { ServiceLevelClockEvent } from './events.ts'
import { body, clockId, count, labels, said, steps, ticket, title } from './examples/said.ts'
import type { ServiceLevelClock } from './state.ts'
import type { Goal, Terms } from './words.ts'

const START = 1_743_148_800_000 // 2025-03-28T08:00:00.000Z, a Friday; clocks of Europe change that Sunday

const nineToFive = [['09:00', '17:00']] as const
const shifts = [
  ['06:00', '14:00'],
  ['15:00', '24:00'],
] as const

/** Calendars that change clocks, cross midnight, have holidays, breaks, or never close. */
export const definitions: readonly WorkingHoursDefinition[] = [
  {
    timeZone: 'Europe/Berlin',
    weekly: { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive },
    holidays: ['2025-03-31'],
    extra: [{ date: '2025-03-30', from: '00:30', to: '05:30' }],
  },
  {
    timeZone: 'America/New_York',
    weekly: { fri: shifts, sat: [['00:00', '02:00'], ...shifts.slice(0, 1)], sun: shifts, tue: shifts },
    holidays: [],
    extra: [],
  },
  {
    timeZone: 'Australia/Lord_Howe',
    weekly: Object.fromEntries(['mon', 'wed', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]])),
    holidays: ['2025-04-04'],
    extra: [],
  },
]

const goals: readonly Goal[] = [
  { seconds: count(1) },
  { seconds: count(3600) },
  { seconds: count(28_800) },
  { seconds: count(90_001) },
  { days: count(1), endOfDay: false },
  { days: count(2), endOfDay: true },
]

const calendars = definitions.map((definition, index) => ({
  id: `calendar-${index}` as Terms['calendar']['id'],
  version: count(1),
  definition,
}))

/** Terms of every kind. */
export const terms: fc.Arbitrary<Terms> = fc.record({
  agreement: fc.record({
    id: fc.constantFrom('gold' as Terms['agreement']['id'], 'silver' as Terms['agreement']['id']),
    version: fc.constantFrom(count(1), count(2)),
  }),
  calendar: fc.constantFrom(...calendars),
  goal: fc.constantFrom(...goals),
  warnings: fc.constantFrom([], [count(50)], [count(10), count(75), count(99)]),
  escalations: fc.constantFrom([], steps.slice(1, 2), steps),
})

const pausing = title('AwaitingCaller')
const alsoPausing = title('AwaitingVendor')

/** What may be asked, but when. */
const asked = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('PauseClock' as const),
      reason: fc.constantFrom(pausing, alsoPausing, title('AwaitingChange')),
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

/** Seconds from one step to the next: now and then back, often none, sometimes over a weekend; with parts of a second. */
const gap = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -20_000, max: 20_000 }),
  fc.integer({ min: 0, max: 200_000 }),
  fc.integer({ min: 0, max: 9_999_999 }).map((millis) => millis / 1000),
)

const many = fc.array(fc.tuple(gap, asked), { maxLength: 14, size: 'max' })

/** Commands to a clock from its start on, at any times. */
export const commandLists: fc.Arbitrary<readonly ServiceLevelClockCommand[]> = fc
  .tuple(fc.integer({ min: 0, max: 200_000 }), terms, many)
  .map(([first, wanted, list]) => {
    let millis = START + first * 1000
    const start: ServiceLevelClockCommand = {
      type: 'StartClock',
      ...said,
      at: instantOf(millis),
      ticket,
      kind: 'incident',
      target: 'resolve',
      terms: wanted,
      pauseReasons: [pausing, alsoPausing],
      labels,
    }
    return [
      start,
      ...list.map(([seconds, command]) => {
        millis += Math.round(seconds * 1000)
        return { ...said, at: instantOf(millis), ...command }
      }),
    ]
  })

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

/** What events come to. */
export const clockOf = (events: readonly ServiceLevelClockEvent[]): ServiceLevelClock =>
  events.reduce(serviceLevelClockDecider.evolve, serviceLevelClockDecider.initial)

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
