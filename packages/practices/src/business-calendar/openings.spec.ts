import type { Instant } from '@deskledger/kernel'
import type { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import { poisoned } from '@deskledger/testing'
import * as E from 'fp-ts/lib/Either.js'
import { businessCalendarExamples } from './examples.ts'
import { openingsOf } from './openings.ts'

const { definition } = businessCalendarExamples.events.CalendarDefined
const instant = (text: string): Instant => text as Instant

const table = (hours: WorkingHoursDefinition, from: string, count: number): readonly string[] => {
  const openings = poisoned(() => openingsOf(hours, instant(from), count))
  if (E.isLeft(openings)) return openings.left.map(({ type }) => type)
  return openings.right.map(({ weekday, date, from, to, seconds }) => `${weekday} ${date} ${from}-${to} ${seconds}`)
}

describe('the next openings', () => {
  it('are those of the week, without holidays, with extra hours', () => {
    const hours = { ...definition, extra: [{ date: '2025-12-27', from: '10:00', to: '14:00' }] }
    expect(table(hours, '2025-12-24T16:00:00.000Z', 4)).toStrictEqual([
      'fri 2025-12-26 09:00-17:00 28800',
      'sat 2025-12-27 10:00-14:00 14400',
      'mon 2025-12-29 09:00-17:00 28800',
      'tue 2025-12-30 09:00-17:00 28800',
    ])
  })
  it('begin with what is left of the one that is open', () => {
    expect(table(definition, '2025-03-03T15:30:00.000Z', 2)).toStrictEqual([
      'mon 2025-03-03 16:30-17:00 1800',
      'tue 2025-03-04 09:00-17:00 28800',
    ])
  })
  it('have the instants too', () => {
    expect(openingsOf(definition, instant('2025-03-03T00:00:00.000Z'), 1)).toMatchObject({
      right: [{ opens: '2025-03-03T08:00:00.000Z', closes: '2025-03-03T16:00:00.000Z' }],
    })
  })
  it('are cut at midnight, where the clocks change too', () => {
    const always = [['00:00', '24:00']] as const
    const weekly = { sat: always, sun: always, mon: [['00:00', '06:00']] as const }
    expect(table({ timeZone: 'Europe/Berlin', weekly }, '2025-03-29T00:00:00.000Z', 4)).toStrictEqual([
      'sat 2025-03-29 01:00-24:00 82800',
      'sun 2025-03-30 00:00-24:00 82800',
      'mon 2025-03-31 00:00-06:00 21600',
      'sat 2025-04-05 00:00-24:00 86400',
    ])
  })
  it('are found at once where all of the time is open', () => {
    const always = [['00:00', '24:00']] as const
    const weekly = { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always }
    expect(table({ timeZone: 'UTC', weekly }, '2025-03-29T12:00:00.000Z', 2)).toStrictEqual([
      'sat 2025-03-29 12:00-24:00 43200',
      'sun 2025-03-30 00:00-24:00 86400',
    ])
  })
  it('are fewer where there are single dates only', () => {
    const extra = [{ date: '2099-01-01', from: '10:00', to: '11:00' }]
    expect(table({ timeZone: 'UTC', weekly: {}, extra }, '2025-01-01T00:00:00.000Z', 5)).toStrictEqual([
      'thu 2099-01-01 10:00-11:00 3600',
    ])
  })
  it('end with the years', () => {
    const always = [['00:00', '24:00']] as const
    const hours = { timeZone: 'UTC', weekly: { fri: always } }
    expect(table(hours, '9999-12-31T20:00:00.000Z', 3)).toStrictEqual(['fri 9999-12-31 20:00-23:59:59 14399'])
  })
  it('are none of hours with mistakes', () => {
    expect(table({ timeZone: 'Nowhere', weekly: {} }, '2025-01-01T00:00:00.000Z', 1)).toStrictEqual([
      'UnknownTimeZone',
      'CalendarNeverOpens',
    ])
  })
})
