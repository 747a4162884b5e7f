import { instantOf, millisOf, type Instant } from '@deskledger/kernel'
import type { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { berlin, count, hours, instant, monday, said, share } from './examples/said.ts'
import { moment } from './histories.spec.kit.ts'
import { hoursOf } from './hours.ts'
import { elapsedAt, scheduleOf, type Course } from './schedule.ts'
import { isAfter } from './seconds.ts'
import { definitions } from './terms.spec.kit.ts'
import type { Goal, Schedule, Share } from './words.ts'

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

const courseIn = (definition: WorkingHoursDefinition, changes: Partial<Course>): Course => ({
  hours: right(hoursOf(definition)),
  countsFrom: monday('08:00'),
  goal: hours(8),
  pauses: [],
  pausedSince: null,
  ...changes,
})
const inBerlin = (changes: Partial<Course>): Course => courseIn(berlin, changes)
const steps = (...percents: readonly number[]) =>
  percents.map((percent) => ({ percent: count(percent), to: null, tell: [said.by] }))
const scheduled = (course: Course, ...percents: readonly number[]): Schedule =>
  right(scheduleOf(course, { warnings: percents.map(count), escalations: [] }))
const escalated = (course: Course, ...percents: readonly number[]) =>
  right(scheduleOf(course, { warnings: [], escalations: steps(...percents) })).escalateAt
const dueOf = (course: Course): Instant | null => scheduled(course).dueAt
const days = (n: number, endOfDay: boolean): Goal => ({ days: count(n), endOfDay })
const tuesday = (time: string) => instant(`2025-03-04T${time}:00.000Z`)

describe('a goal in seconds', () => {
  it('that is used up at closing is due at closing', () => {
    expect(dueOf(inBerlin({}))).toBe(monday('16:00'))
  })
  it('one second longer is due a second into the next day of work', () => {
    expect(dueOf(inBerlin({ goal: { seconds: count(28_801) } }))).toBe('2025-03-04T08:00:01.000Z')
  })
  it('keeps its length over a change of clocks', () => {
    const friday = inBerlin({ countsFrom: instant('2025-03-28T08:00:00.000Z'), goal: hours(10) })
    expect(dueOf(friday)).toBe('2025-03-31T09:00:00.000Z')
  })
  it('is paused over a weekend and a holiday for as long as work was done in between', () => {
    const paused = inBerlin({
      countsFrom: instant('2025-04-17T07:00:00.000Z'),
      pauses: [[instant('2025-04-17T13:00:00.000Z'), instant('2025-04-22T08:00:00.000Z')]],
    })
    expect(dueOf(paused)).toBe('2025-04-22T10:00:00.000Z')
  })
})

describe('a goal in working days', () => {
  it('keeps the clock time of the start, or ends with the hours of the day', () => {
    const countsFrom = monday('09:30')
    expect(dueOf(inBerlin({ countsFrom, goal: days(1, false) }))).toBe(tuesday('09:30'))
    expect(dueOf(inBerlin({ countsFrom, goal: days(1, true) }))).toBe(tuesday('16:00'))
  })
  it('keeps a clock time outside the hours while no pause costs working time', () => {
    const countsFrom = monday('19:00')
    const goal = days(1, false)
    expect(dueOf(inBerlin({ countsFrom, goal }))).toBe(tuesday('19:00'))
    expect(dueOf(inBerlin({ countsFrom, goal, pauses: [[monday('20:00'), tuesday('07:00')]] }))).toBe(tuesday('19:00'))
  })
  it('gets back from a pause the working time that it cost, to the second', () => {
    const countsFrom = monday('09:30')
    const goal = days(1, true)
    const pauses = [[monday('10:00'), monday('12:00')]] as const
    const { targetSeconds, dueAt } = scheduled(inBerlin({ countsFrom, goal, pauses }))
    expect([targetSeconds, dueAt]).toStrictEqual([6.5 * 3600 + 8 * 3600, '2025-03-05T10:00:00.000Z'])
  })
})

describe('a clock that is paused', () => {
  it('is due at no instant that can be said, and warns of what was reached before', () => {
    const { dueAt, warnAt } = scheduled(inBerlin({ pausedSince: monday('12:30') }), 50, 75)
    expect([dueAt, warnAt]).toStrictEqual([null, [{ percent: 50, at: monday('12:00') }]])
  })
  it('is due when it was due if it was paused then or later', () => {
    expect(dueOf(inBerlin({ pausedSince: monday('16:00') }))).toBe(monday('16:00'))
    expect(dueOf(inBerlin({ pausedSince: instant('2025-03-03T15:59:59.999Z') }))).toBeNull()
  })
})

describe('a calendar without hours to come', () => {
  it('is never due', () => {
    const extra = [{ date: '2025-03-03', from: '09:00', to: '12:00' }]
    const course = courseIn({ timeZone: 'Europe/Berlin', weekly: {}, extra }, { goal: hours(3) })
    expect(dueOf(course)).toBe(monday('11:00'))
    expect(dueOf({ ...course, pauses: [[monday('08:00'), monday('08:01')]] })).toBeNull()
  })
})

/** Courses of any goal, with up to two pauses. */
const courses = fc
  .record({
    definition: fc.constantFrom(...definitions),
    countsFrom: moment,
    goal: fc.constantFrom<Goal>({ seconds: count(7) }, { seconds: count(10_001) }, days(1, false), days(2, true)),
    pauses: fc.array(
      fc.tuple(moment, moment).map(([a, b]) => [a < b ? a : b, a < b ? b : a] as const),
      { maxLength: 2 },
    ),
  })
  .map(({ definition, ...changes }) => courseIn(definition, changes))
const before = (at: Instant): Instant => instantOf(millisOf(at) - 1000)

/** A share is used up in the second that is said, and in none before it. */
const isFirst = (course: Course, { targetSeconds }: Schedule, { percent, at }: Share): void => {
  expect(elapsedAt(course, at) * 100).toBeGreaterThanOrEqual(targetSeconds * percent)
  expect(elapsedAt(course, before(at)) * 100).toBeLessThan(targetSeconds * percent)
}

describe('a warning', () => {
  it('comes in the first second with so many percent of the goal used, and not after the due instant', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const schedule = scheduled(course, 1, 33, 50, 99)
        const { targetSeconds, dueAt, warnAt } = schedule
        for (const one of warnAt) {
          isFirst(course, schedule, one)
          expect(dueAt === null || one.at <= dueAt).toBe(true)
        }
        expect(warnAt.length).toBe(targetSeconds === 0 ? 0 : 4)
      }),
      { numRuns: 200 },
    )
  })
})

describe('an escalation', () => {
  it('comes in the first second with so many percent used, pauses and calendar as before: to 100 by the due instant, over it later', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const percents = [1, 33, 99, 100, 101, 250, 1000]
        const schedule = right(scheduleOf(course, { warnings: [], escalations: steps(...percents) }))
        const { targetSeconds, dueAt, escalateAt } = schedule
        expect(escalateAt.map(({ percent }) => percent)).toStrictEqual(percents)
        for (const one of escalateAt) {
          if (one.percent === 100 || targetSeconds === 0) expect(one.at).toBe(dueAt)
          else isFirst(course, schedule, one)
          expect(dueAt !== null && one.at > dueAt).toBe(one.percent > 100 && targetSeconds > 0)
        }
      }),
      { numRuns: 200 },
    )
  })
  it('goes on over nights and pauses after the due instant', () => {
    const pauses = [[tuesday('08:30'), tuesday('10:30')]] as const
    expect(escalated(inBerlin({ pauses }), 100, 110, 125)).toStrictEqual([
      share(100, monday('16:00')),
      share(110, tuesday('10:48')),
      share(125, tuesday('12:00')),
    ])
  })
  it('comes once for each percentage, in order, however many steps there are', () => {
    expect(escalated(inBerlin({}), 100, 50, 100, 50)).toStrictEqual([
      share(50, monday('12:00')),
      share(100, monday('16:00')),
    ])
  })
  it('of a goal in days is a share of its working seconds, and at 100 percent the due instant outside the hours too', () => {
    const course = inBerlin({ countsFrom: monday('19:00'), goal: days(1, false) })
    expect(escalated(course, 50, 100, 150)).toStrictEqual([
      share(50, tuesday('12:00')),
      share(100, tuesday('19:00')),
      share(150, '2025-03-05T12:00:00.000Z'),
    ])
  })
  it('of a goal that comes to no working seconds is at the due instant, whatever the share; nobody is warned', () => {
    const sunday = instant('2025-03-02T05:00:00.000Z')
    const course = inBerlin({ countsFrom: sunday, goal: days(1, false) })
    const dueAt = monday('05:00')
    expect(right(scheduleOf(course, { warnings: [count(50)], escalations: steps(50, 100, 150) }))).toStrictEqual({
      targetSeconds: 0,
      dueAt,
      warnAt: [],
      escalateAt: [share(50, dueAt), share(100, dueAt), share(150, dueAt)],
    })
  })
  it('that comes after a pause began cannot be said while it lasts', () => {
    expect(escalated(inBerlin({ pausedSince: monday('12:30') }), 50, 60, 100)).toStrictEqual([
      share(50, monday('12:00')),
    ])
    expect(escalated(inBerlin({ pausedSince: tuesday('08:00') }), 100, 150)).toStrictEqual([
      share(100, monday('16:00')),
    ])
  })
  it('that the hours never come to is left out', () => {
    const extra = [{ date: '2025-03-03', from: '09:00', to: '12:00' }]
    const course = courseIn({ timeZone: 'Europe/Berlin', weekly: {}, extra }, { goal: hours(3) })
    expect(escalated(course, 100, 101)).toStrictEqual([share(100, monday('11:00'))])
  })
})

describe('parts of a second', () => {
  it('make nothing late', () => {
    expect(isAfter(instant('2025-03-03T16:00:00.999Z'), monday('16:00'))).toBe(false)
    expect(isAfter(instant('2025-03-03T16:00:01.000Z'), monday('16:00'))).toBe(true)
  })
})
