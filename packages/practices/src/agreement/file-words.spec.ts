import { applied, file, now, pointersOf, signed } from './file-form.spec.kit.ts'
import type { FilePeriod } from './file-period.ts'
import { calendar, euros, hours } from './terms.spec.kit.ts'

describe('the time in force', () => {
  const period = (inForce: FilePeriod) => now(applied({ ...signed, inForce }))?.periods[0]
  it('is in local days, the last one included', () => {
    expect(period({ from: '2025-04-01', until: '2025-10-31', timeZone: 'Europe/Berlin' })).toStrictEqual({
      version: 1,
      from: '2025-03-31T22:00:00.000Z',
      until: '2025-10-31T23:00:00.000Z',
    })
  })
  it('may be in instants, the last one not included', () => {
    const [from, until] = ['2025-04-01T06:00:00.000Z', '2025-10-31T06:00:00.000Z']
    expect(period({ from, until })).toStrictEqual({ version: 1, from, until })
  })
  it.each([
    [['/inForce/from'], { from: '2025-02-30' }],
    [['/inForce/from', '/inForce/until'], { from: 'soon', until: 'later' }],
    [['/inForce/timeZone'], { from: '2025-04-01', timeZone: 'Mars/Olympus' }],
    [['/inForce/from'], { from: '2011-12-30', timeZone: 'Pacific/Apia' }],
    [['/inForce'], { from: '2025-04-01', until: '2025-03-31' }],
  ])('has its mistakes at %j', (pointers, inForce) => {
    expect(pointersOf({ ...signed, inForce })).toStrictEqual(pointers)
  })
})

describe('words of a file', () => {
  const goal = (text: string) =>
    now(applied({ ...file, targets: [{ resolve: text }], escalations: [], penalties: [] }))?.proposal?.terms.targets[0]
      ?.goal
  it.each([
    ['8h', hours(8)],
    ['1h 30m', hours(1.5)],
    ['90min', hours(1.5)],
    ['1h30m', hours(1.5)],
    ['3600 s', hours(1)],
    ['2d', { unit: 'days', days: 2, endOfDay: false, calendar }],
    ['1 day end of day', { unit: 'days', days: 1, endOfDay: true, calendar }],
    ['8', undefined],
    ['-8h', undefined],
    ['1.5h', undefined],
    ['30m 1h', undefined],
    ['2d 4h', undefined],
  ])('%j is how long', (text, expected) => {
    expect(goal(text)).toStrictEqual(expected)
  })
  it.each([
    ['99.9% per month', 999_000],
    ['99.9999 % per month', 999_999],
    ['100% per month', 1_000_000],
    ['9% per month', 90_000],
  ])('%j is how much of the time', (available, ppm) => {
    const wanted = { ...file, targets: [{ available }], escalations: [], penalties: [] }
    expect(now(applied(wanted))?.proposal?.terms.targets[0]?.goal).toStrictEqual({
      unit: 'ppm',
      ppm,
      period: 'month',
      calendar,
    })
  })
  it('are one target for each priority', () => {
    const wanted = { ...file, targets: [{ priority: [1, 2] as const, resolve: '8h', respond: '30m' }], escalations: [] }
    const targets = now(applied(wanted))?.proposal?.terms.targets
    expect(targets?.map(({ target: name, priority }) => `${name} ${priority ?? ''}`)).toStrictEqual([
      'respond 1',
      'respond 2',
      'resolve 1',
      'resolve 2',
    ])
  })
  it('name amounts of money in the places of their currency', () => {
    const [penalty] = now(applied(file))?.proposal?.terms.penalties ?? []
    expect(penalty).toMatchObject({ amount: euros(10_000), most: euros(100_000), type: 'penalty', per: 'breach' })
  })
})
