import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { canonicalJson } from '../canonical-json.ts'
import { decodeStrictly } from '../decoding.ts'
import type { Instant } from '../words.ts'
import { due, elapsed, intervals, workingHours, WorkingHoursDefinition } from './index.ts'
import { right } from './oracles.spec.kit.ts'
import { cases } from './random-hours.spec.kit.ts'

const at = (text: string): Instant => `${text}.000Z` as Instant
const office: WorkingHoursDefinition = {
  timeZone: 'Europe/Berlin',
  weekly: { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']] },
}
const refusedFor = (definition: WorkingHoursDefinition) => {
  const outcome = workingHours(definition)
  return E.isLeft(outcome) ? outcome.left : []
}
const day = (weekly: WorkingHoursDefinition['weekly']) => refusedFor({ timeZone: 'UTC', weekly })

describe('a definition of hours', () => {
  it('may leave holidays and extra hours out', () => {
    expect(E.isRight(workingHours(office))).toBe(true)
  })
  it('has the same canonical JSON whatever the order it was written in', () => {
    const one = workingHours({
      timeZone: 'UTC',
      weekly: {
        tue: [
          ['13:00', '17:00'],
          ['09:00', '12:00'],
        ],
        mon: [],
        wed: [['00:00', '24:00']],
      },
      holidays: ['2025-01-01', '2024-12-25', '2025-01-01'],
      extra: [
        { date: '2024-12-28', from: '14:00', to: '16:00' },
        { date: '2024-12-28', from: '10:00', to: '12:00' },
      ],
    })
    expect(canonicalJson(right(one).definition)).toBe(
      '{"extra":[{"date":"2024-12-28","from":"10:00","to":"12:00"},{"date":"2024-12-28","from":"14:00","to":"16:00"}],' +
        '"holidays":["2024-12-25","2025-01-01"],"timeZone":"UTC",' +
        '"weekly":{"tue":[["09:00","12:00"],["13:00","17:00"]],"wed":[["00:00","24:00"]]}}',
    )
  })
  it('comes back from its JSON as the same hours', () => {
    fc.assert(
      fc.property(cases, ({ definition }) => {
        const stored = canonicalJson(right(workingHours(definition)).definition)
        const again = right(workingHours(right(WorkingHoursDefinition.decode(JSON.parse(stored)))))
        expect(canonicalJson(again.definition)).toBe(stored)
        expect(right(decodeStrictly(WorkingHoursDefinition, JSON.parse(stored)))).toStrictEqual(again.definition)
      }),
      { numRuns: 50 },
    )
  })
  it('is decoded with each mistake of shape at its place', () => {
    const outcome = decodeStrictly(WorkingHoursDefinition, {
      timeZone: 'UTC',
      weekly: { mon: [['09:00']], monday: [] },
      extra: [{ date: '2024-12-28', from: '10:00' }],
      holiday: [],
    })
    const pointers = E.isLeft(outcome) ? outcome.left.map(({ pointer }) => pointer) : []
    expect(pointers).toStrictEqual(['/weekly/mon/0', '/weekly/monday', '/extra/0/to', '/holiday'])
    expect(outcome).toMatchObject(
      E.left([{ message: 'a pair of local times such as ["09:00", "17:00"] is expected, not ["09:00"]' }, {}, {}, {}]),
    )
  })
})

describe('what hours say', () => {
  const withDays = (more: Partial<WorkingHoursDefinition>) => right(workingHours({ ...office, ...more }))
  const week = [at('2024-12-22T23:00:00'), at('2024-12-29T23:00:00')] as const // Monday 23rd to Sunday 29th in Berlin
  it('is less on a holiday, more with extra hours, and extra hours open a holiday too', () => {
    const HOUR = 3600
    expect(elapsed(withDays({}), ...week)).toBe(16 * HOUR)
    expect(elapsed(withDays({ holidays: ['2024-12-23'] }), ...week)).toBe(8 * HOUR)
    expect(elapsed(withDays({ extra: [{ date: '2024-12-28', from: '10:00', to: '12:00' }] }), ...week)).toBe(18 * HOUR)
    const both = { holidays: ['2024-12-23'], extra: [{ date: '2024-12-23', from: '10:00', to: '12:00' }] }
    expect(elapsed(withDays(both), ...week)).toBe(10 * HOUR)
  })
  it('counts once what extra hours share with the week', () => {
    const hours = withDays({ extra: [{ date: '2024-12-23', from: '16:00', to: '19:00' }] })
    expect([...intervals(hours, at('2024-12-23T00:00:00'), at('2024-12-24T00:00:00'))]).toStrictEqual([
      [at('2024-12-23T08:00:00'), at('2024-12-23T18:00:00')],
    ])
  })
  it('does not depend on how hours that touch are written', () => {
    const night = (...sun: [string, string][]) => right(workingHours({ timeZone: 'Europe/Berlin', weekly: { sun } }))
    const forward = [at('2024-03-30T23:00:00'), at('2024-03-31T22:00:00')] as const
    const whole = elapsed(night(['00:00', '06:00']), ...forward)
    expect(whole).toBe(5 * 3600)
    expect(elapsed(night(['00:00', '02:30'], ['02:30', '06:00']), ...forward)).toBe(whole)
    expect(elapsed(night(['00:00', '02:30'], ['02:30', '03:00']), ...forward)).toBe(
      elapsed(night(['00:00', '03:00']), ...forward),
    )
  })
  it('moves an end that clocks skip forward by the gap, and takes the first of two', () => {
    const night = (from: string, to: string) => {
      const hours = right(workingHours({ timeZone: 'America/New_York', weekly: { sun: [[from, to]] } }))
      return (day: string) => [...intervals(hours, at(`${day}T00:00:00`), at(`${day}T23:00:00`))][0]
    }
    // RFC 5545, 3.3.5: 02:30 on 2007-03-11 is 03:30 EDT, 01:30 on 2007-11-04 is EDT
    expect(night('02:30', '05:00')('2007-03-11')).toStrictEqual([at('2007-03-11T07:30:00'), at('2007-03-11T09:00:00')])
    expect(night('01:00', '02:30')('2007-03-11')).toStrictEqual([at('2007-03-11T06:00:00'), at('2007-03-11T07:30:00')])
    expect(night('02:30', '03:15')('2007-03-11')).toBeUndefined() // it would end before it begins
    expect(night('01:30', '03:00')('2007-11-04')).toStrictEqual([at('2007-11-04T05:30:00'), at('2007-11-04T08:00:00')])
    expect(night('00:30', '01:30')('2007-11-04')).toStrictEqual([at('2007-11-04T04:30:00'), at('2007-11-04T05:30:00')])
  })
  it('counts once what two intervals share when the gap moves one into the other', () => {
    const sun = [['02:00', '02:30'] as const, ['03:15', '04:00'] as const]
    const hours = right(workingHours({ timeZone: 'America/New_York', weekly: { sun } }))
    const day = [at('2007-03-11T00:00:00'), at('2007-03-12T00:00:00')] as const
    expect([...intervals(hours, ...day)]).toStrictEqual([[at('2007-03-11T07:00:00'), at('2007-03-11T08:00:00')]])
    expect(elapsed(hours, ...day)).toBe(3600)
  })
  it('leaves out a date that never was: Samoa had no Friday 2011-12-30', () => {
    const samoa = right(workingHours({ timeZone: 'Pacific/Apia', weekly: { fri: [['09:00', '17:00']] } }))
    const open = [...intervals(samoa, at('2011-12-25T00:00:00'), at('2012-01-08T00:00:00'))]
    expect(open).toStrictEqual([[at('2012-01-05T19:00:00'), at('2012-01-06T03:00:00')]])
  })
})

describe('mistakes in hours', () => {
  it('are all told at once, each with its place', () => {
    const mistakes = refusedFor({
      timeZone: 'Europe/Nowhere',
      weekly: {
        mon: [['9:00', '25:00']],
        tue: [['24:00', '24:00']],
        wed: [
          ['09:00', '12:00'],
          ['11:00', '13:00'],
        ],
      },
      holidays: ['2024-12-25', '2023-02-29', 'Christmas'],
      extra: [
        { date: '2024-13-01', from: '09:00', to: '08:00' },
        { date: '2024-12-24', from: '10:60', to: '12:00' },
      ],
    })
    expect(mistakes.map(({ type, pointer }) => `${type} ${pointer}`)).toStrictEqual([
      'UnknownTimeZone /timeZone',
      'BadTime /weekly/mon/0/0',
      'BadTime /weekly/mon/0/1',
      'BadTime /weekly/tue/0/0',
      'BadInterval /weekly/wed/1',
      'BadDate /holidays/1',
      'BadDate /holidays/2',
      'BadDate /extra/0/date',
      'BadInterval /extra/0',
      'BadTime /extra/1/from',
    ])
    for (const { message } of mistakes) expect(message).toMatch(/^[\w"].{20,}\.$/)
  })
  it('name work over midnight as the work of two days, with what to write', () => {
    expect(day({ sun: [['22:00', '06:00']] })).toStrictEqual([
      {
        type: 'BadInterval',
        reason: 'reversed',
        pointer: '/weekly/sun/0',
        from: '22:00',
        to: '06:00',
        other: null,
        instead: [
          { day: 'sun', from: '22:00', to: '24:00' },
          { day: 'mon', from: '00:00', to: '06:00' },
        ],
        message:
          "sun 22:00–06:00 ends before it begins. Work over midnight is two days' work: write sun 22:00–24:00 and mon 00:00–06:00.",
      },
    ])
    const extra = [{ date: '2024-12-31', from: '22:00', to: '02:00' }]
    expect(refusedFor({ ...office, extra })).toMatchObject([
      {
        instead: [
          { day: '2024-12-31', from: '22:00', to: '24:00' },
          { day: '2025-01-01', from: '00:00', to: '02:00' },
        ],
      },
    ])
    // what is said to be written is right
    expect(day({ sun: [['22:00', '24:00']], mon: [['00:00', '06:00']] })).toStrictEqual([])
  })
  it('name the end of a day that was written as its beginning', () => {
    expect(day({ mon: [['18:00', '00:00']] })).toMatchObject([
      { reason: 'reversed', instead: [{ day: 'mon', from: '18:00', to: '24:00' }] },
    ])
  })
  it('are hours that end when they begin, and hours that run into each other, also inside longer ones', () => {
    expect(day({ mon: [['09:00', '09:00']] })).toMatchObject([{ type: 'BadInterval', reason: 'empty' }])
    const overlapping = day({
      mon: [
        ['12:00', '13:00'],
        ['09:00', '17:00'],
        ['16:00', '18:00'],
        ['18:00', '19:00'],
      ],
    })
    expect(overlapping).toMatchObject([
      { reason: 'overlapping', pointer: '/weekly/mon/0', other: '/weekly/mon/1' },
      { reason: 'overlapping', pointer: '/weekly/mon/2', other: '/weekly/mon/1' },
    ])
    const extra = [
      { date: '2024-12-28', from: '10:00', to: '12:00' },
      { date: '2024-12-28', from: '11:00', to: '13:00' },
    ]
    expect(refusedFor({ ...office, extra })).toMatchObject([{ pointer: '/extra/1', other: '/extra/0' }])
  })
  it('are zones that only some platforms know', () => {
    for (const timeZone of ['+01:00', '', ' UTC', 'Berlin'])
      expect(refusedFor({ ...office, timeZone })).toMatchObject([{ type: 'UnknownTimeZone', timeZone }])
    for (const timeZone of ['UTC', 'GMT', 'US/Eastern', 'Etc/GMT+5', 'europe/berlin'])
      expect(E.isRight(workingHours({ ...office, timeZone }))).toBe(true)
  })
})

describe('hours that never open', () => {
  it('are refused, not looked through for ever', () => {
    const never = [{ type: 'CalendarNeverOpens', pointer: '' }]
    expect(day({})).toMatchObject(never)
    expect(day({ mon: [] })).toMatchObject(never)
    expect(refusedFor({ timeZone: 'UTC', weekly: {}, holidays: ['2024-12-25'], extra: [] })).toMatchObject(never)
    const skipped = [{ date: '2011-12-30', from: '09:00', to: '17:00' }]
    expect(refusedFor({ timeZone: 'Pacific/Apia', weekly: {}, extra: skipped })).toMatchObject(never)
  })
  it('are told beside other mistakes', () => {
    const mistakes = refusedFor({ timeZone: 'Nowhere', weekly: {}, holidays: ['x'] })
    expect(mistakes.map(({ type }) => type)).toStrictEqual(['UnknownTimeZone', 'CalendarNeverOpens', 'BadDate'])
  })
  it('are not those with extra hours alone', () => {
    const hours = right(
      workingHours({ timeZone: 'UTC', weekly: {}, extra: [{ date: '2024-12-28', from: '10:00', to: '12:00' }] }),
    )
    expect(due(hours, at('2020-01-01T00:00:00'), 7200)).toStrictEqual(E.right(at('2024-12-28T12:00:00')))
    expect(due(hours, at('2020-01-01T00:00:00'), 7201)).toMatchObject(
      E.left({ type: 'HoursEnd', unit: 'seconds', amount: 7201, from: at('2020-01-01T00:00:00') }),
    )
  })
})
