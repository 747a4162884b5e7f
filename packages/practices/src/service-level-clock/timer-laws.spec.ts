import type { Instant } from '@deskledger/kernel'
import * as fc from 'fast-check'
import { breachedAt, type Clock } from './clock.ts'
import type { ServiceLevelClockCommand } from './commands.ts'
import { said } from './examples/said.ts'
import { askedOf, clockOf, commandLists, nothingYet, pastOf, type Past } from './histories.spec.kit.ts'
import { timerOf, type ServiceLevelStatus } from './read-models/index.ts'

const each = (check: (past: Past, commands: readonly ServiceLevelClockCommand[]) => void) => {
  fc.assert(
    fc.property(commandLists, (commands) => {
      check(pastOf(commands), commands)
    }),
    { numRuns: 200 },
  )
}

const asDocument = (clock: Clock): ServiceLevelStatus => ({
  ...clock,
  clockId: said.clockId,
  breachedAt: breachedAt(clock),
  verdict: clock.ending?.verdict ?? null,
})

/** Asks whatever timers ask before a step, each when it is due. */
const punctual = (commands: readonly ServiceLevelClockCommand[]): Past =>
  commands.reduce((past, command) => askedOf(timely(past, command.at), command), nothingYet)

const timely = (past: Past, until: Instant): Past => {
  const { clock } = past
  if (clock.status === 'Unknown') return past
  const timer = timerOf(asDocument(clock))
  if (timer === undefined || timer.wakeAt >= until) return past
  const next = askedOf(past, timer.ask)
  expect(next.events.length).toBe(past.events.length + 1)
  return timely(next, until)
}

const steps = ({ events }: Past) =>
  events
    .filter(({ type }) => type !== 'ClockWarned' && type !== 'ClockBreached')
    .map((event) => (event.type === 'ClockRetargeted' ? { ...event, superseded: null } : event))

describe('timers', () => {
  const alone = (commands: readonly ServiceLevelClockCommand[]) =>
    commands.filter(({ type }) => type !== 'WarnClock' && type !== 'BreachClock')

  it('change nothing but what is known: late, early or never, every step comes to the same', () => {
    each((_, commands) => {
      expect(steps(punctual(alone(commands)))).toStrictEqual(steps(pastOf(alone(commands))))
    })
  })
  it('give each warning and breach once, in order, each with its own instant', () => {
    each((_, commands) => {
      const past = punctual(commands)
      let clock = nothingYet.clock
      for (const [index, event] of past.events.entries()) {
        if (clock.status !== 'Unknown' && event.type === 'ClockWarned') {
          const told = { percent: event.percent, at: event.warnedAt }
          expect(clock.warnAt).toContainEqual(told)
          expect(clock.warned).not.toContainEqual(told)
          const missing = clock.warnAt.filter(({ percent }) => percent < told.percent)
          expect(clock.warned).toEqual(expect.arrayContaining([...missing]))
        }
        if (clock.status !== 'Unknown' && event.type === 'ClockBreached') {
          expect(event.breachedAt).toBe(clock.dueAt)
          expect(clock.breaches).not.toContain(event.breachedAt)
        }
        clock = clockOf(past.events.slice(0, index + 1))
      }
    })
  })
  it('ask nothing of a clock that has ended, was breached, or is paused before anything more is reached', () => {
    each(({ clock }) => {
      if (clock.status === 'Unknown') return
      const timer = timerOf(asDocument(clock))
      if (clock.ending !== null || breachedAt(clock) !== null) expect(timer).toBeUndefined()
      if (timer && clock.pausedSince !== null) expect(timer.wakeAt <= clock.pausedSince).toBe(true)
      if (timer) expect(timer.ask).toMatchObject({ by: 'service-level-timer', at: timer.wakeAt })
    })
  })
})
