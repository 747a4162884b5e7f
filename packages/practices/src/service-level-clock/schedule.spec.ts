import { instantOf, millisOf, type Instant } from '@deskledger/kernel'
import type { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { berlin, count, hours, instant, monday } from './examples/said.ts'
import { definitions, moment } from './histories.spec.kit.ts'
import { hoursOf } from './hours.ts'
import { elapsedAt, scheduleOf, type Course } from './schedule.ts'
import { isAfter } from './seconds.ts'
import type { Goal, Schedule } from './words.ts'

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
const scheduled = (course: Course, ...percents: readonly number[]): Schedule =>
  right(scheduleOf(course, { warnings: percents.map(count), escalations: [] }))
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

describe('a warning', () => {
  it('comes in the first second with so many percent of the goal used, and not after the due instant', () => {
    const goal = fc.constantFrom<Goal>({ seconds: count(7) }, { seconds: count(10_001) }, days(1, false), days(2, true))
    const pause = fc.tuple(moment, moment).map(([a, b]) => [a < b ? a : b, a < b ? b : a] as const)
    const course = fc.record({
      definition: fc.constantFrom(...definitions),
      countsFrom: moment,
      goal,
      pauses: fc.array(pause, { maxLength: 2 }),
    })
    fc.assert(
      fc.property(course, ({ definition, ...changes }) => {
        const whole = courseIn(definition, changes)
        const { targetSeconds, dueAt, warnAt } = scheduled(whole, 1, 33, 50, 99)
        for (const { percent, at } of warnAt) {
          expect(elapsedAt(whole, at) * 100).toBeGreaterThanOrEqual(targetSeconds * percent)
          expect(elapsedAt(whole, instantOf(millisOf(at) - 1000)) * 100).toBeLessThan(targetSeconds * percent)
          expect(dueAt === null || at <= dueAt).toBe(true)
        }
        expect(warnAt.length).toBe(targetSeconds === 0 ? 0 : 4)
      }),
      { numRuns: 200 },
    )
  })
})

describe('parts of a second', () => {
  it('make nothing late', () => {
    expect(isAfter(instant('2025-03-03T16:00:00.999Z'), monday('16:00'))).toBe(false)
    expect(isAfter(instant('2025-03-03T16:00:01.000Z'), monday('16:00'))).toBe(true)
  })
})
