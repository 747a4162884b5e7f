import { openDesk, type Asker, type Desk } from './api.spec.kit.ts'

let desk: Desk
let agent: Asker
beforeAll(async () => {
  desk = await openDesk()
  agent = await desk.as('agent')
})
afterAll(() => desk.close())

const mail = { summary: 'Mail is down', impact: 1, urgency: 2, group: 'Messaging' }

describe('an incident', () => {
  it('is raised under the next number, assigned, shown, and told of', async () => {
    const raised = await agent.post('/v1/incidents', mail)
    expect([raised.statusCode, raised.headers['location'], raised.headers['etag']]).toEqual([
      201,
      '/v1/incidents/INC0000001',
      '"0"',
    ])
    const assigned = await agent.post('/v1/incidents/INC0000001/assign', { assignee: 'grace' })
    expect(assigned.json()).toMatchObject({
      stream: 'incident-INC0000001',
      revision: 1,
      repeated: false,
      events: [{ type: 'IncidentAssigned', data: { by: 'a-agent' } }],
    })
    const shown = await agent.get('/v1/incidents/INC0000001', {
      headers: { 'deskledger-after': String(assigned.headers['deskledger-position']) },
    })
    expect(shown.json()).toMatchObject({ incidentId: 'INC0000001', summary: 'Mail is down', assignee: 'grace' })
    expect(shown.headers['etag']).toBe('"1"')
    const history = await agent.get('/v1/incidents/INC0000001/history')
    const { entries } = history.json<{ readonly entries: readonly { readonly at: string }[] }>()
    expect(entries).toMatchObject([{ type: 'IncidentRaised' }, { words: expect.stringContaining('grace') as unknown }])
    const events = await agent.get('/v1/incidents/INC0000001/events')
    expect(events.json()).toMatchObject({
      events: [{ revision: 0 }, { revision: 1, metadata: { commandId: expect.any(String) as unknown } }],
    })
    const before = await agent.get(`/v1/incidents/INC0000001?as-of=${entries[0]?.at ?? ''}`)
    expect(before.json()).toMatchObject({ assignee: null, revision: 0 })
  })
})
