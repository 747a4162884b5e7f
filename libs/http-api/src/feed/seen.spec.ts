import type { GroupId, PersonId, StoredEvent } from '@deskledger/kernel'
import { openDesk, type Asker, type Desk } from '../api.spec.kit.ts'
import { happened, positionsOf, raised } from './log.spec.kit.ts'

const person = (name: string): PersonId => name as PersonId
const inGroup = (...names: readonly string[]) => ({ groups: names as readonly GroupId[] })

let desk: Desk
let agent: Asker
let insider: Asker
let carol: Asker
beforeAll(async () => {
  desk = await openDesk()
  agent = await desk.as('agent')
  insider = await desk.as('agent', { subject: person('ida'), roles: ['agent', 'manager'], ...inGroup('hr') })
  carol = await desk.as('requester', { subject: person('carol') })
  await raised(agent, 2, { caller: 'carol' })
  await raised(agent, 1, { caller: 'dora' })
  await raised(insider, 1, { caller: 'dora', confidentialTo: ['hr'] })
  await happened(agent, 'INC0000001/note', { noteId: 'n1', visibility: 'internal', text: 'Ask the vendor.' })
  await happened(agent, 'INC0000001/note', { noteId: 'n2', visibility: 'public', text: 'We are on it.' })
  await happened(insider, 'INC0000004/assign', { assignee: 'ida' })
})
afterAll(() => desk.close())

interface Told {
  readonly events: readonly StoredEvent[]
  readonly position: string
}

const told = async (asker: Asker, demands = ''): Promise<Told> =>
  (await asker.get(`/v1/feed?limit=500&${demands}`)).json<Told>()
const streamsFor = async (asker: Asker): Promise<ReadonlySet<string>> =>
  new Set((await told(asker)).events.map(({ stream }) => stream))
const numbered = (...numbers: readonly number[]) => new Set(numbers.map((n) => `incident-INC000000${n}`))

/** What the events of each ticket say to somebody, in the order of the log. */
const byTicket = async (asker: Asker): Promise<readonly StoredEvent[]> => {
  const all: StoredEvent[] = []
  for (let n = 1; n <= 4; n += 1) {
    const answer = await asker.get(`/v1/incidents/INC000000${n}/events`)
    if (answer.statusCode === 200) all.push(...answer.json<Told>().events)
  }
  return all.toSorted((a, b) => (a.position < b.position ? -1 : 1))
}

describe('the log as somebody sees it', () => {
  it.each(['carol', 'agent', 'insider', 'manager', 'system'] as const)(
    'tells %s what the events of each ticket tell, and no more',
    async (who) => {
      const asker = { carol, agent, insider, manager: await desk.as('manager'), system: await desk.as('system') }[who]
      const { events } = await told(asker, 'streams=incident-')
      expect(events.length).toBeGreaterThan(0)
      expect(events).toStrictEqual(await byTicket(asker))
    },
  )

  it('tells requesters of their own tickets, as far as callers are told', async () => {
    expect(await streamsFor(carol)).toStrictEqual(numbered(1, 2))
    const { events } = await told(carol)
    expect(events.map(({ type, data }) => [type, (data as { readonly text?: string }).text])).toStrictEqual([
      ['IncidentRaised', undefined],
      ['IncidentRaised', undefined],
      ['NoteAdded', 'We are on it.'],
      ['FirstResponseRecorded', undefined],
    ])
  })

  it('tells of confidential tickets in their groups alone', async () => {
    expect(await streamsFor(agent)).toStrictEqual(numbered(1, 2, 3))
    expect(await streamsFor(insider)).toStrictEqual(numbered(1, 2, 3, 4))
    expect(await streamsFor(await desk.as('importer'))).toStrictEqual(new Set())
  })

  it('passes over what is hidden: who comes back goes on behind it', async () => {
    const last = (await positionsOf(desk)).at(-1)
    for (const asker of [carol, agent, await desk.as('importer')])
      expect(await told(asker)).toMatchObject({ position: last })
    const waiting = told(agent, `after=${last ?? ''}&wait=30`)
    await happened(insider, 'INC0000004/resolve', { code: 'Solved', text: 'Done.' })
    await happened(agent, 'INC0000003/assign', { assignee: 'grace' })
    const { events } = await waiting
    expect(events.map(({ stream }) => stream)).toStrictEqual(['incident-INC0000003'])
  })

  it('goes by whose a ticket is now, whatever it was when it was written', async () => {
    await happened(insider, 'INC0000002/change-confidentiality', { confidentialTo: ['hr'] })
    expect([await streamsFor(carol), await streamsFor(agent)]).toStrictEqual([numbered(1), numbered(1, 3)])
    await happened(insider, 'INC0000004/change-confidentiality', { confidentialTo: [] })
    expect(await streamsFor(agent)).toStrictEqual(numbered(1, 3, 4))
    await happened(agent, 'INC0000003/correct-caller', { caller: 'carol' })
    expect(await streamsFor(carol)).toStrictEqual(numbered(1, 3))
  })
})
