import { instantOf, later, millisOf, secondsBetween, type Instant } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type { Clock, ServiceLevelClockEvent } from '@deskledger/practices/service-level-clock'
import { explainClock, type ClockExplanation } from './explain-clock.ts'
import { clockAfter, cyclesOf, type Told } from './past.ts'
import { clockEvents, happened, toldOf } from './clock-histories.spec.kit.ts'
import { hardLives } from './clock-lives.spec.kit.ts'

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}
const explain = (events: readonly Told[], asked = {}): ClockExplanation => right(explainClock(events, asked))
const clockOf = (events: readonly Told[]): Clock => {
  const clock = clockAfter(cyclesOf(events))
  if (clock === undefined) throw new Error('no clock')
  return clock
}

type Definition = Clock['terms']['calendar']['definition']

/** The calendar that a cycle goes by at its end. */
const definitionOf = (events: readonly Told[], index: number): Definition => {
  const clock = clockAfter(cyclesOf(events).slice(0, index + 1))
  if (clock === undefined) throw new Error('no clock')
  return clock.terms.calendar.definition
}

describe('the account of any clock', () => {
  const histories = clockEvents.filter((list) => list.length > 0)
  const each = (check: (list: readonly Told[]) => void) => {
    fc.assert(fc.property(histories, check), { numRuns: 100 })
  }
  it('adds up to what the clock has used, to the second', () => {
    each((list) => {
      const clock = clockOf(list)
      const { elapsedSeconds, segments, recordedSeconds } = explain(list)
      expect(elapsedSeconds).toBe(clock.elapsedSeconds)
      expect(segments.reduce((all, { seconds }) => all + seconds, 0)).toBe(elapsedSeconds)
      if (recordedSeconds !== null) expect(recordedSeconds).toBe(elapsedSeconds)
    })
  })
  it('has segments without gaps from the start to the end, each the sum of its intervals', () => {
    each((list) => {
      const { segments, startedAt, stoppedAt, asOf } = explain(list)
      expect([segments[0]?.from, segments.at(-1)?.to]).toStrictEqual([startedAt, stoppedAt ?? asOf])
      let subtotal = 0
      for (const [index, { from, to, counted, seconds, subtotalSeconds, ...segment }] of segments.entries()) {
        expect(segments[index + 1]?.from ?? to).toBe(to)
        expect(segment.at <= from).toBe(true)
        const sum = segment.workingIntervals.reduce((all, [a, b]) => all + secondsBetween(a, b), 0)
        expect(seconds).toBe(sum)
        subtotal += sum
        expect(subtotalSeconds).toBe(subtotal)
        if (!counted) expect(segment.workingIntervals).toStrictEqual([])
        else expect(segment.uncountedSeconds).toBe(0)
      }
    })
  })
  it('says met, missed or running as the clock does, and when it was due', () => {
    each((list) => {
      const { verdict, dueAt, overrunSeconds, breachedAt } = explain(list)
      const { ending, dueAt: due } = clockOf(list)
      if (ending !== null) expect([verdict, dueAt]).toStrictEqual([ending.verdict ?? 'cancelled', due])
      if (ending?.verdict) expect(overrunSeconds).toBe(ending.overrunSeconds)
      expect(breachedAt).toBe(verdict === 'missed' ? dueAt : null)
    })
  })
  it('as of any time is that of what counted by then', () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.constantFrom(0, 1, 5000), (list, some, seconds) => {
        const { startedAt } = explain(list, { cycle: 1 })
        const { at: said } = list[some % list.length]?.data as { at: Instant }
        const asOf = instantOf(millisOf(later(said, startedAt)) + seconds * 1000)
        const then = explain(list, { asOf })
        expect(then.segments.every(({ to }) => to <= asOf)).toBe(true)
        const before = cyclesOf(list, asOf).flat().map(toldOf)
        expect(then).toStrictEqual(explain(before, { asOf }))
      }),
    )
  })
  it('of a cycle stays the same in cycles after it', () => {
    each((list) => {
      const cycles = cyclesOf(list)
      for (const [index] of cycles.entries()) {
        const upTo = cycles
          .slice(0, index + 1)
          .flat()
          .map(toldOf)
        expect(explain(list, { cycle: index + 1 })).toStrictEqual(explain(upTo))
      }
    })
  })
  it('names everything that was made known, and says of a breach that it holds if the clock has it', () => {
    each((list) => {
      const { marks, dueAt, verdict } = explain(list)
      const last = cyclesOf(list).at(-1) ?? []
      const types = ['ClockWarned', 'ClockBreached', 'ClockEscalated']
      expect(marks.map(({ by, saidAt }) => [by, saidAt])).toStrictEqual(
        last.filter(({ type }) => types.includes(type)).map(({ by, at }) => [by, at]),
      )
      for (const { type, at, holds } of marks) {
        if (type === 'breach' && holds) expect(at).toBe(dueAt)
        if (type === 'breach' && verdict === 'met') expect(holds).toBe(false)
      }
    })
  })
})

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const formats = new Map<string, Intl.DateTimeFormat>()
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' })
  formats.set(timeZone, format)
  return format
}

const hoursOn = (
  { weekly, holidays = [], extra = [] }: Definition,
  date: string,
): readonly (readonly [string, string])[] => {
  const weekday = weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]
  const usual = weekday === undefined || holidays.includes(date) ? undefined : weekly[weekday]
  const more = extra.filter((one) => one.date === date).map(({ from, to }) => [from, to] as const)
  return [...(usual ?? []), ...more]
}

/** Whether a calendar is open, read from the clock on the wall alone; its hours neither begin nor end in an hour told twice. */
const isOpen = (definition: Definition, at: Instant): boolean => {
  const [date = '', time = ''] = formatOf(definition.timeZone).format(millisOf(at)).split(' ')
  return hoursOn(definition, date).some(([from, to]) => time >= `${from}:00` && time < `${to}:00`)
}

/** Parts of a second count nowhere. */
const cut = (at: Instant): Instant => `${at.slice(0, 19)}.000Z` as Instant

describe('the account of a clock with a hard life', () => {
  const lives = hardLives.map(happened)

  it('counts in every cycle what lies in the hours on the wall, and nothing else', () => {
    fc.assert(
      fc.property(lives, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20 }), (list, places) => {
        for (const [index] of cyclesOf(list).entries()) {
          const { segments, startedAt, asOf } = explain(list, { cycle: index + 1 })
          const hours = definitionOf(list, index)
          const [from, span] = [millisOf(cut(startedAt)), secondsBetween(startedAt, asOf)]
          for (const place of places) {
            const at = instantOf(from + Math.floor(place * span) * 1000)
            const segment = segments.findLast((one) => cut(one.from) <= at && at < cut(one.to))
            if (segment?.counted !== true) continue
            expect(segment.workingIntervals.some(([opens, closes]) => opens <= at && at < closes)).toBe(
              isOpen(hours, at),
            )
          }
        }
      }),
      { numRuns: 100 },
    )
  })
  it('is of four cycles, of which three have a result that is not changed any more', () => {
    fc.assert(
      fc.property(lives, (list) => {
        const cycles = cyclesOf(list)
        expect(cycles).toHaveLength(4)
        const results = cycles.flat().flatMap((event) => (event.type === 'ClockRestarted' ? [event.previous] : []))
        for (const { cycle, verdict, stoppedAt, elapsedSeconds, overrunSeconds } of results)
          expect(explain(list, { cycle })).toMatchObject({ cycle, verdict, stoppedAt, elapsedSeconds, overrunSeconds })
      }),
      { numRuns: 100 },
    )
  })
  it('is raised and lowered in each cycle, paused for days, and told late', () => {
    const all = fc
      .sample(lives, { numRuns: 100, seed: 20_250_330 })
      .map((list) => list.map(({ data }) => data as ServiceLevelClockEvent))
    const having = (holds: (event: ServiceLevelClockEvent) => boolean) => all.filter((list) => list.some(holds)).length
    for (const priority of [1, 4])
      expect(having((event) => event.type === 'ClockRetargeted' && event.priority === priority)).toBeGreaterThan(90)
    expect(having((event) => 'effectiveAt' in event && event.at < event.effectiveAt)).toBeGreaterThan(50)
    for (const type of ['ClockPaused', 'ClockResumed', 'ClockNotPaused', 'ClockBreached', 'ClockEscalated'])
      expect(having((event) => event.type === type)).toBeGreaterThan(25)
  })
})
