import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { dateOf } from './days.ts'
import { holidaysOf } from './holidays.ts'

const file = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//ours//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: readonly string[]): readonly string[] => [
  'BEGIN:VEVENT',
  'UID:one@example',
  ...lines,
  'END:VEVENT',
]
const named = (...lines: readonly string[]): readonly string[] => event('SUMMARY:Day off', ...lines)

const years = { from: '2025-01-01', to: '2026-12-31' }
const found = (text: string, range = years): readonly string[] => {
  const holidays = holidaysOf(text, range)
  if (E.isLeft(holidays)) return holidays.left.map(({ line, message }) => `line ${line}: ${message}`)
  return holidays.right.holidays.map(({ date, name }) => `${date} ${name}`)
}
const dates = (text: string, range = years): readonly string[] => found(text, range).map((one) => one.slice(0, 10))
const linesOf = (text: string): readonly number[] => {
  const holidays = holidaysOf(text, years)
  return E.isLeft(holidays) ? holidays.left.map(({ line }) => line) : []
}

describe('the holidays of a file', () => {
  it('are its all-day events, in order of dates', () => {
    const text = file(
      ...event('DTSTART;VALUE=DATE:20251225', 'DTEND;VALUE=DATE:20251226', 'SUMMARY:Christmas Day'),
      ...event('DTSTART;VALUE=DATE:20250101', 'SUMMARY;LANGUAGE=en:New Year’s Day'),
    )
    expect(found(text)).toStrictEqual(['2025-01-01 New Year’s Day', '2025-12-25 Christmas Day'])
  })
  it('are each day of an event of several, the end not included', () => {
    const days = ['2025-12-31 Day off', '2026-01-01 Day off']
    const start = 'DTSTART;VALUE=DATE:20251231'
    expect(found(file(...named(start, 'DTEND;VALUE=DATE:20260102')))).toStrictEqual(days)
    expect(found(file(...named(start, 'DURATION:P2D')))).toStrictEqual(days)
    expect(found(file(...named(start, 'DURATION:P1W')))).toHaveLength(7)
    expect(found(file(...named(start, 'DTEND;VALUE=DATE:20251231')))).toStrictEqual(['2025-12-31 Day off'])
  })
  it('are those between two dates, both included', () => {
    const text = file(...named('DTSTART;VALUE=DATE:20250101', 'DTEND;VALUE=DATE:20250110'))
    expect(dates(text, { from: '2025-01-03', to: '2025-01-05' })).toStrictEqual([
      '2025-01-03',
      '2025-01-04',
      '2025-01-05',
    ])
    expect(dates(text, { from: '2025-01-09', to: '2025-01-09' })).toStrictEqual(['2025-01-09'])
    expect(dates(text, { from: '2025-01-10', to: '2025-01-31' })).toStrictEqual([])
  })
  it('may be several on one date, each of them once', () => {
    const start = 'DTSTART;VALUE=DATE:20080501'
    const text = file(
      ...event(start, 'SUMMARY:Labour Day'),
      ...event(start, 'SUMMARY:Ascension'),
      ...event(start, 'SUMMARY:Ascension'),
    )
    expect(found(text, { from: '2008-01-01', to: '2008-12-31' })).toStrictEqual([
      '2008-05-01 Ascension',
      '2008-05-01 Labour Day',
    ])
  })
  it('are no events with times, which are counted', () => {
    const text = file(
      ...named('DTSTART:20250101T090000Z'),
      ...named('DTSTART;TZID=Europe/Berlin:20250102T090000'),
      ...named('DTSTART;VALUE=DATE:20250103'),
    )
    expect(holidaysOf(text, years)).toMatchObject({ right: { holidays: [{ date: '2025-01-03' }], timedEvents: 2 } })
  })
  it('are read over folds, escapes, quoted parameters, other cases and ends of lines, and alarms', () => {
    const text = [
      '\uFEFFbegin:vcalendar',
      'BEGIN:VEVENT',
      'DTSTART;X-WHY="a:b;c,d";Value=Date:2025',
      ' 0101',
      'SUMMARY:Neujahr\\, ',
      '\tfrei\\nfür alle',
      'BEGIN:VALARM',
      'SUMMARY:Wake up',
      'DTSTART;VALUE=DATE:20250601',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\n')
    expect(found(text)).toStrictEqual(['2025-01-01 Neujahr, frei für alle'])
  })
})

describe('a series', () => {
  const from = (start: string, ...lines: readonly string[]) => file(...named(`DTSTART;VALUE=DATE:${start}`, ...lines))
  it.each<[string, readonly [string, string], readonly string[]]>([
    ['every year', ['20201225', 'FREQ=YEARLY'], ['2025-12-25', '2026-12-25']],
    ['the fourth Thursday of November', ['20201126', 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'], ['2025-11-27', '2026-11-26']],
    ['the last Monday of May', ['20200525', 'FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO'], ['2025-05-26', '2026-05-25']],
    ['so often', ['20250101', 'FREQ=MONTHLY;COUNT=2'], ['2025-01-01', '2025-02-01']],
    ['up to a date', ['20250101', 'FREQ=WEEKLY;UNTIL=20250115'], ['2025-01-01', '2025-01-08', '2025-01-15']],
    ['up to a time, by its date', ['20250101', 'FREQ=WEEKLY;UNTIL=20250108T225959Z'], ['2025-01-01', '2025-01-08']],
    ['on leap days', ['20240229', 'FREQ=YEARLY'], []],
    [
      'also where it begins beside its rule',
      ['20250102', 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1'],
      ['2025-01-02', '2026-01-01'],
    ],
  ])('falls %s', (_how, [start, rule], expected) => {
    expect(dates(from(start, `RRULE:${rule}`))).toStrictEqual(expected)
  })
  it('leaves out its exceptions, and takes in what is added', () => {
    const text = from(
      '20250101',
      'RRULE:FREQ=MONTHLY;COUNT=4',
      'EXDATE;VALUE=DATE:20250101,20250201',
      'EXDATE;TZID=Europe/Berlin:20250301T000000',
      'RDATE;VALUE=DATE:20250601,20250701',
    )
    expect(dates(text)).toStrictEqual(['2025-04-01', '2025-06-01', '2025-07-01'])
  })
  it('of several days reaches into the time asked for', () => {
    const text = from('20201224', 'DTEND;VALUE=DATE:20201227', 'RRULE:FREQ=YEARLY')
    expect(dates(text, { from: '2025-12-26', to: '2026-12-24' })).toStrictEqual(['2025-12-26', '2026-12-24'])
  })
  it('has single events moved, renamed or cancelled', () => {
    const series = named('DTSTART;VALUE=DATE:20250106', 'RRULE:FREQ=WEEKLY;COUNT=4')
    const moved = event('RECURRENCE-ID;VALUE=DATE:20250113', 'DTSTART;VALUE=DATE:20250114', 'SUMMARY:A day later')
    const off = named('RECURRENCE-ID;VALUE=DATE:20250120', 'DTSTART;VALUE=DATE:20250120', 'STATUS:CANCELLED')
    const other = ['BEGIN:VEVENT', 'UID:other', 'SUMMARY:Another', 'DTSTART;VALUE=DATE:20250113', 'END:VEVENT']
    expect(found(file(...series, ...moved, ...off, ...other))).toStrictEqual([
      '2025-01-06 Day off',
      '2025-01-13 Another',
      '2025-01-14 A day later',
      '2025-01-27 Day off',
    ])
  })
  it('falls on the days that counting gives, whatever the zone of the machine', () => {
    const start = fc.integer({ min: 18_262, max: 20_453 }) // 2020-01-01 to 2025-12-31
    const every = fc.record({ days: fc.integer({ min: 1, max: 40 }), count: fc.integer({ min: 1, max: 60 }) })
    const length = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(start, every, length, (first, { days, count }, lasting) => {
        const rule = `RRULE:FREQ=DAILY;INTERVAL=${days};COUNT=${count}`
        const text = from(dateOf(first).replaceAll('-', ''), rule, `DURATION:P${lasting}D`)
        const expected = new Set<string>()
        for (let one = 0; one < count; one++)
          for (let day = 0; day < lasting; day++) expected.add(dateOf(first + one * days + day))
        const within = [...expected].filter((date) => date >= years.from && date <= years.to).sort()
        expect(dates(text)).toStrictEqual(within)
      }),
      { numRuns: 60 },
    )
  })
  it.each([
    ['a frequency below days', 'FREQ=HOURLY'],
    ['times of day', 'FREQ=YEARLY;BYHOUR=9'],
    ['a month that is none', 'FREQ=YEARLY;BYMONTH=13'],
    ['a part that is none', 'FREQ=YEARLY;COLOUR=RED'],
    ['no frequency', 'COUNT=3'],
    ['two ends', 'FREQ=YEARLY;COUNT=3;UNTIL=20300101'],
    ['a part twice', 'FREQ=YEARLY;BYMONTH=1;BYMONTH=2'],
    ['no steps', 'FREQ=YEARLY;INTERVAL=0'],
  ])('with %s is refused, with the line of the rule', (_what, rule) => {
    expect(linesOf(from('20250101', `RRULE:${rule}`))).toStrictEqual([8])
  })
})

describe('a file with mistakes', () => {
  it.each([
    '',
    'date;name\n2025-12-25;Christmas',
    '{"holidays": []}',
    'BEGIN:VCARD\nEND:VCARD',
    'rubbish\nBEGIN:VCALENDAR',
  ])('is no iCalendar file: %j', (text) => {
    const [only, ...more] = found(text)
    expect(only).toMatch(/^line 1: This is no iCalendar file: .*BEGIN:VCALENDAR.*[.]$/)
    expect(more).toStrictEqual([])
  })
  it('has all of them named, each with the line it begins on', () => {
    const text = file(
      'no colon here', // 4
      ...event('DTSTART;VALUE=DATE:20250230', 'SUMMARY:', 'EXDATE;VALUE=DATE:2025'), // 5 to 10
      ...event('DTSTART;VALUE=DATE:20250103', 'DTEND;VALUE=DATE:20250102', `SUMMARY:${'x'.repeat(201)}`), // 11 to 16
      ...named('DTSTART;VALUE=DATE:20250103', 'DTEND;VALUE=DATE:20250101'), // 17 to 22
      ...named('DTSTART;VALUE=DATE:20250103', 'DURATION:PT1H'), // 23 to 28
      ...named('DTSTART;VALUE=DATE:20250103', 'RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20250103'), // 29 to 34
      'END:VEVENT', // 35
      'BEGIN:VEVENT', // 36
    )
    expect(linesOf(text)).toStrictEqual([1, 4, 7, 8, 9, 15, 21, 27, 33, 35, 36, 37])
  })
  it('that is cut off says where', () => {
    const cut = file(...named('DTSTART;VALUE=DATE:20250103'))
      .split('\r\n')
      .slice(0, 6)
      .join('\r\n')
    expect(found(cut)).toStrictEqual([
      'line 1: VCALENDAR begins here and does not end. The file is cut off, or END:VCALENDAR is missing.',
      'line 4: VEVENT begins here and does not end. The file is cut off, or END:VEVENT is missing.',
    ])
  })
  it.each([
    ['2025-02-30', '2025-12-31'],
    ['2025-01-02', '2025-01-01'],
    ['20250101', '20251231'],
  ])('is not looked at for %s to %s', (from, to) => {
    expect(found(file(), { from, to })).toStrictEqual([
      `line 0: ${from} to ${to} are no days. Give two dates as 2025-01-01, the later one last.`,
    ])
  })
})
