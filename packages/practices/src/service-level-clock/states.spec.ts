import * as E from 'fp-ts/lib/Either.js'
import type { ServiceLevelClockCommand } from './commands.ts'
import { serviceLevelClockDecider } from './decide.ts'
import type { ServiceLevelClockEvent } from './events.ts'
import { serviceLevelClockExamples } from './examples.ts'
import { monday, saidAt } from './examples/said.ts'
import type { ServiceLevelClockRefusal } from './refusals.ts'

type Type = ServiceLevelClockCommand['type']
type Refusal = ServiceLevelClockRefusal['type']

const { commands, events } = serviceLevelClockExamples
const { ClockStarted: started, ClockPaused: paused, ClockNotPaused: notPaused, ClockStopped: stopped } = events

/** How a clock gets into each standing. */
const histories = {
  Unknown: [],
  Running: [started],
  Waiting: [started, notPaused],
  Paused: [started, paused],
  Breached: [started, { ...events.ClockBreached, breachedAt: monday('16:00') }],
  Stopped: [started, stopped],
  Cancelled: [started, events.ClockCancelled],
} satisfies Readonly<Record<string, readonly ServiceLevelClockEvent[]>>
type Standing = keyof typeof histories
const standings = Object.keys(histories) as Standing[]

const going: readonly Standing[] = ['Running', 'Waiting', 'Paused', 'Breached']
const known: readonly Standing[] = [...going, 'Stopped', 'Cancelled']

/** The pairs that are allowed; a command repeated where it already holds counts. Every other pair is refused. */
const allowed: Readonly<Record<Type, readonly Standing[]>> = {
  StartClock: ['Unknown'],
  PauseClock: going,
  ResumeClock: going,
  RetargetClock: going,
  WarnClock: ['Running', 'Waiting'],
  BreachClock: ['Running', 'Waiting', 'Breached'],
  EscalateClock: ['Running', 'Waiting', 'Breached'],
  StopClock: [...going, 'Stopped'],
  RestartClock: ['Stopped'],
  CancelClock: [...going, 'Cancelled'],
  NoteExternalVerdict: known,
  RelabelClock: known,
}

const usual: Partial<Record<Standing, Refusal>> = {
  Unknown: 'ClockNotFound',
  Stopped: 'ClockAlreadyStopped',
  Cancelled: 'ClockAlreadyCancelled',
}
const everywhere = (list: readonly Standing[], refusal: Refusal) =>
  Object.fromEntries(list.map((standing) => [standing, refusal])) as Partial<Record<Standing, Refusal>>

/** The fact that forbids, where a command has one of its own. */
const particular: Partial<Record<Type, Partial<Record<Standing, Refusal>>>> = {
  StartClock: everywhere(known, 'ClockAlreadyStarted'),
  RestartClock: everywhere(going, 'ClockStillRuns'),
  WarnClock: { Paused: 'ClockIsPaused', Breached: 'ClockAlreadyBreached' },
  BreachClock: { Paused: 'ClockIsPaused' },
  EscalateClock: { Paused: 'ClockIsPaused' },
}

/** When the timer asks of a clock that was started and nothing more. */
const asked: Partial<Record<Type, ServiceLevelClockCommand>> = {
  BreachClock: { ...commands.BreachClock, ...saidAt('16:00') },
  EscalateClock: { ...commands.EscalateClock, ...saidAt('16:00') },
}

const ask = (type: Type, standing: Standing) =>
  serviceLevelClockDecider.decide(
    asked[type] ?? commands[type],
    histories[standing].reduce(serviceLevelClockDecider.evolve, serviceLevelClockDecider.initial),
  )

const pairs = (Object.keys(commands) as Type[]).flatMap((type) =>
  standings.map((standing) => [type, standing] as const),
)

describe('every command in every standing', () => {
  it.each(pairs.filter(([type, standing]) => allowed[type].includes(standing)))(
    '%s may be asked when %s',
    (type, standing) => {
      expect(ask(type, standing)).toMatchObject({ _tag: 'Right' })
    },
  )
  it.each(pairs.filter(([type, standing]) => !allowed[type].includes(standing)))(
    '%s is refused when %s',
    (type, standing) => {
      const refusal = particular[type]?.[standing] ?? usual[standing]
      expect(ask(type, standing)).toStrictEqual(E.left(expect.objectContaining({ type: refusal })))
    },
  )
})
