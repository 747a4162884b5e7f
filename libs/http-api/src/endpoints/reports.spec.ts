import { openDesk, type Desk } from '../api.spec.kit.ts'
import { faultsIn } from './as-documented.spec.kit.ts'
import { examplesBefore } from './reaching.spec.kit.ts'
import { fileTicket, fillDesk, peopleOf, type People } from './reports/filled.spec.kit.ts'

let desk: Desk
let people: People
beforeAll(async () => {
  desk = await openDesk()
  await fillDesk(desk)
  people = await peopleOf(desk)
})
afterAll(() => desk.close())

const at = '2025-03-03T10:00:00Z'
const looks = [
  '/v1/reports/incidents?by=priority',
  '/v1/reports/incidents?from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z&by=month&time-zone=Europe/Vienna',
  '/v1/reports/metrics',
  '/v1/reports/metrics/volume?period=2025&by=priority&value=null',
  '/v1/reports/metrics/reopened',
  '/v1/reports/metrics/finalState?value=InProgress',
  `/v1/reports/queue?at=${at}&limit=1`,
  `/v1/backlog?at=${at}`,
  `/v1/backlog?at=${at}&known-at=2035-01-01T00:00:00Z`,
  `/v1/backlog?at=${at}&known-at=2015-01-01T00:00:00Z`,
  '/v1/service-levels/board?team=null',
  '/v1/service-levels/board?due-before=2035-01-01T00:00:00Z',
  '/v1/service-levels/compliance?by=team',
  '/v1/service-levels/compliance?by=agreement&period=month&target=resolve',
  '/v1/service-levels/results?by=agreement&value=mail-gold&outcome=breached',
  '/v1/service-levels/external-verdicts',
  '/v1/service-levels/penalties?of=2025-03',
  '/v1/service-levels/penalties?of=2025-Q1&agreement=mail-gold',
  `/v1/service-levels/gaps?at=${at}`,
] as const
const standing = '/v1/service-levels/status/INC0000001?as-of=2025-03-05T00:00:00Z'
const explanation = '/v1/service-levels/explanations/INC0000001?as-of=2025-03-05T00:00:00Z'

const told = async (path: string, asker = people.agent): Promise<unknown> => {
  const answer = await asker.get(path)
  expect([path, answer.statusCode, answer.json<{ readonly detail?: string }>().detail]).toStrictEqual([
    path,
    200,
    undefined,
  ])
  expect(faultsIn(desk.api.endpoints, path, answer.json())).toStrictEqual([])
  return answer.json()
}

/** As of now, which goes on. */
const timeless = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body, (name, value: unknown) => (name === 'asOf' || name === 'now' ? null : value)))

describe('a report', () => {
  it('counts what happened', async () => {
    expect(await told('/v1/reports/incidents')).toMatchObject({ incidents: 2, reopened: { incidents: 2, times: 2 } })
    expect(await told(`/v1/backlog?at=${at}`)).toMatchObject({
      at: '2025-03-03T10:00:00.000Z',
      open: expect.any(Number) as number,
    })
    expect(await told('/v1/service-levels/compliance')).toMatchObject({ results: 1, breached: 1, complianceRate: 0 })
    expect(await told('/v1/service-levels/results')).toMatchObject({
      results: [{ ticket: 'INC0000001', outcome: 'breached' }],
    })
    expect(await told('/v1/service-levels/board')).toMatchObject({
      rows: [{ ticket: 'INC0000002', target: 'respond' }],
      next: null,
    })
    expect(await told('/v1/service-levels/penalties?of=2025-03')).toMatchObject({
      of: '2025-03',
      from: '2025-03-01T00:00:00.000Z',
      until: '2025-04-01T00:00:00.000Z',
      agreements: [{ agreement: 'mail-gold', breaches: 1 }],
    })
  })

  it('leads from a figure to the tickets and events behind it', async () => {
    const { count, parts } = (await told('/v1/reports/metrics/reopened')) as {
      readonly count: number
      readonly parts: readonly { readonly incidentId: string; readonly eventIds: readonly string[] }[]
    }
    expect([count, parts.map(({ incidentId }) => incidentId)]).toStrictEqual([2, ['INC0000001', 'INC0000002']])
    const { events } = (await people.agent.get('/v1/incidents/INC0000001/events')).json<{
      readonly events: readonly { readonly eventId: string; readonly type: string }[]
    }>()
    const reopened = events.filter(({ type }) => type === 'IncidentReopened').map(({ eventId }) => eventId)
    expect(parts[0]?.eventIds).toStrictEqual(expect.arrayContaining(reopened))
  })

  it('explains a clock second by second', async () => {
    const { elapsedSeconds, segments } = (await told(explanation)) as {
      readonly elapsedSeconds: number
      readonly segments: readonly { readonly seconds: number }[]
    }
    expect(segments.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(elapsedSeconds)
    expect(await told(`${explanation}&cycle=1`)).toMatchObject({ ticket: 'INC0000001', cycle: 1, verdict: 'missed' })
  })

  it('says how the clocks of a ticket stand, as of now or another time', async () => {
    expect(await told(standing)).toMatchObject({
      asOf: '2025-03-05T00:00:00.000Z',
      ticket: 'INC0000001',
      clocks: [{ clockId: 'INC0000001.resolve', status: 'Stopped', verdict: 'missed', agreement: { id: 'mail-gold' } }],
    })
    expect(await told('/v1/service-levels/status/INC0000002')).toMatchObject({
      clocks: [{ target: 'respond', status: 'Running', verdict: 'running', stoppedAt: null }],
    })
  })

  it('says of a ticket without clocks that it has none, and why', async () => {
    const own = await openDesk()
    const agent = await own.as('agent')
    await agent.post('/v1/incidents', { summary: 'Nothing is promised', impact: 3, urgency: 3 })
    const stands = await agent.get('/v1/service-levels/status/INC0000001')
    expect([stands.statusCode, stands.json()]).toMatchObject([200, { ticket: 'INC0000001', clocks: [] }])
    const why = await agent.get('/v1/service-levels/explanations/INC0000001')
    expect([why.statusCode, why.json()]).toMatchObject([
      404,
      {
        detail: expect.stringMatching(/it has no clock at all\.\nNo service level agreement has a target/) as string,
        clocks: [],
        match: { type: 'NoMatch' },
      },
    ])
    await own.close()
  })

  it('names promises that nothing bears, in words too', async () => {
    const own = await openDesk()
    const agent = await own.as('agent')
    for (const command of examplesBefore('StartReview')) await own.opened.ledger.askJson(command)
    const gaps = await agent.get('/v1/service-levels/gaps?at=2025-06-01T00:00:00Z')
    expect(faultsIn(own.api.endpoints, '/v1/service-levels/gaps', gaps.json())).toStrictEqual([])
    expect(gaps.json()).toMatchObject({ agreements: [{ agreementId: 'mail-gold', gaps: [{ type: 'NotInForce' }] }] })
    const table = await agent.get('/v1/service-levels/gaps?agreement=mail-gold&at=2025-06-01T00:00:00Z', {
      headers: { accept: 'text/csv' },
    })
    expect(table.body).toMatch(/^agreement,version,type,words\r\nmail-gold,1,NotInForce,"?.* is not in force/)
    await own.close()
  })

  it('holds nothing of a ticket that is hidden, for whom it is hidden', async () => {
    const before = await Promise.all(looks.map(async (path) => timeless(await told(path))))
    await fileTicket(desk, { id: 'INC0000003', confidentialTo: ['hr'] })
    await fileTicket(desk, { id: 'INC0000004', confidentialTo: ['hr'], target: 'respond' })
    for (const [index, path] of looks.entries()) expect(timeless(await told(path))).toStrictEqual(before[index])
    expect(await told('/v1/reports/incidents', people.insider)).toMatchObject({ incidents: 4 })
    expect(await told('/v1/service-levels/compliance', people.insider)).toMatchObject({ results: 2 })
    const seen = await Promise.all(looks.map((path) => told(path, people.insider)))
    expect(
      seen.filter((body, index) => JSON.stringify(timeless(body)) !== JSON.stringify(before[index])).length,
    ).toBeGreaterThan(10)
  })

  it('tells of a hidden ticket as of one that is not there', async () => {
    const [hidden, missing] = await Promise.all(
      ['INC0000003', 'INC0000999'].map((id) => people.agent.get(`/v1/service-levels/explanations/${id}`)),
    )
    expect([hidden?.statusCode, missing?.statusCode]).toStrictEqual([404, 404])
    const words = (body: { readonly title: string; readonly detail: string } | undefined) => [body?.title, body?.detail]
    expect(words(hidden?.json())).toStrictEqual(words(missing?.json()))
    expect(await told('/v1/service-levels/explanations/INC0000003', people.insider)).toMatchObject({
      ticket: 'INC0000003',
    })
  })

  it('tells of the clocks of a hidden ticket as of those of one that is not there', async () => {
    const [hidden, missing] = await Promise.all(
      ['INC0000003', 'INC0000999'].map((id) => people.agent.get(`/v1/service-levels/status/${id}`)),
    )
    const words = (answer: typeof hidden) => ({ ...answer?.json<object>(), instance: null })
    expect([hidden?.statusCode, words(hidden)]).toStrictEqual([404, words(missing)])
    expect(await told('/v1/service-levels/status/INC0000003', people.insider)).toMatchObject({
      clocks: [{ clockId: 'INC0000003.resolve' }],
    })
  })

  it.each([...looks, standing, explanation])('is no business of requesters: %s', async (path) => {
    const answer = await people.requester.get(path)
    expect([answer.statusCode, answer.json<{ readonly title: string }>().title]).toStrictEqual([403, 'Not permitted'])
  })

  const tables = [...looks, standing, explanation].filter((path) => !path.includes('external-verdicts'))
  it.each(tables)('is a table where a table is asked for: %s', async (path) => {
    const answer = await people.agent.get(path, { headers: { accept: 'text/csv' } })
    expect([answer.statusCode, answer.headers['content-type']]).toStrictEqual([200, 'text/csv; charset=utf-8'])
    const [head = ''] = answer.body.split('\r\n')
    expect(answer.body).toMatch(/\r\n$/)
    expect(head).not.toContain('{')
  })

  it('goes on behind a page', async () => {
    const all = (await told(`/v1/reports/queue?at=2025-03-10T00:00:00Z`)) as { readonly rows: readonly object[] }
    expect(all.rows).toHaveLength(2)
    const first = await people.agent.get('/v1/reports/queue?at=2025-03-10T00:00:00Z&limit=1', {
      headers: { accept: 'text/csv' },
    })
    const next = String(first.headers['deskledger-next'])
    expect(
      await told(`/v1/reports/queue?at=2025-03-10T00:00:00Z&limit=1&after=${encodeURIComponent(next)}`),
    ).toStrictEqual({
      rows: all.rows.slice(1),
      next: null,
    })
  })

  it.each([
    ['/v1/backlog', 400, '?at'],
    ['/v1/reports/queue', 400, '?at'],
    ['/v1/reports/incidents?from=2025-02-01T00:00:00Z&to=2025-01-01T00:00:00Z', 400, '?to'],
    ['/v1/reports/incidents?by=colour', 400, '?by'],
    ['/v1/reports/metrics/volume?by=priority&value=high', 400, '?value'],
    ['/v1/service-levels/results?by=team', 400, '?value'],
    ['/v1/service-levels/results?value=Messaging', 400, '?by'],
    ['/v1/service-levels/board?limit=0', 400, '?limit'],
  ])('says where %s is wrong', async (path, status, pointer) => {
    const answer = await people.agent.get(path)
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ mistakes: [{ pointer }] })
  })

  it.each([
    ['/v1/reports/incidents?time-zone=Mars/Olympus', 400, 'There is no time zone'],
    ['/v1/reports/metrics/beauty', 400, 'There is no metric'],
    ['/v1/reports/metrics/finalState', 400, 'Say which value'],
    ['/v1/service-levels/penalties?of=March', 400, 'is no period'],
    ['/v1/service-levels/penalties?of=2025-03&period=week', 400, 'is a month'],
    ['/v1/service-levels/penalties?agreement=none', 404, 'no agreement none'],
    ['/v1/service-levels/gaps?agreement=mail-gold', 404, 'no agreement mail-gold that is, was or will be in force'],
    ['/v1/service-levels/status/INC0000999', 404, 'nothing of this name'],
    ['/v1/service-levels/explanations/INC0000001?target=fulfil', 404, 'has no clock for fulfil'],
    ['/v1/service-levels/explanations/INC0000001?cycle=7', 404, 'had not begun'],
  ])('says what is wrong with %s', async (path, status, words) => {
    const answer = await people.agent.get(path)
    expect([answer.statusCode, answer.json<{ readonly detail: string }>().detail]).toStrictEqual([
      status,
      expect.stringContaining(words),
    ])
  })
})
