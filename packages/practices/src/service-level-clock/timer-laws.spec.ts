import { instantOf, later, millisOf, type Instant } from '@deskledger/kernel'
import * as fc from 'fast-check'
import { breachedAt, escalation, type Clock } from './clock.ts'
import type { ServiceLevelClockCommand } from './commands.ts'
import type { ServiceLevelClockEvent } from './events.ts'
import { count, said, steps as escalationSteps } from './examples/said.ts'
import { askedOf, commandLists, nothingYet, pastOf, stepsOf, type Past } from './histories.spec.kit.ts'
import { lifeOf } from './lives.spec.kit.ts'
import { timerOf, type ServiceLevelStatus } from './read-models/index.ts'
import { isAfter } from './seconds.ts'
import { statusAsOf } from './status-as-of.ts'
import type { Share, Terms } from './words.ts'

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
  escalation: escalation(clock),
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

const telling = new Set(['ClockWarned', 'ClockBreached', 'ClockEscalated'])
const steps = ({ events }: Past) =>
  events
    .filter(({ type }) => !telling.has(type))
    .map((event) => (event.type === 'ClockRetargeted' ? { ...event, superseded: null } : event))

const asks = new Set(['WarnClock', 'BreachClock', 'EscalateClock'])
const alone = (commands: readonly ServiceLevelClockCommand[]) => commands.filter(({ type }) => !asks.has(type))

/** A share is told once, after all that are smaller. */
const once = (schedule: readonly Share[], already: readonly Share[], share: Share): void => {
  expect(schedule).toContainEqual(share)
  expect(already).not.toContainEqual(share)
  const smaller = schedule.filter(({ percent }) => percent < share.percent)
  expect(already).toEqual(expect.arrayContaining([...smaller]))
}

const tellsInOrder = (clock: Clock, event: ServiceLevelClockEvent): void => {
  if (event.type === 'ClockWarned') {
    expect(breachedAt(clock)).toBeNull()
    once(clock.warnAt, clock.warned, { percent: event.percent, at: event.warnedAt })
  }
  if (event.type === 'ClockBreached') {
    expect(event.breachedAt).toBe(clock.dueAt)
    expect(clock.breaches).not.toContain(event.breachedAt)
  }
  if (event.type === 'ClockEscalated') {
    const { percent, escalatedAt: at, steps: said } = event
    once(clock.escalateAt, clock.escalated, { percent, at })
    expect(said).toStrictEqual(clock.terms.escalations.filter((step) => step.percent === percent))
    if (clock.dueAt !== null && at >= clock.dueAt) expect(breachedAt(clock)).toBe(clock.dueAt)
  }
}

/**
 * What timers told by an instant is what the same clock comes to by then, untold. While it is paused timers tell nothing, and
 * its status is as if it went on now: where the pause costs no working time, that may be more.
 */
const isKnown = (told: Clock, untold: Clock, now: Instant): void => {
  const known = escalation(told)
  const { escalation: reached, nextEscalation: next, dueAt } = statusAsOf(untold, now)
  // What comes at the due instant is ahead for all of that second: the target is not missed yet.
  const isAhead = ({ at }: Share) => at >= now || (at === dueAt && !isAfter(now, dueAt))
  expect(next === null || isAhead(next)).toBe(true)
  if (told.ending !== null || told.pausedSince !== null)
    expect(known === null || (reached && known.at <= reached.at)).toBe(true)
  else if (told.dueAt?.slice(0, 19) !== now.slice(0, 19)) expect(reached).toStrictEqual(known)
}

/** A clock that is due within a second, and was started within one. */
const inTheDueSecond = lifeOf(
  millisOf('2025-03-28T08:00:02.133Z' as Instant),
  {
    agreement: { id: 'gold' as Terms['agreement']['id'], version: count(1) },
    calendar: {
      id: 'always' as Terms['calendar']['id'],
      version: count(1),
      definition: {
        timeZone: 'Etc/UTC',
        weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['00:00', '24:00']]])),
        holidays: [],
        extra: [],
      },
    },
    goal: { seconds: count(1) },
    warnings: [],
    escalations: escalationSteps,
  },
  [],
)

describe('timers', () => {
  it('change nothing but what is known: late, early or never, every step comes to the same', () => {
    each((_, commands) => {
      expect(steps(punctual(alone(commands)))).toStrictEqual(steps(pastOf(alone(commands))))
    })
  })
  it('give each warning, breach and escalation once, in order, each with its own instant', () => {
    each((_, commands) => {
      for (const { before, event } of stepsOf(punctual(commands).events))
        if (before.status !== 'Unknown') tellsInOrder(before, event)
    })
  })
  it('that are on time tell the escalation that the clock has come to, whoever knows of it', () => {
    fc.assert(
      fc.property(commandLists, fc.integer({ min: 0, max: 400_000 }), (list, seconds) => {
        const commands = alone(list)
        const now = instantOf(millisOf(commands.map(({ at }) => at).reduce(later)) + seconds * 1000)
        const { clock: told } = timely(punctual(commands), instantOf(millisOf(now) + 1))
        const { clock: untold } = pastOf(commands)
        if (told.status !== 'Unknown' && untold.status !== 'Unknown') isKnown(told, untold, now)
      }),
      { numRuns: 200, examples: [[inTheDueSecond, 1]] },
    )
  })
  it('ask only escalations of a clock that was breached, and nothing of one that has ended, or is paused before anything more is reached', () => {
    each(({ clock }) => {
      if (clock.status === 'Unknown') return
      const timer = timerOf(asDocument(clock))
      if (clock.ending !== null) expect(timer).toBeUndefined()
      if (timer && breachedAt(clock) !== null) expect(timer.ask.type).toBe('EscalateClock')
      if (timer && clock.pausedSince !== null) expect(timer.wakeAt <= clock.pausedSince).toBe(true)
      if (timer) expect(timer.ask).toMatchObject({ by: 'service-level-timer', at: timer.wakeAt })
    })
  })
})
