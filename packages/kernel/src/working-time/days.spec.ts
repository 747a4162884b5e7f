import * as fc from 'fast-check'
import type { Instant } from '../words.ts'
import { dueInDays, workingHours } from './index.ts'
import { right } from './oracles.spec.kit.ts'
import { cases } from './random-hours.spec.kit.ts'
import { wallIn } from './slow-hours.spec.kit.ts'
import { DAY, instantAt, secondsOf } from './texts.ts'

const at = (text: string): Instant => `${text}:00.000Z` as Instant
const berlin = right(
  workingHours({
    timeZone: 'Europe/Berlin',
    weekly: {
      mon: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
      wed: [['09:00', '17:00']],
      fri: [['09:00', '24:00']],
    },
    holidays: ['2024-04-01'],
    extra: [{ date: '2024-04-06', from: '10:00', to: '12:00' }],
  }),
)
const inDays = (start: string, days: number, endOfDay = false) =>
  right(dueInDays(berlin, at(start), days, { endOfDay }))

describe('working days', () => {
  it('keep the clock time of the start over a change of clocks: they are no 24 hours', () => {
    expect(inDays('2024-03-29T09:30', 1)).toBe(at('2024-04-03T08:30')) // Friday to Wednesday, the Monday is a holiday
  })
  it('keep it also where the day has no hours then', () => {
    expect(inDays('2024-03-25T22:30', 1)).toBe(at('2024-03-27T22:30'))
  })
  it('end with the last hours of the day, when that is wanted', () => {
    expect(inDays('2024-03-27T09:30', 1, true)).toBe(at('2024-03-29T23:00')) // 24:00 in winter time
    expect(inDays('2024-04-03T09:30', 2, true)).toBe(at('2024-04-06T10:00')) // extra hours make a working day
  })
  it('of none are the day itself if it is one, else the next', () => {
    expect(inDays('2024-03-27T09:30', 0)).toBe(at('2024-03-27T09:30'))
    expect(inDays('2024-04-01T09:30', 0, true)).toBe(at('2024-04-03T15:00'))
  })
  it('do not count the date of the start, forward or back', () => {
    expect(inDays('2024-03-28T09:30', 1)).toBe(at('2024-03-29T09:30'))
    expect(inDays('2024-03-28T09:30', -1)).toBe(at('2024-03-27T09:30'))
  })
  it('count by the local date, not by that in UTC', () => {
    expect(inDays('2024-03-24T23:30', 1)).toBe(at('2024-03-26T23:30')) // 00:30 on Monday in Berlin
  })
  it('are as many as are counted one by one', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: -60, max: 60 }), ({ definition, near }, days) => {
        const hours = right(workingHours(definition))
        const isOpen = (day: number) => hours.dates.hoursOf(day).length > 0
        const step = days < 0 ? -1 : 1
        let day = Math.floor(wallIn(definition.timeZone)(near) / DAY)
        for (let left = Math.abs(days); left > 0;) {
          day += step
          if (isOpen(day)) left--
        }
        while (days === 0 && !isOpen(day)) day++
        const found = right(dueInDays(hours, instantAt(near), days))
        const local = wallIn(definition.timeZone)(secondsOf(found))
        // a clock time in the gap of a change is later by the gap, at midnight on the next date
        expect([0, 1]).toContain(Math.floor(local / DAY) - day)
        if (Math.floor(local / DAY) !== day) expect(local % DAY).toBeLessThan(2 * 3600)
      }),
      { numRuns: 300 },
    )
  })
})
