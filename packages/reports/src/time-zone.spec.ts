import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '@deskledger/kernel'
import * as fc from 'fast-check'
import { periodOf, rangeOfPeriod } from './periods.ts'
import { timeZoneOf, utc } from './time-zone.ts'
import { moment, right } from './views-of-events.spec.kit.ts'

const berlin = right(timeZoneOf('Europe/Berlin'))

describe('a time zone', () => {
  it('begins its days by its own clocks', () => {
    expect(berlin.startOf('2016-03-01')).toBe('2016-02-29T23:00:00.000Z')
    expect(berlin.startOf('2016-03-28')).toBe('2016-03-27T22:00:00.000Z')
    expect(berlin.dayOf('2016-02-29T23:00:00.000Z' as Instant)).toBe('2016-03-01')
  })
  it('begins a day after the gap where clocks skip midnight', () => {
    expect(right(timeZoneOf('America/Sao_Paulo')).startOf('2018-11-04')).toBe('2018-11-04T03:00:00.000Z')
  })
  it('begins a day once where midnight comes twice', () => {
    expect(right(timeZoneOf('America/Havana')).startOf('2016-11-06')).toBe('2016-11-06T04:00:00.000Z')
  })
  it('puts a moment into the day that began before it', () => {
    const zones = ['Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns'].map((name) => right(timeZoneOf(name)))
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (at, zone) => {
        expect(zone.startOf(zone.dayOf(at)) <= at).toBe(true)
      }),
    )
  })
  it('must be there', () => {
    expect(E.isLeft(timeZoneOf('Mars/Olympus'))).toBe(true)
  })
})

describe('periods', () => {
  it.each([
    ['2016-01-03', '2015-W53'],
    ['2016-01-04', '2016-W01'],
    ['2016-02-29', '2016-W09'],
    ['2018-12-31', '2019-W01'],
    ['1969-12-31', '1970-W01'],
  ])('put %s into the ISO week %s', (day, week) => {
    expect(periodOf(day, 'week')).toBe(week)
  })
  it('go from their first day to the day after their last', () => {
    expect(right(rangeOfPeriod('2016-02', utc))).toEqual({
      from: '2016-02-01T00:00:00.000Z',
      to: '2016-03-01T00:00:00.000Z',
    })
    expect(right(rangeOfPeriod('2015-W53', utc))).toEqual({
      from: '2015-12-28T00:00:00.000Z',
      to: '2016-01-04T00:00:00.000Z',
    })
    expect(right(rangeOfPeriod('2016', berlin))).toEqual({
      from: '2015-12-31T23:00:00.000Z',
      to: '2016-12-31T23:00:00.000Z',
    })
  })
})
