import { called } from '../testing/captured.ts'
import { fillDesk, openDesk } from './desk.spec.kit.ts'

const desk = openDesk()
const { cli, json, ask, jsonOf } = desk

beforeAll(() => fillDesk(desk), 240_000)
afterAll(desk.close)

describe('explain', () => {
  it('accounts for a clock that its incident has run by itself', async () => {
    const account = await json('explain', 'INC0000001')
    expect(account).toMatchObject({
      verdict: 'missed',
      targetSeconds: 28_800,
      elapsedSeconds: 32_400,
      dueAt: '2025-04-08T11:00:00.000Z',
      stoppedAt: '2025-04-08T12:00:00.000Z',
      agreement: { id: 'mail-gold', version: 1 },
      segments: [{ by: 'ann' }, { by: 'bea', counted: false }, { by: 'ann' }],
    })
    const { out } = await cli('explain', 'INC0000001')
    expect(out).toContain('Mon 2025-04-07 14:00 +02:00 to Tue 2025-04-08 09:00 +02:00: paused: AwaitingCaller, by bea')
    expect(out).toMatch(/^Sum 9 h of 8 h, 1 h over\.$/m)
  })
})

describe('service-levels board', () => {
  it('shows what is due, with what is left as of now', async () => {
    const board = await jsonOf('board')
    expect(board).toMatchObject({
      asOf: '2025-06-01T12:00:00.000Z',
      rows: [
        {
          ticket: 'INC0000003',
          target: 'resolve',
          dueAt: '2025-06-02T14:00:00.000Z',
          now: { leftSeconds: 25_200, percent: 12 },
        },
      ],
      next: null,
    })
    expect((await ask('board')).out).toMatch(/2025-06-02 14:00:00 +7 h +12 % +INC0000003 +resolve/)
  })

  it.each([
    [['--within', '4h'], 0],
    [['--within', '1d4h'], 1],
    [['--team', 'network'], 1],
    [['--team', 'null'], 0],
    [['--service', 'mail', '--limit', '1'], 1],
    [['--service', 'print'], 0],
  ])('with %j shows %d', async (typed, count) => {
    expect(await jsonOf('board', ...typed)).toMatchObject({ rows: { length: count } })
  })

  it('says so where nothing is due', async () => {
    expect((await ask('board', '--within', '4h')).out).toContain('Nothing is due within 4h')
  })
})

describe('service-levels status', () => {
  it('tells how the clocks of tickets stand', async () => {
    const status = await jsonOf('status', 'INC0000001', 'INC0000003', 'INC0000004')
    expect(status).toMatchObject({
      tickets: [
        { ticket: 'INC0000001', clocks: [{ target: 'resolve', verdict: 'missed' }, { verdict: 'met' }] },
        {
          ticket: 'INC0000003',
          clocks: [
            { target: 'resolve', verdict: 'running', leftSeconds: 25_200, pausedSince: null, breachedAt: null },
            { target: 'respond', verdict: 'missed', breachedAt: '2025-05-30T12:30:00.000Z' },
          ],
        },
        { ticket: 'INC0000004', clocks: [] },
      ],
    })
    const { out } = await ask('status', 'INC0000003', 'INC0000004')
    expect(out).toContain('INC0000004 has no clock. Why: deskledger explain INC0000004')
    expect(out).toMatch(/INC0000003 +respond +1 +running, missed/)
  })

  it('refuses a ticket that is not there', async () => {
    const { code, err } = await ask('status', 'INC0000099')
    expect([code, err]).toEqual([1, expect.stringContaining('There is no incident INC0000099')])
  })
})

describe('service-levels report', () => {
  it('counts what was met and breached, once for all and once for each part', async () => {
    expect(await jsonOf('report')).toMatchObject({ results: 5, met: 3, breached: 2, runningBreaches: 1 })
    const byTarget = await jsonOf('report', '--by', 'target')
    expect(byTarget).toMatchObject({
      series: [
        { key: 'resolve', met: 1, breached: 1 },
        { key: 'respond', met: 2, breached: 1 },
      ],
    })
    expect(await jsonOf('report', '--to', '2025-05-01', '--target', 'resolve')).toMatchObject({ results: 2 })
    const { out } = await ask('report', '--by', 'team')
    expect(out).toMatch(/^Met +3 \(60\.0 %\)$/m)
    expect(out).toMatch(/^network +5 +3 +2 +60\.0 % +1 h$/m)
  })

  it('goes over time, and over time part by part', async () => {
    expect(await jsonOf('report', '--period', 'month')).toMatchObject({
      results: 5,
      periods: [
        { period: '2025-04', results: 4 },
        { period: '2025-05', results: 1, breached: 1 },
      ],
    })
    const both = await jsonOf('report', '--period', 'month', '--by', 'target', '--from', '2025-04-08')
    expect(both).toMatchObject({
      periods: [
        { period: '2025-04', results: 1, series: [{ key: 'resolve', results: 1 }] },
        { period: '2025-05', series: [{ key: 'respond', results: 1 }] },
      ],
    })
    expect((await ask('report', '--period', 'month', '--by', 'target')).out).toMatch(/^2025-04 +resolve +2 +1 +1/m)
    expect((await ask('report', '--period', 'week')).out).toMatch(/^2025-W15 +4/m)
  })

  it('lists the tickets and events behind a figure', async () => {
    const breached = await jsonOf('report', '--results', '--outcome', 'breached')
    expect(breached).toMatchObject({
      results: [
        { ticket: 'INC0000001', target: 'resolve', overrunSeconds: 3600, eventIds: { length: 3 } },
        { ticket: 'INC0000003', target: 'respond', running: true },
      ],
      next: null,
    })
    expect(await jsonOf('report', '--results', '--by', 'team', '--value', 'null')).toMatchObject({ results: [] })
    const page = await ask('report', '--results', '--limit', '2')
    expect(page.out).toContain('INC0000002')
    const [, after = ''] = /--after '(.*)'/.exec(page.err) ?? []
    expect(await jsonOf('report', '--results', '--limit', '9', '--after', after)).toMatchObject({
      results: { length: 3 },
    })
  })
})

describe('service-levels penalties', () => {
  it('says what the breaches of a period come to', async () => {
    const april = await jsonOf('penalties', '--agreement', 'mail-gold', '--of', '2025-04')
    expect(april).toMatchObject({
      of: '2025-04',
      period: 'month',
      from: '2025-04-01T00:00:00.000Z',
      until: '2025-05-01T00:00:00.000Z',
      agreements: [{ agreement: 'mail-gold', totals: [{ currency: 'EUR', penalty: 10_000, credit: 0 }] }],
    })
    const quarter = await ask('penalties', '--of', '2025-Q2', '--time-zone', 'Europe/Berlin')
    expect(quarter.out).toContain('2025-Q2, from 2025-03-31 22:00:00 to 2025-06-30 22:00:00 UTC: 2 breaches.')
    expect(quarter.out).toContain('mail-gold: penalties 0.00 EUR, credits 7.00 EUR.')
    expect((await ask('penalties', '--of', '2025')).out).toContain('Nothing is due')
  })

  it.each([
    ['month', '2025-06', '2025-06-01T00:00:00.000Z'],
    ['week', '2025-W22', '2025-05-26T00:00:00.000Z'],
    ['quarter', '2025-Q2', '2025-04-01T00:00:00.000Z'],
    ['year', '2025', '2025-01-01T00:00:00.000Z'],
  ])('takes the present %s where none is named', async (period, of, from) => {
    expect(await jsonOf('penalties', '--period', period)).toMatchObject({ of, from })
  })
})

describe('service-levels gaps', () => {
  it('names what does not bear a promise', async () => {
    const { out } = await ask('gaps')
    expect(out).toContain('mail-gold version 1: 3 gaps.')
    expect(out).toContain('gone-uc is to underpin it, and is not in force.')
    expect(out).toContain('network-ola ends at 2025-12-31 23:00:00 UTC, and the promise goes on without end.')
    expect(out).toContain('8 h is promised, and network-ola (/targets/1) bears 10 h.')
    expect(await jsonOf('gaps', '--at', '2024-06-01')).toMatchObject({ agreements: [] })
  })
})

describe('JSON of service-levels', () => {
  it.each([
    [['board'], []],
    [['report', '--by', 'team'], []],
    [['report', '--period', 'month'], []],
    [['report', '--results'], []],
    [['penalties'], []],
    [['gaps'], []],
    [['status'], ['INC0000001']],
  ])('%j has the members that its help names', async (typed, more) => {
    const help = (await called(['service-levels', typed[0] ?? '', '--help'])).out
    const [, named = ''] = help.split('JSON:')
    const answered = (await jsonOf(...typed, ...more)) as object
    for (const member of Object.keys(answered)) expect(named).toMatch(new RegExp(`\\b${member}\\b`))
  })
})

describe('what is asked wrongly about service levels', () => {
  it.each([
    [['board', '--within', 'soon'], 2, 'is no span of time'],
    [['board', '--team', ' x'], 2, 'is no name'],
    [['board', '--limit', '0'], 2, 'is no number of rows'],
    [['board', '--after', 'xx'], 2, 'cursor'],
    [['report', '--by', 'colour'], 2, "'colour' is invalid"],
    [['report', '--time-zone', 'Mars/Base', '--period', 'month'], 2, 'There is no time zone'],
    [['report', '--outcome', 'met'], 2, 'Add --results'],
    [['report', '--results', '--value', 'x'], 2, '--by and --value go together'],
    [['report', '--from', '2025-04-01', '--to', '2025-04-01'], 2, '--to is not after --from'],
    [['penalties', '--of', '2025-13'], 2, 'is no period'],
    [['penalties', '--of', 'March'], 2, 'is no period that penalties are counted by'],
    [['penalties', '--of', '2025-03', '--period', 'week'], 2, 'is a month, and no week'],
    [['penalties', '--agreement', 'nope'], 1, 'There is no agreement nope'],
    [['gaps', '--agreement', 'nope'], 1, 'There is no agreement nope'],
    [['replay'], 2, 'Say which other agreement'],
    [['replay', '--agreement', 'none.yaml'], 2, 'none.yaml'],
    [['status'], 2, "Missing required argument 'ticket'"],
    [['sing'], 2, "Unknown command 'sing'"],
  ])('%j is told in a sentence', async (typed, code, said) => {
    const answered = await ask(...typed)
    expect([answered.code, answered.out]).toEqual([code, ''])
    expect(answered.err).toContain(said)
  })
})
