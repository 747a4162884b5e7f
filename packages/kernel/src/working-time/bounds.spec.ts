import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../words.ts'
import { due, dueInDays, elapsed, intervals, shift, weekdays, workingHours, type Pause } from './index.ts'
import { right } from './oracles.spec.kit.ts'

const at = (text: string): Instant => `${text}Z` as Instant
const everyDay = (...hours: [string, string][]) => Object.fromEntries(weekdays.map((day) => [day, hours]))
const office = right(workingHours({ timeZone: 'UTC', weekly: everyDay(['09:00', '17:00']) }))
const always = right(workingHours({ timeZone: 'Europe/Berlin', weekly: everyDay(['00:00', '24:00']) }))
const monday = at('2024-01-01T09:00:00.000')

describe('parts of a second', () => {
  it('are cut off every instant first, so that they are never worked twice nor lost between two parts', () => {
    const [start, cut, end] = ['09:00:00.900', '09:00:01.500', '09:00:02.100'].map((time) => at(`2024-01-01T${time}`))
    if (start === undefined || cut === undefined || end === undefined) throw new Error('three instants')
    expect(elapsed(office, start, end)).toBe(2)
    expect(elapsed(office, start, cut) + elapsed(office, cut, end)).toBe(2)
    expect(elapsed(office, start, at('2024-01-01T09:00:00.999'))).toBe(0)
    expect(due(office, start, 60)).toStrictEqual(E.right(at('2024-01-01T09:01:00.000')))
    expect([...intervals(office, start, end)]).toStrictEqual([[monday, at('2024-01-01T09:00:02.000')]])
  })
  it('do not make a pause within one second count', () => {
    const pause: Pause = [at('2024-01-01T09:00:05.100'), at('2024-01-01T09:00:05.900')]
    expect(elapsed(office, monday, at('2024-01-01T09:01:00.000'), [pause])).toBe(60)
  })
})

describe('amounts that are none', () => {
  it.each([-1, 0.5, NaN, Infinity, 2 ** 53])('such as %p seconds are refused', (seconds) => {
    expect(due(office, monday, seconds)).toMatchObject(E.left({ type: 'NotWhole', unit: 'seconds', amount: seconds }))
    if (seconds !== -1) expect(shift(office, monday, seconds)).toMatchObject(E.left({ type: 'NotWhole' }))
  })
  it('such as half a working day are refused', () => {
    expect(dueInDays(office, monday, 0.5)).toMatchObject(E.left({ type: 'NotWhole', unit: 'working days' }))
  })
})

describe('a pause', () => {
  const pause: Pause = [at('2024-01-01T09:00:59.000'), at('2024-01-01T09:10:00.000')]
  it('that begins when a target is met leaves it due then', () => {
    expect(due(office, monday, 59, [pause])).toStrictEqual(E.right(pause[0]))
  })
  it('that begins one second before holds it up for as long as it lasts', () => {
    expect(due(office, monday, 60, [pause])).toStrictEqual(E.right(at('2024-01-01T09:10:01.000')))
  })
  it('that is met by a target of nothing puts it off to its end', () => {
    expect(due(office, pause[0], 0, [pause])).toStrictEqual(E.right(pause[1]))
  })
})

describe('the ends of time', () => {
  const last = at('9999-12-31T23:59:59.999')
  // each asked about one end of time only: what lies between is never worked out
  const [latest, earliest] = [1, 2].map(() =>
    right(workingHours({ timeZone: 'UTC', weekly: everyDay(['09:00', '17:00']) })),
  )
  if (latest === undefined || earliest === undefined) throw new Error('two hours')
  it('are those of our instants: what is not due before the year 10000 is refused with a sentence', () => {
    const late = at('9999-12-31T16:00:00.000')
    expect(due(latest, late, 3600)).toStrictEqual(E.right(at('9999-12-31T17:00:00.000')))
    expect(due(latest, late, 3601)).toMatchObject(E.left({ type: 'HoursEnd', from: late, amount: 3601 }))
    expect(due(latest, late, Number.MAX_SAFE_INTEGER)).toMatchObject(E.left({ type: 'HoursEnd' }))
    expect(E.isLeft(due(always, late, 8 * 3600))).toBe(true)
    expect(due(always, late, 8 * 3600 - 1)).toStrictEqual(E.right(at('9999-12-31T23:59:59.000')))
    expect(due(latest, last, 0)).toMatchObject(
      E.left({ type: 'HoursEnd', message: expect.stringMatching(/^From .*\.$/) as string }),
    )
  })
  it('hold for what is before the year 0000 as well', () => {
    const early = at('0000-01-01T10:00:00.000')
    expect(shift(earliest, early, -3600)).toStrictEqual(E.right(at('0000-01-01T09:00:00.000')))
    expect(shift(earliest, early, -3601)).toMatchObject(E.left({ type: 'HoursEnd', amount: -3601 }))
    expect(dueInDays(earliest, early, -1)).toMatchObject(E.left({ type: 'HoursEnd', unit: 'working days' }))
  })
  it('hold for working days', () => {
    expect(dueInDays(office, at('9999-12-30T10:00:00.000'), 1)).toStrictEqual(E.right(at('9999-12-31T10:00:00.000')))
    expect(dueInDays(office, at('9999-12-30T10:00:00.000'), 2)).toMatchObject(E.left({ type: 'HoursEnd', amount: 2 }))
  })
  it('are reached by hours that never close in one interval, without going through what lies between', () => {
    expect([...intervals(always, monday, last)]).toStrictEqual([[monday, at('9999-12-31T23:59:59.000')]])
  })
})

describe('intervals', () => {
  it('are worked out one by one, and again for whoever asks again', () => {
    const all = intervals(office, monday, at('9999-12-31T00:00:00.000'))
    const firstOf = () => {
      for (const interval of all) return interval
      return null
    }
    expect(firstOf()).toStrictEqual([monday, at('2024-01-01T17:00:00.000')])
    expect(firstOf()).toStrictEqual(firstOf())
  })
  it('are none where the end is not after the start, or all is paused', () => {
    expect([...intervals(office, monday, monday)]).toStrictEqual([])
    expect([...intervals(office, at('2024-01-02T00:00:00.000'), monday)]).toStrictEqual([])
    expect([...intervals(office, monday, at('2024-02-01T00:00:00.000'), [[monday, null]])]).toStrictEqual([])
  })
})
