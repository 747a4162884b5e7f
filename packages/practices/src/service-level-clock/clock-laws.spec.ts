import { instantOf, later, millisOf, type Instant } from '@deskledger/kernel'
import { elapsed, type WorkingHours } from '@deskledger/kernel/working-time'
import { poisoned } from '@deskledger/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type { Clock } from './clock.ts'
import type { ServiceLevelClockCommand } from './commands.ts'
import type { ServiceLevelClockEvent } from './events.ts'
import { body, said, title } from './examples/said.ts'
import { askedOf, commandLists, moment, pastOf, stepsOf, type Past } from './histories.spec.kit.ts'
import { hoursOf } from './hours.ts'
import { hardLives } from './lives.spec.kit.ts'
import { scheduleOf } from './schedule.ts'
import { statusAsOf } from './status-as-of.ts'
import { terms } from './terms.spec.kit.ts'
import { scheduleIn } from './words.ts'

type Of<Type extends ServiceLevelClockEvent['type']> = Extract<ServiceLevelClockEvent, { type: Type }>

const eventsOf = <Type extends ServiceLevelClockEvent['type']>({ events }: Past, type: Type): readonly Of<Type>[] =>
  events.filter((event): event is Of<Type> => event.type === type)

const going = ({ clock }: Past): Clock | undefined =>
  clock.status === 'Running' || clock.status === 'Paused' ? clock : undefined

const each = (check: (past: Past, commands: readonly ServiceLevelClockCommand[]) => void) => {
  fc.assert(
    fc.property(commandLists, (commands) => {
      check(
        poisoned(() => pastOf(commands)),
        commands,
      )
    }),
    { numRuns: 150 },
  )
}

const anew = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}
const hoursIn = ({ terms: { calendar } }: Clock): WorkingHours => anew(hoursOf(calendar.definition))

/** The clock's figure told another way: from step to step, what lies in the hours and in no pause. */
const counted = (events: readonly ServiceLevelClockEvent[], clock: Clock, upTo: Instant): number => {
  const hours = hoursIn(clock)
  let [from, counts, seconds] = [clock.startedAt, true, 0]
  const begun = events.findLastIndex(({ type }) => type === 'ClockStarted' || type === 'ClockRestarted')
  const cut = (to: Instant) => {
    if (counts) seconds += elapsed(hours, later(from, clock.countsFrom), to)
    from = to
  }
  for (const event of events.slice(begun + 1)) {
    if (!('effectiveAt' in event)) continue
    cut(event.effectiveAt)
    if (event.type === 'ClockPaused') counts = false
    if (event.type === 'ClockResumed') counts = true
  }
  cut(upTo)
  return seconds
}

describe('every clock', () => {
  it('has used what lies in the hours of its calendar and in no pause, at every step', () => {
    each((past) => {
      if (past.clock.status !== 'Unknown')
        expect(past.clock.elapsedSeconds).toBe(counted(past.events, past.clock, past.clock.steppedAt))
    })
  })
  it('goes from step to step as if its schedule were worked out anew each time, with every pause', () => {
    each(({ events }) => {
      for (const { clock } of stepsOf(events)) {
        if (clock.status !== 'Running' && clock.status !== 'Paused') continue
        const { terms: wanted, countsFrom, pauses, pausedSince } = clock
        const course = { hours: hoursIn(clock), countsFrom, goal: wanted.goal, pauses, pausedSince }
        expect(scheduleIn(clock)).toStrictEqual(anew(scheduleOf(course, wanted)))
      }
    })
  })
  it('steps never back: no step counts from before the one in front of it', () => {
    each(({ events }) => {
      const times = events.flatMap((event) =>
        event.type === 'ClockStarted' ? [event.at] : 'effectiveAt' in event ? [event.effectiveAt] : [],
      )
      expect(times).toStrictEqual([...times].sort())
    })
  })
  it('met its target if less than the goal was used, missed it if more was, and else met it if it was not late', () => {
    each(({ clock }) => {
      if (clock.status !== 'Stopped') return
      const { elapsedSeconds, targetSeconds, steppedAt, dueAt, ending } = clock
      const late = dueAt !== null && millisOf(steppedAt) >= millisOf(dueAt) + 1000
      const over = elapsedSeconds - targetSeconds
      expect(ending?.verdict).toBe(over > 0 || (over === 0 && late) ? 'missed' : 'met')
      expect(ending?.overrunSeconds).toBe(Math.max(0, over))
    })
  })
  it('is met when it is stopped in the second it is due, and its goal is used up then', () => {
    each((past) => {
      const clock = going(past)
      const due = clock?.dueAt ?? null
      if (clock === undefined || due === null || due < clock.steppedAt) return
      const at = instantOf(millisOf(due) + 999)
      const { clock: stopped } = askedOf(past, { type: 'StopClock', ...said, at, why: title('Resolved') })
      const { targetSeconds: elapsedSeconds, breaches } = clock
      expect(stopped).toMatchObject({ elapsedSeconds, breaches, ending: { verdict: 'met' } })
      const next = instantOf(millisOf(due) + 1000)
      const { clock: missed } = askedOf(past, { type: 'StopClock', ...said, at: next, why: title('Resolved') })
      expect(missed).toMatchObject({
        breaches: expect.arrayContaining([due]) as unknown,
        ending: { verdict: 'missed' },
      })
    })
  })
  it('is due and warns as before when it is paused and resumed at one instant', () => {
    each((past) => {
      const clock = going(past)
      if (clock === undefined || clock.waitsFor !== null) return
      const at = clock.steppedAt
      const paused = askedOf(past, { type: 'PauseClock', ...said, at, reason: title('AwaitingCaller') })
      const { clock: resumed } = askedOf(paused, { type: 'ResumeClock', ...said, at })
      expect(resumed).toStrictEqual(clock)
    })
  })
  it('is due and warns as before when it is set anew and back again, counting from the start', () => {
    fc.assert(
      fc.property(commandLists, terms, (commands, other) => {
        const wanted = commands.filter(({ type }) => type !== 'RetargetClock')
        const past = pastOf(wanted)
        const clock = going(past)
        if (clock === undefined) return
        const { priority } = clock.labels
        const retarget = (to: Past, aim: typeof other) =>
          askedOf(to, {
            type: 'RetargetClock',
            ...said,
            at: clock.steppedAt,
            policy: 'recompute-from-origin',
            terms: aim,
            priority,
            why: body('Back and forth.'),
          })
        const { clock: back } = retarget(retarget(past, other), clock.terms)
        const { elapsedSeconds, terms: standing } = clock
        expect(back).toMatchObject({ ...scheduleIn(clock), elapsedSeconds, terms: standing })
      }),
      { numRuns: 150 },
    )
  })
  it('keeps the results of earlier cycles, whatever comes later', () => {
    each((past) => {
      const results = eventsOf(past, 'ClockStopped').map(
        ({ verdict, effectiveAt, elapsedSeconds, overrunSeconds }) => ({
          verdict,
          stoppedAt: effectiveAt,
          elapsedSeconds,
          overrunSeconds,
        }),
      )
      const links = eventsOf(past, 'ClockRestarted')
      expect(links.map(({ previous: { cycle, ...result } }) => [cycle, result])).toStrictEqual(
        results.slice(0, links.length).map((result, index) => [index + 1, result]),
      )
      expect(links.map(({ cycle }) => cycle)).toStrictEqual(links.map((_, index) => index + 2))
    })
  })
  it('stands at any time from here as it would if it were stopped then', () => {
    fc.assert(
      fc.property(commandLists, moment, (commands, later) => {
        const past = pastOf(commands)
        const clock = going(past)
        if (clock === undefined || later < clock.steppedAt) return
        const now = poisoned(() => statusAsOf(clock, later))
        const { clock: stopped } = askedOf(past, { type: 'StopClock', ...said, at: later, why: title('Resolved') })
        if (stopped.status !== 'Stopped') throw new Error('not stopped')
        const { elapsedSeconds, dueAt, targetSeconds, ending } = stopped
        expect(now).toMatchObject({ elapsedSeconds, dueAt, leftSeconds: targetSeconds - elapsedSeconds })
        expect(now.verdict === 'missed').toBe(ending?.verdict === 'missed')
      }),
      { numRuns: 150 },
    )
  })
})

describe('the hard lives among the histories of these laws', () => {
  const lives = fc.sample(hardLives, { numRuns: 200, seed: 20_250_330 }).map(pastOf)
  const pausesOf = ({ events }: Past): readonly (readonly [from: Instant, to: Instant])[] => {
    let since: Instant | null = null
    return events.flatMap((event) => {
      if (event.type === 'ClockPaused') since ??= event.effectiveAt
      if (event.type !== 'ClockResumed' || since === null) return []
      const pause = [since, event.effectiveAt] as const
      since = null
      return [pause]
    })
  }
  const count = (holds: (past: Past) => boolean): number => lives.filter(holds).length
  const pausedOver = (day: string) => (past: Past) =>
    pausesOf(past).some(([from, to]) => from < `${day}T00` && to > `${day}T24`)

  it('are reopened three times, each cycle with an end of its own', () => {
    expect(count((past) => eventsOf(past, 'ClockRestarted').length === 3)).toBe(lives.length)
  })
  it.each([
    ['a change of clocks in New York', '2025-03-09'],
    ['a change of clocks in Berlin', '2025-03-30'],
    ['a holiday in Berlin', '2025-03-31'],
    ['a holiday on Lord Howe Island', '2025-04-04'],
    ['a change of clocks on Lord Howe Island', '2025-04-06'],
    ['a weekend', '2025-03-15'],
  ])('are paused over %s', (_, day) => {
    expect(count(pausedOver(day))).toBeGreaterThan(5)
  })
  it.each(['recompute-from-origin', 'from-now', 'keep'])('are raised and lowered by policy %s', (policy) => {
    const priorities = (past: Past) =>
      eventsOf(past, 'ClockRetargeted').flatMap((event) => (event.policy === policy ? [event.priority] : []))
    expect(count((past) => priorities(past).includes(1) && priorities(past).includes(4))).toBeGreaterThan(50)
  })
  it('are told late and out of order', () => {
    const steppedBack = ({ events }: Past) =>
      events.some((event) => 'effectiveAt' in event && event.at < event.effectiveAt)
    expect(count(steppedBack)).toBeGreaterThan(100)
  })
})
