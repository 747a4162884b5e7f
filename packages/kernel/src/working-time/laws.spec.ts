import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type { Instant } from '../words.ts'
import { due, elapsed, intervals, shift, workingHours, type Pause } from './index.ts'
import { right } from './oracles.spec.kit.ts'
import { cases, pausesNear, withMillis, type Case } from './random-hours.spec.kit.ts'
import { counted, countedSeconds, runsOf } from './slow-hours.spec.kit.ts'
import { DAY, instantAt, secondsOf } from './texts.ts'
import { startOf, stretchOf } from './timeline.ts'

const TEN_YEARS = 3653 * DAY

interface Asked extends Case {
  readonly pauses: readonly Pause[]
}
/** Hours, and pauses within so many seconds of a moment at which clocks may change. */
const asked = (reach: number): fc.Arbitrary<Asked> =>
  cases.chain((one) => pausesNear(one.near, reach).map((pauses) => ({ ...one, pauses })))

const seconds = (pauses: readonly Pause[]) =>
  pauses.map(([from, to]) => [secondsOf(from), to === null ? null : secondsOf(to)] as const)
const hoursOf = ({ definition }: Case) => right(workingHours(definition))
const sum = (all: Iterable<readonly [Instant, Instant]>) =>
  [...all].reduce((total, [from, to]) => total + secondsOf(to) - secondsOf(from), 0)

describe('working time, beside the same counted second by second', () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 2 * DAY }), fc.integer({ min: 0, max: 2 * DAY }))
  it('elapses the same, in the same intervals', () => {
    fc.assert(
      fc.property(asked(2 * DAY), span, (one, [before, after]) => {
        const [from, to] = [one.near - before, one.near + after]
        const marks = countedSeconds(one.definition, seconds(one.pauses), [from, to])
        const all = intervals(hoursOf(one), instantAt(from), instantAt(to), one.pauses)
        expect([...all].map(([opens, closes]) => [secondsOf(opens) - from, secondsOf(closes) - from])).toStrictEqual(
          runsOf(marks),
        )
        expect(elapsed(hoursOf(one), instantAt(from), instantAt(to), one.pauses)).toBe(counted(marks))
      }),
      { numRuns: 300 },
    )
  })
  it('elapses the same where one stretch of time that was worked out ends and the next begins', () => {
    const first = stretchOf(0) + 1
    const border = fc.integer({ min: first, max: first + 125 }).map((stretch) => startOf(stretch))
    const length = fc.integer({ min: 1, max: 2 * DAY })
    fc.assert(
      fc.property(cases, border, length, ({ definition }, at, away) => {
        const { timeZone, weekly } = definition
        const span = [at - away, at + away] as const
        const hours = right(workingHours({ timeZone, weekly }))
        const marks = countedSeconds({ timeZone, weekly }, [], span)
        expect(elapsed(hours, instantAt(span[0]), instantAt(span[1]))).toBe(counted(marks))
        expect(elapsed(hours, instantAt(at), instantAt(span[1]))).toBe(counted(marks.subarray(away)))
      }),
      { numRuns: 200 },
    )
  })
  it('is due at the first second by which so much is counted', () => {
    fc.assert(
      fc.property(asked(2 * DAY), fc.integer({ min: 1, max: DAY }), (one, target) => {
        const [from, to] = [one.near - DAY, one.near + 2 * DAY]
        const marks = countedSeconds(one.definition, seconds(one.pauses), [from, to])
        let at = 0
        for (let left = target; left > 0 && at < marks.length; at++) left -= marks[at] ?? 0
        const answer = due(hoursOf(one), instantAt(from), target, one.pauses)
        if (counted(marks.subarray(0, at)) === target) expect(answer).toStrictEqual(E.right(instantAt(from + at)))
        else expect(E.isLeft(answer) || secondsOf(answer.right) > to).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the laws of working time', () => {
  const amount = fc.oneof(fc.integer({ min: 1, max: 3 * DAY }), fc.integer({ min: 1, max: TEN_YEARS / 4 }))
  const away = fc.integer({ min: 0, max: TEN_YEARS })

  it('so much has elapsed when so much is due, and a second before it had not', () => {
    fc.assert(
      fc.property(asked(9 * DAY), amount, (one, target) => {
        const [hours, start] = [hoursOf(one), instantAt(one.near)]
        const answer = due(hours, start, target, one.pauses)
        if (E.isLeft(answer)) {
          expect(one.pauses.some(([, to]) => to === null)).toBe(true)
          expect(answer.left.type).toBe('StillPaused')
          return
        }
        expect(elapsed(hours, start, answer.right, one.pauses)).toBe(target)
        expect(elapsed(hours, start, instantAt(secondsOf(answer.right) - 1), one.pauses)).toBe(target - 1)
      }),
      { numRuns: 400 },
    )
  })
  it('what is left when a pause goes on is due so much after it', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 9 * DAY }), fc.nat({ max: 9 * DAY }), (one, target, after) => {
        const [hours, start, since] = [hoursOf(one), instantAt(one.near), instantAt(one.near + after)]
        const answer = due(hours, start, target, [[since, null]])
        if (E.isRight(answer)) expect(answer.right <= since).toBe(true)
        else
          expect(answer.left).toMatchObject({
            type: 'StillPaused',
            since,
            secondsLeft: target - elapsed(hours, start, since),
          })
      }),
      { numRuns: 300 },
    )
  })
  it('nothing is due where counting begins: not before the start, in no pause, with nothing elapsed', () => {
    fc.assert(
      fc.property(asked(3 * DAY), (one) => {
        const [hours, start] = [hoursOf(one), instantAt(one.near)]
        const answer = due(hours, start, 0, one.pauses)
        if (E.isLeft(answer)) return
        const next = instantAt(secondsOf(answer.right) + 1)
        expect(answer.right >= start).toBe(true)
        expect(elapsed(hours, start, answer.right, one.pauses)).toBe(0)
        expect(elapsed(hours, answer.right, next, one.pauses)).toBe(1)
      }),
      { numRuns: 300 },
    )
  })
  it('parts add up to the whole wherever it is cut, in the middle of a second too', () => {
    const millis = fc.nat({ max: 999 })
    fc.assert(
      fc.property(asked(30 * DAY), fc.tuple(away, away), fc.tuple(millis, millis, millis), (one, [a, b], [x, y, z]) => {
        const hours = hoursOf(one)
        const start = withMillis(one.near, x)
        const cut = withMillis(one.near + Math.min(a, b), y)
        const end = withMillis(one.near + Math.max(a, b), z)
        const whole = elapsed(hours, start, end, one.pauses)
        expect(elapsed(hours, start, cut, one.pauses) + elapsed(hours, cut, end, one.pauses)).toBe(whole)
        expect(Number.isSafeInteger(whole)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
  it('is never negative, never more than real time, never less when it ends later', () => {
    fc.assert(
      fc.property(asked(30 * DAY), away, away, (one, a, b) => {
        const hours = hoursOf(one)
        const [start, sooner, later] = [one.near, one.near + Math.min(a, b), one.near + Math.max(a, b)].map(instantAt)
        if (start === undefined || sooner === undefined || later === undefined) return
        const less = elapsed(hours, start, sooner, one.pauses)
        const more = elapsed(hours, start, later, one.pauses)
        expect(less >= 0 && less <= more && more <= secondsOf(later) - secondsOf(start)).toBe(true)
        expect(elapsed(hours, later, start, one.pauses)).toBe(0)
      }),
      { numRuns: 200 },
    )
  })
  it('more is never due earlier, nor is a later start, nor one with more pauses', () => {
    fc.assert(
      fc.property(asked(9 * DAY), amount, fc.nat({ max: 3 * DAY }), (one, target, more) => {
        const hours = hoursOf(one)
        const when = (start: number, wanted: number, pauses: readonly Pause[]) =>
          E.getOrElse(() => 'never')(due(hours, instantAt(start), wanted, pauses)) // after every digit
        const usual = when(one.near, target, one.pauses)
        expect(when(one.near, target + more, one.pauses) >= usual).toBe(true)
        expect(when(one.near + more, target, one.pauses) >= usual).toBe(true)
        expect(when(one.near, target, one.pauses.slice(1)) <= usual).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
  it('comes in intervals that are in order, do not touch, and add up', () => {
    fc.assert(
      fc.property(asked(30 * DAY), fc.integer({ min: 0, max: 500 * DAY }), (one, length) => {
        const [hours, start, end] = [hoursOf(one), instantAt(one.near), instantAt(one.near + length)]
        const all = [...intervals(hours, start, end, one.pauses)]
        expect(sum(all)).toBe(elapsed(hours, start, end, one.pauses))
        const ends = all.flat()
        expect(ends).toStrictEqual([...new Set(ends)].sort())
        expect(ends.every((at) => at >= start && at <= end)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
  it('is the same whatever the order of pauses, and however they are cut', () => {
    fc.assert(
      fc.property(asked(9 * DAY), amount, fc.nat({ max: 9 * DAY }), (one, target, cutAfter) => {
        const [hours, start] = [hoursOf(one), instantAt(one.near)]
        const cut = instantAt(one.near + cutAfter)
        const pieces = one.pauses
          .flatMap(([from, to]): Pause[] =>
            from < cut && (to === null || cut < to)
              ? [
                  [cut, to],
                  [from, cut],
                ]
              : [[from, to]],
          )
          .reverse()
        expect(due(hours, start, target, [...pieces, ...pieces])).toStrictEqual(due(hours, start, target, one.pauses))
        const end = instantAt(one.near + 20 * DAY)
        expect(elapsed(hours, start, end, pieces)).toBe(elapsed(hours, start, end, one.pauses))
      }),
      { numRuns: 300 },
    )
  })
  it('shifted forward is due, shifted back is the last from which so much elapses', () => {
    fc.assert(
      fc.property(cases, amount, (one, target) => {
        const [hours, at] = [hoursOf(one), instantAt(one.near)]
        expect(shift(hours, at, target)).toStrictEqual(due(hours, at, target))
        expect(shift(hours, at, 0)).toStrictEqual(E.right(at))
        const back = right(shift(hours, at, -target))
        expect(elapsed(hours, back, at)).toBe(target)
        expect(elapsed(hours, instantAt(secondsOf(back) + 1), at)).toBe(target - 1)
      }),
      { numRuns: 200 },
    )
  })
  it('does not depend on what was asked before', () => {
    fc.assert(
      fc.property(
        asked(9 * DAY),
        amount,
        fc.array(fc.integer({ min: -TEN_YEARS, max: TEN_YEARS })),
        (one, target, others) => {
          const [start, fresh, used] = [instantAt(one.near), hoursOf(one), hoursOf(one)]
          for (const other of others) due(used, instantAt(one.near + other), target)
          expect(due(used, start, target, one.pauses)).toStrictEqual(due(fresh, start, target, one.pauses))
        },
      ),
      { numRuns: 100 },
    )
  })
})
