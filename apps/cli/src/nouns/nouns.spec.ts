import { businessCalendarExamples } from '@deskledger/practices/business-calendar'
import { agreementExamples } from '@deskledger/practices/agreement'
import { openDesk } from '../service-levels/desk.spec.kit.ts'
import { called } from '../testing/captured.ts'
import { askIn, clockCommand } from '../testing/clocks.ts'
import { join } from 'node:path'

const desk = openDesk()
const { cli, done, write, folder } = desk
const ask = (command: object) => askIn(join(folder, 'ledger'), command)

const HOLIDAYS = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:New Year
DTSTART;VALUE=DATE:20250101
RRULE:FREQ=YEARLY
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Meeting
DTSTART:20250102T090000Z
END:VEVENT
END:VCALENDAR
`

beforeAll(async () => {
  const { commands } = agreementExamples
  await ask(businessCalendarExamples.commands.DefineCalendar)
  await ask(commands.DraftAgreement)
  await ask(commands.ProposeTerms)
  await done('agreement', 'accept', 'mail-gold', '--side', 'customer', '--version', '1', '--signed-by', 'carol')
  await ask({ ...commands.BringIntoForce, until: null })
  await ask(clockCommand('StartClock', { ticket: 'TKT1' }))
  await ask(clockCommand('PauseClock', { ticket: 'TKT1' }))
}, 120_000)
afterAll(desk.close)

describe('agreement', () => {
  it('is shown with what is promised, in words', async () => {
    const { out } = await cli('agreement', 'show', 'mail-gold')
    expect(out).toMatch(/^Status +InForce$/m)
    expect(out).toMatch(/^In force +version 1, from 2025-04-01 00:00:00 UTC without end$/m)
    expect(out).toMatch(/^resolve +customer acme, priority 1, kind incident +4 h +berlin-office +50 %, 80 %$/m)
    expect(out).toContain('at 80 % of resolve to group network, telling ada')
    expect(out).toContain('Late resolution: penalty of 100.00 EUR per breach, breaches of resolve beyond 2 in a month')
    expect((await cli('agreement', 'show', 'mail-gold', '--json')).json()).toMatchObject({ agreementId: 'mail-gold' })
  })

  it('tells its history, and its events as they are stored', async () => {
    const { out } = await cli('agreement', 'history', 'mail-gold')
    expect(out).toContain('mail-gold, 4 entries')
    expect(out).toContain('ann accepted version 1 for the customer; carol signed; now both sides have')
    const stored = await cli('agreement', 'history', 'mail-gold', '--stored', '--json')
    expect(stored.json()).toMatchObject({
      agreementId: 'mail-gold',
      events: [{ type: 'AgreementDrafted' }, {}, {}, {}],
    })
  })

  it('does not tie with others in force: they are looked up', async () => {
    const { commands } = agreementExamples
    await ask({ ...commands.DraftAgreement, agreementId: 'mail-two' })
    await ask({ ...commands.ProposeTerms, agreementId: 'mail-two' })
    await ask({ ...commands.AcceptTerms, agreementId: 'mail-two' })
    const { code, err } = await cli('agreement', 'bring-into-force', 'mail-two', '--from', '2025-05-01')
    expect([code, err]).toEqual([1, expect.stringContaining('would say what others in force say for the same tickets')])
  })

  it('takes nested values from files, and says what is wrong with them', async () => {
    const { terms } = agreementExamples.commands.ProposeTerms
    await done('agreement', 'draft', 'print', '--kind', 'OLA', '--name', 'Print')
    const good = write('terms.json', JSON.stringify(terms))
    const propose = (value: string) => cli('agreement', 'propose', 'print', '--side', 'provider', '--terms', value)
    expect((await propose(`@${good}`)).out).toContain('TermsProposed')
    const broken = await propose(`@${write('broken.json', '{')}`)
    expect([broken.code, broken.err]).toEqual([2, expect.stringContaining('broken.json is no JSON')])
    const missing = await propose('@none.json')
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('none.json cannot be read')])
    const wrong = await propose('{"targets":[{"target":"sing"}]}')
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--terms at /targets/0/')])
  })
})

describe('business-calendar', () => {
  it('is shown with week and holidays', async () => {
    const { out } = await cli('business-calendar', 'show', 'berlin-office')
    expect(out).toMatch(/^Version +1, since 2025-03-01 09:30:00 UTC by ada$/m)
    expect(out).toContain('  mon  09:00-17:00')
    expect(out).toContain('  sun  closed')
    expect(out).toContain('  2025-12-25  Christmas Day')
  })

  it('shows its next openings in local times', async () => {
    const typed = ['business-calendar', 'openings', 'berlin-office', '--from', '2025-03-28T15:00Z', '--limit', '2']
    expect((await cli(...typed, '--json')).json()).toMatchObject({
      timeZone: 'Europe/Berlin',
      openings: [
        { date: '2025-03-28', from: '16:00', to: '17:00', seconds: 3600 },
        { date: '2025-03-31', weekday: 'mon', from: '09:00', opens: '2025-03-31T07:00:00.000Z' },
      ],
    })
    expect((await cli(...typed)).out).toMatch(/^2025-03-31 +mon +09:00 +17:00 +8 h +2025-03-31 07:00:00/m)
  })

  it('takes holidays from an iCalendar file, once', async () => {
    const file = write('holidays.ics', HOLIDAYS)
    const take = (...more: string[]) =>
      cli('business-calendar', 'import-holidays', 'berlin-office', file, '--from', '2025', '--to', '2027', ...more)
    const dry = await take('--dry-run')
    expect(dry.out).toContain('Would add 3 holidays to berlin-office. 1 event with times of day left out.')
    expect((await take('--json')).json()).toMatchObject({
      added: [{ date: '2025-01-01', name: 'New Year' }, { date: '2026-01-01' }, { date: '2027-01-01' }],
      timedEvents: 1,
    })
    expect((await take()).out).toContain('Nothing to add to berlin-office (3 others are there already).')
    const { out } = await cli('business-calendar', 'history', 'berlin-office')
    expect(out).toContain(
      'ann added holidays: 2025-01-01 New Year, 2026-01-01 New Year, 2027-01-01 New Year; version 2',
    )
  })

  it.each([
    [['berlin-office', 'no.ics', '--from', '2025', '--to', '2025'], 2, 'cannot be read from no.ics'],
    [['berlin-office', 'x.ics', '--from', '2025'], 2, 'Say up to which year'],
    [['berlin-office', '-', '--from', '2025', '--to', '2025'], 2, '-:1: This is no iCalendar file'],
    [['berlin-office', '-', '--from', '2025', '--to', '2024'], 2, 'are no days'],
  ])('import-holidays with %j is refused in a sentence', async (typed, code, said) => {
    const ledger = join(folder, 'ledger')
    const asked = ['business-calendar', 'import-holidays', ...typed, '--ledger', ledger]
    const { code: ended, err } = await called(asked, { stdin: 'Hello' })
    expect([ended, err]).toEqual([code, expect.stringContaining(said)])
  })
})

describe('service-level-clock', () => {
  it('is shown as of now, and tells its history', async () => {
    const { out } = await cli('service-level-clock', 'show', 'TKT1.resolve')
    expect(out).toMatch(/^Status +Paused; running$/m)
    expect(out).toMatch(/^Used +1 h, 12 %$/m)
    expect(out).toMatch(/^Paused since +2025-03-03 09:00:00 UTC$/m)
    expect((await cli('service-level-clock', 'history', 'TKT1.resolve')).out).toContain(
      'paused it: AwaitingCaller; 1 h used',
    )
  })
})

describe('any stream', () => {
  it('is shown as it is stored, by its whole name', async () => {
    const { json } = await cli('history', 'service-level-clock-TKT1.resolve', '--stored', '--json')
    expect(json()).toMatchObject({ stream: 'service-level-clock-TKT1.resolve', events: [{ type: 'ClockStarted' }, {}] })
    expect((await cli('history', 'agreement-mail-gold', '--stored')).out).toContain('AgreementDrafted')
    const none = await cli('history', 'agreement-nope', '--stored')
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('There is no stream agreement-nope')])
  })
})

describe.each([
  ['agreement', 'There is no agreement nope'],
  ['business-calendar', 'There is no business calendar nope'],
  ['service-level-clock', 'There is no service level clock nope'],
])('%s', (noun, said) => {
  it.each([['show'], ['history']])('%s of one that is not there is a sentence', async (verb) => {
    const { code, out, err } = await cli(noun, verb, 'nope')
    expect([code, out, err]).toEqual([1, '', expect.stringContaining(said)])
  })
})

describe('list', () => {
  it.each([
    ['agreements', /^agreementId +name +kind/],
    ['agreement-versions', /^agreementId +version/],
    ['agreements-in-force', /^agreementId +version +kind/],
    ['business-calendars', /^calendarId +name +timeZone/],
    ['business-calendar-versions', /^calendarId +version/],
    ['service-level-status', /^ticket +target +cycle +status/],
    ['service-level-facts', /^clockId +ticket/],
    ['service-level-board', /^No rows/],
    ['service-level-timers', /^No rows/],
    ['service-level-entries', /^No rows/],
  ])('shows %s with the columns that matter', async (name, head) => {
    const { code, err, out } = await cli('list', name)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(head)
  })
})
