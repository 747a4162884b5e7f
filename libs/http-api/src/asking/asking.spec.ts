import { randomUUID } from 'node:crypto'
import { openDesk, type Asker, type Desk } from '../api.spec.kit.ts'
import { aHundredOfOneTicket } from './hundred.spec.kit.ts'

let desk: Desk
let agent: Asker
let next = 0
beforeAll(async () => {
  desk = await openDesk()
  agent = await desk.as('agent')
})
afterAll(() => desk.close())

const mail = { summary: 'Mail is down', impact: 1, urgency: 2 }
const raised = async (): Promise<string> => {
  const id = `TCK${String(++next).padStart(6, '0')}`
  expect((await agent.post(`/v1/incidents/${id}/raise`, mail)).statusCode).toBe(201)
  return `/v1/incidents/${id}`
}
const eventsOf = async (url: string) =>
  (await agent.get(`${url}/events`)).json<{
    readonly events: readonly { readonly metadata: { commandId: string } }[]
  }>().events

describe('an Idempotency-Key', () => {
  it('makes a repeat the same command: one effect, the same answer', async () => {
    const url = await raised()
    const headers = { 'idempotency-key': `"${randomUUID()}"` }
    const once = await agent.post(`${url}/note`, { visibility: 'internal', text: 'Disk is full' }, headers)
    const twice = await agent.post(`${url}/note`, { visibility: 'internal', text: 'Disk is full' }, headers)
    expect(twice.json()).toEqual({ ...once.json<object>(), repeated: true })
    expect(await eventsOf(url)).toHaveLength(2)
  })
  it('gives the same number to the same incident, asked at the same time and after a restart', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const all = await Promise.all(Array.from({ length: 10 }, () => agent.post('/v1/incidents', mail, headers)))
    expect(new Set(all.map((one) => one.json<{ stream: string }>().stream)).size).toBe(1)
    expect(all.map(({ statusCode }) => statusCode)).toContain(201)
  })
  it('that is no UUID is refused with a sentence', async () => {
    const answer = await agent.post('/v1/incidents', mail, { 'idempotency-key': 'again' })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ])
    expect(answer.json()).toMatchObject({ mistakes: [{ pointer: 'Idempotency-Key' }] })
  })
})

describe('If-Match', () => {
  it('lets a command through at the revision it names, and at no other', async () => {
    const url = await raised()
    const assign = (etag: string) => agent.post(`${url}/assign`, { assignee: 'grace' }, { 'if-match': etag })
    expect((await assign('"1"')).statusCode).toBe(412)
    expect((await assign('"0"')).headers['etag']).toBe('"1"')
    expect((await agent.post(`${url}/unassign`, {}, { 'if-match': '"0"' })).json()).toMatchObject({
      type: 'https://deskledger.dev/problems/precondition-failed',
      status: 412,
    })
  })
  it('is no hindrance to a repeat', async () => {
    const url = await raised()
    const headers = { 'if-match': '"0"', 'idempotency-key': randomUUID() }
    await agent.post(`${url}/assign`, { assignee: 'grace' }, headers)
    expect((await agent.post(`${url}/assign`, { assignee: 'grace' }, headers)).json()).toMatchObject({ repeated: true })
  })
})

describe('commands', () => {
  it('of one stream are done together, or none is', async () => {
    const incidentId = 'TCK-8000001'
    const list = [
      { type: 'RaiseIncident', incidentId, ...mail },
      { type: 'AssignIncident', incidentId, assignee: 'grace' },
      { type: 'RaiseIncident', incidentId, ...mail },
    ]
    expect((await agent.post('/v1/commands', list)).json()).toMatchObject({ status: 409, index: 2 })
    expect((await agent.get(`/v1/incidents/${incidentId}`)).statusCode).toBe(404)
    const done = await agent.post('/v1/commands', list.slice(0, 2))
    expect(done.json()).toMatchObject({ answers: [{ revision: 0 }, { revision: 1 }] })
  })
  it('of several streams are not', async () => {
    const list = ['TCK-8000002', 'TCK-8000003'].map((incidentId) => ({ type: 'RaiseIncident', incidentId, ...mail }))
    expect((await agent.post('/v1/commands', list)).statusCode).toBe(422)
  })
  it('are refused with all mistakes and their places, in a list too', async () => {
    const answer = await agent.post('/v1/commands', [
      { type: 'RaiseIncident', incidentId: 'TCK-8000004', ...mail, impact: 9, colour: 'red' },
      { type: 'Sing' },
    ])
    const { mistakes } = answer.json<{ readonly mistakes: readonly { readonly pointer: string }[] }>()
    expect(mistakes.map(({ pointer }) => pointer).sort()).toEqual(['/0/colour', '/0/impact', '/1/type'])
  })
  it('are signed by the token, and by nobody else', async () => {
    const answer = await agent.post('/v1/incidents', { ...mail, by: 'the boss' })
    expect(answer.json()).toMatchObject({ status: 400, mistakes: [{ pointer: '/by' }] })
  })
})

describe('facts about others', () => {
  it('are looked up, and nobody else says them', async () => {
    const [one, other] = [await raised(), await raised()]
    const [parent, child] = [one, other].map((url) => url.split('/').at(-1) ?? '')
    const set = (url: string, of: string, more: object = {}) => agent.post(`${url}/set-parent`, { parent: of, ...more })
    expect((await set(other, parent ?? '', { ancestors: [] })).json()).toMatchObject({
      mistakes: [{ pointer: '/ancestors' }],
    })
    expect((await set(other, parent ?? '')).statusCode).toBe(200)
    expect((await set(one, child ?? '')).json()).toMatchObject({ status: 409, refusal: { type: 'ParentCycle' } })
  })
})

describe('a hundred who ask of one ticket at the same time', () => {
  it('each get a clear answer, and what was accepted is there once', () => aHundredOfOneTicket(agent))
})

describe('who may not', () => {
  it('is told the same of what is not there, not theirs, and confidential', async () => {
    const url = await raised()
    const [ann, bob] = [
      await desk.as('requester', { subject: 'ann' as never }),
      await desk.as('requester', { subject: 'bob' as never }),
    ]
    const own = await ann.post('/v1/incidents', mail)
    expect(own.statusCode).toBe(201)
    const at = String(own.headers['location'])
    expect((await ann.get(at)).statusCode).toBe(200)
    const tries = [
      bob.get(at),
      bob.get(`${at}/history`),
      bob.get(`${at}/events`),
      bob.get(url),
      bob.get('/v1/incidents/INC1'),
      bob.post(`${at}/note`, { visibility: 'public', text: 'Hello' }),
    ]
    for (const answer of await Promise.all(tries)) {
      const { instance, ...problem } = answer.json<{ readonly instance: string }>()
      expect([answer.statusCode, instance]).toEqual([404, expect.stringMatching(/^urn:uuid:/)])
      expect(problem).toMatchObject({ type: 'https://deskledger.dev/problems/not-found' })
    }
    expect((await bob.get('/v1/incidents')).json()).toMatchObject({ rows: [] })
    expect((await bob.post(`${at}/resolve`, { code: 'Fixed', text: 'Done' })).statusCode).toBe(403)
    expect(desk.told.filter(({ msg }) => msg === 'denied').length).toBeGreaterThanOrEqual(tries.length)
  })
  it('is told nothing else without a token that is valid', async () => {
    const url = '/v1/incidents'
    for (const authorization of ['', 'Basic x', 'Bearer x.y.z']) {
      const answer = await desk.api.inject({ method: 'GET', url, headers: { authorization } })
      expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer'])
    }
  })
})
