import * as fc from 'fast-check'
import { dayNumber, isInstant } from './calendar.ts'
import {
  dayOf,
  earlier,
  instantOf,
  later,
  millisOf,
  secondsBetween,
  wordsForInstant,
  wordsForSeconds,
} from './instants.ts'
import type { Instant } from './words.ts'

const FIRST = Date.UTC(2000, 0, 1) - 2000 * 365.2425 * 86_400_000 // 0000-01-01
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999)
const millis = fc.integer({ min: FIRST, max: LAST })

describe('an instant', () => {
  it('is the one that Date gives, there and back, from year 0000 to 9999', () => {
    expect(new Date(FIRST).toISOString()).toBe('0000-01-01T00:00:00.000Z')
    fc.assert(
      fc.property(millis, (ms) => {
        const text = new Date(ms).toISOString()
        expect(instantOf(ms)).toBe(text)
        expect(millisOf(text as Instant)).toBe(ms)
        expect(isInstant(text)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
  it('exists when Date says so', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'))
    const parts = fc.tuple(fc.constantFrom('1900', '2000', '2023', '2024'), two(13), two(32), two(24), two(60), two(60))
    fc.assert(
      fc.property(parts, ([year, month, day, hour, minute, second]) => {
        const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
        const date = new Date(text)
        expect(isInstant(text)).toBe(!Number.isNaN(date.getTime()) && date.toISOString() === text)
      }),
      { numRuns: 3000 },
    )
  })
  it.each([
    '',
    '2025-03-01',
    '2025-03-01T09:30:00Z',
    '2025-03-01T09:30:00.000',
    '2025-03-01T09:30:00.000+00:00',
    '2025-03-01t09:30:00.000z',
    '12025-03-01T09:30:00.000Z',
    '2025-03-01T09:30:00.000Z\n',
    '2023-02-29T00:00:00.000Z',
    '2025-03-01T24:00:00.000Z',
    '2016-12-31T23:59:60.000Z',
  ])('is not %p', (text) => {
    expect(isInstant(text)).toBe(false)
  })
  it('is before another when its text sorts before', () => {
    fc.assert(
      fc.property(millis, millis, (a, b) => {
        const [x, y] = [instantOf(a), instantOf(b)]
        expect(earlier(x, y)).toBe(instantOf(Math.min(a, b)))
        expect(later(x, y)).toBe(instantOf(Math.max(a, b)))
        expect(secondsBetween(x, y)).toBe((b - a) / 1000)
        expect(dayOf(x)).toBe(new Date(a).toISOString().slice(0, 10))
        expect(dayNumber(...ymd(a))).toBe(Math.floor(a / 86_400_000))
      }),
    )
  })
})

const ymd = (ms: number): [number, number, number] => {
  const date = new Date(ms)
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
}

it.each([
  [0, '0 s'],
  [45, '45 s'],
  [60, '1 min'],
  [61, '1 min 1 s'],
  [3600, '1 h'],
  [3661, '1 h 1 min'],
  [90_061, '1 d 1 h'],
  [86_400 + 60, '1 d'],
  [-90, '-1 min 30 s'],
])('%d seconds are %p', (seconds, words) => {
  expect(wordsForSeconds(seconds)).toBe(words)
})

it.each([
  ['2016-03-01T09:30:00.000Z', '2016-03-01 09:30:00'],
  ['2016-03-01T09:30:00.250Z', '2016-03-01 09:30:00.250'],
])('%s is read as %p', (instant, words) => {
  expect(wordsForInstant(instant)).toBe(words)
})
