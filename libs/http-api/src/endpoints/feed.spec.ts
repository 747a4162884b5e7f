import type { StoredEvent } from '@deskledger/kernel'
import { faultsIn } from './as-documented.spec.kit.ts'
import { openDesk, type Asker, type Desk } from '../api.spec.kit.ts'
import { happened, logOf, positionsOf, raised } from '../feed/log.spec.kit.ts'

let desk: Desk
let agent: Asker
let system: Asker
beforeAll(async () => {
  desk = await openDesk()
  agent = await desk.as('agent')
  system = await desk.as('system')
  await raised(agent, 4)
  await happened(agent, 'INC0000002/assign', { assignee: 'grace' })
})
afterAll(() => desk.close())

interface Told {
  readonly events: readonly StoredEvent[]
  readonly position: string
  readonly caughtUp: boolean
}

const withoutHash = (event: StoredEvent) =>
  Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'hash'))

const told = async (asker: Asker, demands = ''): Promise<Told> => {
  const answer = await asker.get(`/v1/feed?${demands}`)
  expect(answer.statusCode).toBe(200)
  expect(faultsIn(desk.api.endpoints, '/v1/feed', answer.json())).toStrictEqual([])
  return answer.json<Told>()
}

describe('a poll of the log', () => {
  it('tells every event as it stands in the log, and where to go on', async () => {
    const log = await logOf(desk.opened.events)
    const { events, position, caughtUp } = await told(system)
    expect(events).toStrictEqual(log.map(withoutHash))
    expect([position, caughtUp]).toStrictEqual([log.at(-1)?.position, true])
  })

  it('goes on behind every position, and misses and doubles nothing', async () => {
    const positions = await positionsOf(desk)
    for (const [index, after] of ['', ...positions].entries()) {
      const { events } = await told(system, `after=${after}&limit=2`)
      expect(events.map(({ position }) => position)).toStrictEqual(positions.slice(index, index + 2))
    }
  })

  it('narrows to types and to beginnings of streams, and passes over the rest', async () => {
    const assigned = await told(agent, 'types=IncidentAssigned')
    expect(assigned.events.map(({ stream }) => stream)).toStrictEqual(['incident-INC0000002'])
    const both = await told(agent, 'types=IncidentAssigned&types=IncidentRaised&streams=incident-INC0000002')
    expect(both.events.map(({ type }) => type)).toStrictEqual(['IncidentRaised', 'IncidentAssigned'])
    const none = await told(agent, 'types=IncidentClosed')
    expect(none).toStrictEqual({ events: [], position: (await positionsOf(desk)).at(-1), caughtUp: true })
  })

  it('answers when something comes, for whom it comes', async () => {
    const { position } = await told(agent)
    const waiting = told(agent, `after=${position}&wait=30`)
    const other = told(agent, `after=${position}&wait=30&types=WorkStarted`)
    await raised(agent, 1)
    expect((await waiting).events.map(({ type }) => type)).toStrictEqual(['IncidentRaised'])
    await happened(agent, 'INC0000002/start')
    expect((await other).events.map(({ type }) => type)).toStrictEqual(['WorkStarted'])
  })

  it('answers with nothing when nothing came', async () => {
    const { position } = await told(agent)
    expect(await told(agent, `after=${position}&wait=1`)).toStrictEqual({ events: [], position, caughtUp: true })
  })

  it.each([
    ['after=nowhere', '?after'],
    ['after=a%20b', '?after'],
    ['limit=501', '?limit'],
    ['wait=31', '?wait'],
    ['types=not%20a%20type', '?types'],
    ['since=1', '?since'],
  ])('says what is wrong with %s', async (demands, pointer) => {
    const answer = await agent.get(`/v1/feed?${demands}`)
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ mistakes: [{ pointer }] })
  })

  it.each(['nowhere', 'a b'])('says what is wrong with Last-Event-ID %s, before a stream begins', async (id) => {
    const answer = await agent.get('/v1/feed', { headers: { accept: 'text/event-stream', 'last-event-id': id } })
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ mistakes: [{ pointer: 'Last-Event-ID' }] })
  })

  it('tells nobody who says not who they are', async () => {
    expect((await desk.api.inject('/v1/feed')).statusCode).toBe(401)
  })
})
