import { instantOf, millisOf, type Instant } from '@deskledger/kernel'
import * as fc from 'fast-check'
import { exactWords, localWords } from './local-words.ts'

/** The same, from nothing but what the platform writes. */
const written = (timeZone: string): ((at: Instant) => string) => {
  const date = { weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset' } as const
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...date, ...time })
  return (at) => {
    const parts = new Map(format.formatToParts(millisOf(at)).map(({ type, value }) => [type, value]))
    const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
    const seconds = part('second') === '00' ? '' : `:${part('second')}`
    const offset = part('timeZoneName').replace('GMT', '')
    const day = `${part('year')}-${part('month')}-${part('day')}`
    return `${part('weekday')} ${day} ${part('hour')}:${part('minute')}${seconds} ${offset === '' ? '+00:00' : offset}`
  }
}

const zones = Intl.supportedValuesOf('timeZone')
const HOUR = 3_600_000

/** The last hour before the first change of clocks of a year, if there is one. */
const beforeChange = (timeZone: string, year: number): number | undefined => {
  const local = written(timeZone)
  const offset = (hour: number) => local(instantOf(Date.UTC(year, 0, 1, hour))).slice(-6)
  const days = Array.from({ length: 365 }, (_, day) => day)
  const day = days.find((one) => offset(24 * one) !== offset(24 * one + 24))
  const hours = Array.from({ length: 24 }, (_, hour) => 24 * (day ?? 0) + hour)
  const hour = day === undefined ? undefined : hours.find((one) => offset(one) !== offset(one + 1))
  return hour === undefined ? undefined : Date.UTC(year, 0, 1, hour)
}

describe('local words', () => {
  it('are what the platform writes, of any zone at any time from 1850 to 2100', () => {
    const moment = fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2100, 0, 1) })
    fc.assert(
      fc.property(fc.constantFrom('UTC', ...zones), fc.array(moment, { maxLength: 20 }), (timeZone, moments) => {
        const [local, expected] = [localWords(timeZone), written(timeZone)]
        for (const at of moments.map(instantOf)) expect(local(at)).toBe(expected(at))
      }),
      { numRuns: 200 },
    )
  })
  it.each([
    ['Europe/Berlin', 2025],
    ['America/New_York', 2025],
    ['Australia/Lord_Howe', 2025],
    ['Asia/Kathmandu', 1985],
    ['Africa/Monrovia', 1972],
  ])('are what the platform writes around a change of clocks in %s in %d', (timeZone, year) => {
    const change = beforeChange(timeZone, year)
    if (change === undefined) throw new Error(`${timeZone} changes no clocks in ${year}`)
    const [local, expected] = [localWords(timeZone), written(timeZone)]
    for (let millis = change - 30 * HOUR; millis < change + 30 * HOUR; millis += 450_000) {
      const at = instantOf(millis)
      expect(local(at)).toBe(expected(at))
    }
  })
})

describe('exact words', () => {
  it('say every second, in hours of which there may be many', () => {
    expect([0, 59, 3600, 100_805, -61].map(exactWords)).toStrictEqual(['0 s', '59 s', '1 h', '28 h 5 s', '-1 min 1 s'])
  })
})
