import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { agreementExamples } from '@deskledger/practices/agreement'
import { businessCalendarExamples } from '@deskledger/practices/business-calendar'
import { called } from '../testing/captured.ts'
import { askIn, clockCommand } from '../testing/clocks.ts'

const folder = mkdtempSync(join(tmpdir(), 'deskledger-explaining-'))
const ledger = join(folder, 'ledger')
const cli = (...typed: string[]) => called([...typed, '--ledger', ledger])
const ask = (command: object) => askIn(ledger, command)
const raise = (id: string, ...more: string[]) =>
  cli(
    'incident',
    'raise',
    id,
    '--summary',
    'Mail',
    '--impact',
    '2',
    '--urgency',
    '2',
    '--at',
    '2025-04-07T08:00Z',
    ...more,
  )

const ticket = 'TKT0000042'
const clock = (type: Parameters<typeof clockCommand>[0], facts: object = {}) =>
  ask(clockCommand(type, { ticket, ...facts }))

interface Segment {
  readonly from: string
  readonly to: string
  readonly counted: boolean
  readonly why: string
  readonly workingIntervals: readonly (readonly [string, string])[]
  readonly seconds: number
}
interface Account {
  readonly elapsedSeconds: number
  readonly segments: readonly Segment[]
}

beforeAll(async () => {
  expect((await raise('INC0000001')).code).toBe(0)
  await clock('StartClock')
  await clock('PauseClock')
  await clock('ResumeClock')
  await clock('RetargetClock')
  await clock('StopClock')
  await clock('RestartClock')
}, 60_000)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('explain of a ticket', () => {
  it('answers with the members that programs rely on, first and in this order', async () => {
    const { json, code } = await cli('explain', ticket, '--target', 'resolve', '--cycle', '1', '--json')
    expect(code).toBe(0)
    const account = json() as Account
    expect(Object.keys(account).slice(0, 12)).toEqual([
      'ticket',
      'target',
      'cycle',
      'agreement',
      'calendar',
      'targetSeconds',
      'startedAt',
      'dueAt',
      'stoppedAt',
      'elapsedSeconds',
      'verdict',
      'segments',
    ])
    expect(account).toMatchObject({
      ticket,
      target: 'resolve',
      cycle: 1,
      agreement: { id: 'mail-gold', version: 3 },
      calendar: { id: 'berlin-office', version: 2, timeZone: 'Europe/Berlin' },
      targetSeconds: 14_400,
      startedAt: '2025-03-03T08:00:00.000Z',
      dueAt: '2025-03-03T14:00:00.000Z',
      stoppedAt: '2025-03-03T15:00:00.000Z',
      elapsedSeconds: 18_000,
      verdict: 'missed',
    })
    expect(Object.keys(account.segments[0] ?? {}).slice(0, 6)).toEqual([
      'from',
      'to',
      'counted',
      'why',
      'workingIntervals',
      'seconds',
    ])
  })

  it('adds up, and leaves out what was paused', async () => {
    const { json } = await cli('explain', ticket, '--cycle', '1', '--json')
    const { elapsedSeconds, segments } = json() as Account
    expect(segments.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(elapsedSeconds)
    const paused = segments.filter(({ counted }) => !counted)
    expect(paused).toMatchObject([{ from: '2025-03-03T09:00:00.000Z', to: '2025-03-03T11:00:00.000Z', seconds: 0 }])
    for (const { counted, seconds, workingIntervals } of segments) {
      const worked = workingIntervals.reduce((sum, [from, to]) => sum + (Date.parse(to) - Date.parse(from)) / 1000, 0)
      expect(worked).toBe(counted ? seconds : 0)
    }
  })

  it('tells people in local times of the calendar who did what, and how it adds up', async () => {
    const { out } = await cli('explain', ticket, '--cycle', '1')
    expect(out).toMatch(/^TKT0000042, resolve, cycle 1: missed\.$/m)
    expect(out).toContain('Mon 2025-03-03 10:00 +01:00 to Mon 2025-03-03 12:00 +01:00: paused: AwaitingCaller')
    expect(out).toContain('by incident-runs-service-level-clocks')
    expect(out).toContain('Priority raised from 3 to 2.')
    expect(out).toMatch(/^Sum 5 h of 4 h, 1 h over\.$/m)
  })

  it('shows the last cycle as of now where it still runs, and as of any time before', async () => {
    const now = (await cli('explain', ticket, '--json')).json()
    expect(now).toMatchObject({ cycle: 2, stoppedAt: null, asOf: '2025-06-01T12:00:00.000Z', verdict: 'missed' })
    const before = (await cli('explain', ticket, '--as-of', '2025-03-05T09:00Z', '--json')).json()
    expect(before).toMatchObject({ cycle: 2, verdict: 'running', elapsedSeconds: 3600 })
    const first = (await cli('explain', ticket, '--as-of', '2025-03-03T10:00Z', '--json')).json()
    expect(first).toMatchObject({ cycle: 1, elapsedSeconds: 3600, targetSeconds: 28_800, stoppedAt: null })
  })

  it('cuts long lists of intervals short, unless all are wanted', async () => {
    const intervals = (out: string) => out.split('\n').filter((line) => line.startsWith('  '))
    const short = intervals((await cli('explain', ticket)).out)
    expect(short).toHaveLength(11)
    const all = intervals((await cli('explain', ticket, '--all')).out)
    expect(all.slice(0, 5)).toEqual(short.slice(0, 5))
    expect(all.slice(-5)).toEqual(short.slice(-5))
    expect(short[5]).toContain(`… ${all.length - 10} more`)
  })

  it.each([
    [['--as-of', '2025-03-01'], 2, 'had not begun'],
    [['--cycle', '3'], 2, 'had not begun cycle 3'],
    [['--cycle', '0'], 2, 'is no cycle'],
    [['--target', 'sing'], 2, "'sing' is invalid"],
    [['--period', '2025-03'], 2, '--period: this cannot be said of a ticket'],
    [['--target', 'respond'], 1, `${ticket} has no clock for respond; it has ${ticket}.resolve`],
  ])('with %j says why there is no account', async (typed, code, said) => {
    const answered = await cli('explain', ticket, ...typed)
    expect([answered.code, answered.out]).toEqual([code, ''])
    expect(answered.err).toContain(said)
  })

  it('knows that there is no such ticket', async () => {
    const { code, err } = await cli('explain', 'INC0000099')
    expect([code, err]).toEqual([1, expect.stringContaining('There is no incident INC0000099')])
  })
})

describe('a ticket without a clock', () => {
  it('has none where nothing is promised at all', async () => {
    const { code, err } = await cli('explain', 'INC0000001')
    expect(code).toBe(1)
    expect(err).toContain('INC0000001 has no clock for resolve.\nNo service level agreement has a target to resolve.')
  })

  it('learns which agreements do not fit it, and by which criterion', async () => {
    const { commands } = agreementExamples
    await ask(businessCalendarExamples.commands.DefineCalendar)
    await ask(commands.DraftAgreement)
    await ask(commands.ProposeTerms)
    await ask(commands.AcceptTerms)
    await ask(commands.BringIntoForce)
    expect((await raise('INC0000002')).code).toBe(0)
    const { err, code } = await cli('explain', 'INC0000002')
    expect(code).toBe(1)
    expect(err).toContain('No target of an agreement fits it:')
    expect(err).toContain(
      'mail-gold version 1 (/targets/1, customer acme, kind incident): it is for customer acme, the ticket has none.',
    )
    expect(err).toContain('it is for priority 1, the ticket has 3')
    const { error } = JSON.parse((await cli('explain', 'INC0000002', '--json')).err) as { error: object }
    expect(error).toMatchObject({ type: 'NoClock', match: { type: 'NoMatch' }, asked: { priority: 3, customer: null } })
  })

  it('learns that nothing was in force yet', async () => {
    const typed = ['incident', 'raise', 'INC0000003', '--summary', 'Old', '--impact', '2', '--urgency', '2']
    expect((await cli(...typed, '--at', '2024-01-01T08:00Z')).code).toBe(0)
    expect((await cli('explain', 'INC0000003')).err).toContain('not in force at 2024-01-01 08:00:00 UTC')
  })
})

describe('explain of a metric', () => {
  it('refuses what is said of tickets alone', async () => {
    const { code, err } = await cli('explain', 'volume', '--cycle', '1')
    expect(code).toBe(2)
    expect(err).toContain('--cycle: this is said of a ticket, and volume is a metric')
  })
})
