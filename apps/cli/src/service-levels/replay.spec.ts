import { fillDesk, files, fillTickets, openDesk } from './desk.spec.kit.ts'

const desk = openDesk()
const { json, ask, jsonOf, write } = desk

beforeAll(() => fillDesk(desk), 240_000)
afterAll(desk.close)

describe('service-levels replay', () => {
  const platinum = () => write('platinum.yaml', files.platinum)

  it('shows which past tickets come out otherwise, and writes nothing', async () => {
    await jsonOf('board') // what flows and timers had to do is done
    const head = ((await json('status')) as { head: string }).head
    const replay = await jsonOf('replay', '--agreement', platinum())
    expect(replay).toMatchObject({
      tickets: 4,
      clocks: 6,
      recorded: { met: 3, missed: 2, running: 1, none: 0 },
      other: { met: 2, missed: 0, running: 1, none: 3 },
      differing: 4,
      notReplayed: 0,
    })
    const { out } = await ask('replay', '--agreement', platinum())
    expect(out).toMatch(/^INC0000001 +resolve +1 +missed, 1 h over +met +2025-04-08 11:00:00 +2025-04-08 13:00:00$/m)
    expect(out).toMatch(/^INC0000002 +respond +1 +met +nothing promised/m)
    expect(((await json('status')) as { head: string }).head).toBe(head)
  })

  it('takes other hours from a file, and keeps to a time and a number of rows', async () => {
    const calendar = write('later.yaml', files.calendar.replace("tue: ['09:00", "tue: ['10:00"))
    const same = write('same.yaml', files.platinum.replace('10h', '8h'))
    const typed = ['--agreement', same, '--calendar', calendar, '--to', '2025-05-01', '--limit', '1']
    const replay = await jsonOf('replay', ...typed)
    expect(replay).toMatchObject({
      tickets: 2,
      clocks: 4,
      differing: 3,
      rows: [{ ticket: 'INC0000001', recorded: { elapsedSeconds: 32_400 }, other: { elapsedSeconds: 28_800 } }],
      other: { met: 2, none: 2 },
    })
    expect((await ask('replay', ...typed)).out).toContain('and 2 more: --limit shows them')
    expect((await ask('replay', '--agreement', platinum(), '--from', '2025-07-01')).out).toContain('nothing to replay')
  })

  it('tells all that is wrong with a file, with its place', async () => {
    const wrong = write('wrong.yaml', files.platinum.replace('10h', 'soon').replace('SLA', 'SLB'))
    const { code, err } = await ask('replay', '--agreement', wrong)
    expect(code).toBe(2)
    expect(err).toContain('2 things are wrong')
    expect(err).toContain('wrong.yaml:3:')
  })

  it('refuses an agreement that no clock goes by, and a calendar that is nowhere', async () => {
    const ola = await ask('replay', '--agreement', write('ola.yaml', files.ola))
    expect([ola.code, ola.err]).toEqual([2, expect.stringContaining('no agreement with a customer')])
    const elsewhere = write('elsewhere.yaml', files.platinum.replace('berlin-office', 'mars-base'))
    const nowhere = await ask('replay', '--agreement', elsewhere)
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('There is no calendar mars-base')])
  })
})

describe('service-levels replay of tickets that nothing was promised for', () => {
  const bare = openDesk()
  const replay = ['replay', '--agreement'] as const

  beforeAll(() => fillTickets(bare), 240_000)
  afterAll(bare.close)

  it('comes to what clocks came to where the same had been agreed, beside none', async () => {
    await bare.jsonOf('board') // what was resolved is closed
    const head = ((await bare.json('status')) as { head: string }).head
    const ofGold = [
      bare.write('gold.yaml', files.gold),
      '--calendar',
      bare.write('calendar.yaml', files.calendar),
    ] as const
    const { recorded } = (await jsonOf('replay', '--agreement', write('gold.yaml', files.gold))) as {
      recorded: { none: number }
    }
    expect(await bare.jsonOf(...replay, ...ofGold)).toMatchObject({
      tickets: 4,
      clocks: 6,
      recorded: { met: 0, missed: 0, running: 0, cancelled: 0, none: 6 },
      other: recorded,
      differing: 6,
      notReplayed: 0,
    })
    const { out } = await bare.ask(...replay, ...ofGold)
    expect(out).toMatch(/^INC0000001 +resolve +1 +none +missed, 1 h over +- +2025-04-08 11:00:00$/m)
    expect(((await bare.json('status')) as { head: string }).head).toBe(head)
  })

  it('says so where the other agreement promises nothing of them either', async () => {
    const elsewhere = bare.write('elsewhere.yaml', files.platinum.replace('acme', 'globex'))
    const { out } = await bare.ask(...replay, elsewhere, '--calendar', bare.write('calendar.yaml', files.calendar))
    expect(out).toContain('4 tickets under the other agreement: 0 clocks')
    expect(out).toContain('None of them had a clock')
  })
})
