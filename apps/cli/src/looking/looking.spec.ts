import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { called } from '../testing/captured.ts'

const folder = mkdtempSync(join(tmpdir(), 'deskledger-looking-'))
const ledger = join(folder, 'ledger')
const cli = (...typed: string[]) => called([...typed, '--ledger', ledger])
const incident = async (at: string, ...typed: string[]) => {
  const { code, err } = await cli('incident', ...typed, '--at', `2025-03-${at}`)
  expect([code, err]).toEqual([0, ''])
}

beforeAll(async () => {
  await incident('01T09:00Z', 'raise', 'INC0000001', '--summary', 'Mail is down', '--impact', '1', '--urgency', '1')
  await incident('02T09:00Z', 'raise', 'INC0000002', '--summary', 'Mouse is lost', '--impact', '3', '--urgency', '3')
  await incident('03T09:00Z', 'assign', 'INC0000001', '--group', '4711')
  await incident('03T10:00Z', 'start', 'INC0000001')
  await incident('03T11:00Z', 'note', 'INC0000001', '--visibility', 'internal', '--text', 'Disk\nis full')
  await incident('04T09:00Z', 'resolve', 'INC0000001', '--code', 'Solved', '--text', 'Restarted')
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('list', () => {
  it('shows rows in words, and as JSON with the cursor of the next page', async () => {
    const { out } = await cli('list', 'incident-queue')
    expect(out).toContain('INC0000002  Mouse is lost')
    expect(out).not.toContain('INC0000001')
    const page = await cli('list', 'incident-details', '--limit', '1', '--sort', '-reportedAt', '--json')
    const { rows, next } = page.json() as { rows: object[]; next: string }
    expect(rows).toMatchObject([{ incidentId: 'INC0000002' }])
    const rest = await cli(
      'list',
      'incident-details',
      '--limit',
      '1',
      '--sort',
      '-reportedAt',
      '--after',
      next,
      '--json',
    )
    expect(rest.json()).toMatchObject({ rows: [{ incidentId: 'INC0000001' }], next: null })
  })

  it.each([
    ['priority=1', ['INC0000001']],
    ['priority>=2', ['INC0000002']],
    ['group=4711', ['INC0000001']],
    ['group=null', ['INC0000002']],
    ['summary^=Mail', ['INC0000001']],
    ['raised.by=ann', ['INC0000001', 'INC0000002']],
    ['status=Closed', ['INC0000001']],
    ['status=Cancelled', []],
  ])('takes %s as people mean it: numbers where numbers stand, texts where texts do', async (where, ids) => {
    const { rows } = (await cli('list', 'incident-details', '--where', where, '--json')).json() as {
      rows: { incidentId: string }[]
    }
    expect(rows.map(({ incidentId }) => incidentId)).toEqual(ids)
  })

  it('shows the queue as of any time', async () => {
    const asOf = async (at: string) =>
      (
        (await cli('list', 'incident-queue', '--as-of', at, '--json')).json() as {
          rows: { incidentId: string; status: string }[]
        }
      ).rows
    expect(await asOf('2025-02-28')).toEqual([])
    expect(await asOf('2025-03-03T09:30Z')).toMatchObject([
      { incidentId: 'INC0000001', status: 'Assigned' },
      { incidentId: 'INC0000002', status: 'New' },
    ])
    expect(await asOf('2025-03-05')).toMatchObject([{ incidentId: 'INC0000002' }])
  })

  it.each([
    [['list', 'nope'], 'There is no read model nope'],
    [['list', 'incident-queue', '--sort', 'nope'], 'incident-queue has no field nope'],
    [['list', 'incident-queue', '--where', 'nope=1'], 'incident-queue has no field nope'],
    [['list', 'incident-queue', '--where', 'priority'], 'no demand on a field'],
    [['list', 'incident-queue', '--limit', '0'], 'no number of rows'],
    [['list', 'incident-queue', '--after', 'xx'], 'cursor'],
    [['list', 'incident-details', '--as-of', '2025-03-01'], 'only incident-queue'],
    [['list'], "Missing required argument 'read-model'"],
    [['list', 'incident-queue', '--nope'], "Unknown option '--nope'"],
  ])('%j is used wrongly', async (typed, said) => {
    const { code, out, err } = await cli(...typed)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(said)
  })
})

describe('show, history and diff', () => {
  it('show a ticket now and as it was', async () => {
    expect((await cli('show', 'INC0000001')).out).toMatch(/^Status +Closed$/m)
    expect((await cli('show', 'INC0000001', '--as-of', '2025-03-05')).out).toMatch(/^Status +Resolved$/m)
    const past = await cli('show', 'INC0000001', '--as-of', '2025-03-03T10:30+01:00', '--json')
    expect(past.json()).toMatchObject({ status: 'Assigned', group: '4711', revision: 1 })
    expect((await cli('show', 'INC0000001', '--known-at', '2025-03-01')).code).toBe(1)
  })

  it('tell what happened, in words and as events', async () => {
    const { out } = await cli('history', 'INC0000001')
    expect(out).toContain('ann raised it: Mail is down')
    expect(out).toContain('      is full')
    const events = (await cli('history', 'INC0000001', '--events', '--json')).json()
    expect(events).toMatchObject({
      events: [
        { type: 'IncidentRaised', revision: 0 },
        { type: 'IncidentAssigned' },
        {},
        {},
        {},
        { type: 'IncidentResolved' },
        { type: 'IncidentClosed', data: { at: '2025-03-09T09:00:00.000Z', by: 'incident-closing-timer' } },
      ],
    })
    expect((await cli('history', 'INC0000001', '--stored')).out).toContain('IncidentResolved')
  })

  it('name the fields that changed, and no others', async () => {
    const diff = (from: string, to: string) => cli('diff', 'INC0000001', '--from', from, '--to', to, '--json')
    const { changes } = (await diff('2025-03-02', '2025-03-03T09:30Z')).json() as { changes: { field: string }[] }
    expect(changes.map(({ field }) => field)).toEqual(expect.arrayContaining(['status', 'group']))
    expect(changes.map(({ field }) => field)).not.toContain('summary')
    expect((await diff('2025-03-05', '2025-03-06')).json()).toMatchObject({ changes: [] })
    expect((await diff('2025-03-06', '2025-03-05')).code).toBe(2)
    expect((await cli('diff', 'INC0000001', '--from', '2025-03-06')).code).toBe(2)
  })

  it.each([['show'], ['history'], ['diff']])('%s refuses an incident that is not there', async (command) => {
    const more = command === 'diff' ? ['--from', '2025-01-01', '--to', '2025-01-02'] : []
    const { code, out, err } = await cli(command, 'INC0000099', ...more)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('There is no incident INC0000099')
  })
})

describe('report, backlog, explain and metrics', () => {
  it('count', async () => {
    const report = (await cli('report', 'incidents', '--json')).json()
    expect(report).toMatchObject({
      incidents: 2,
      volumeByMonth: { '2025-03': 2 },
      timeToResolve: { count: 1, sumSeconds: 259_200, meanSeconds: 259_200 },
      timeToClose: { count: 1, sumSeconds: 691_200, meanSeconds: 691_200 },
      slaVerdict: null,
    })
    expect((await cli('report', 'incidents', '--by', 'day')).out).toContain('2025-03-02')
    const day = await cli('report', 'incidents', '--from', '2025-03-02', '--to', '2025-03-03', '--json')
    expect(day.json()).toMatchObject({ incidents: 1 })
    expect((await cli('backlog', '--at', '2025-03-03', '--json')).json()).toEqual({
      at: '2025-03-03T00:00:00.000Z',
      open: 2,
      ages: { '0-1': 1, '1-3': 1, '3-7': 0, '7-30': 0, '30+': 0 },
    })
    expect((await cli('backlog', '--at', '2025-03-03', '--known-at', '2025-03-03', '--json')).json()).toMatchObject({
      open: 0,
    })
    const explained = (await cli('explain', 'timeToResolve', '--period', '2025-03', '--json')).json()
    expect(explained).toMatchObject({ count: 1, sum: 259_200, parts: [{ incidentId: 'INC0000001', amount: 259_200 }] })
    expect((await cli('metrics')).out).toContain('timeToResolve')
  })

  it.each([
    [['explain', 'nope'], 'There is no metric "nope"'],
    [['explain', 'volume', '--period', '2016-99'], 'is no period'],
    [['report', 'problems'], "'problems' is invalid"],
    [['report', 'incidents', '--by', 'hour'], "'hour' is invalid"],
    [['report', 'incidents', '--time-zone', 'Mars/Base'], 'no time zone'],
    [['report', 'incidents', '--from', '2025-03-02', '--to', '2025-03-02'], '--to is not after --from'],
    [['backlog'], 'Say when, with --at'],
    [['backlog', '--at', 'soon'], 'is no point in time'],
  ])('%j is used wrongly', async (typed, said) => {
    const { code, out, err } = await cli(...typed)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(said)
  })
})

describe('colours and tables', () => {
  it('come to a terminal, and not where NO_COLOR is set', async () => {
    const typed = ['list', 'incident-queue', '--ledger', ledger]
    expect((await called(typed, { terminal: true })).out).toContain('\u001b[')
    expect((await called(typed, { terminal: true, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b[')
    expect((await called(typed)).out).not.toContain('\u001b[')
    expect((await called(typed, { env: { FORCE_COLOR: '1' } })).out).toContain('\u001b[')
  })
})
